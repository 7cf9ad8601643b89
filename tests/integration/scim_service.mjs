// A SCIM service out of public packages, in memory, for scim_service_test.cpp. Prints its port.
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const users = Array.from({ length: 25 }, (_, i) => ({
  id: `u${i + 1}`,
  userName: `person${i + 1}`,
  displayName: `Person ${i + 1}`,
  active: i !== 3,
  emails: [{ value: `person${i + 1}@nile.example`, primary: true }],
}));
const groups = [
  { id: "g1", displayName: "support", members: [{ value: "u1" }, { value: "u2" }] },
  { id: "g2", displayName: "crm", members: [{ value: "g1", type: "Group" }] },
];

const find = (all) => (resource) => (resource.id ? all.find((one) => one.id === resource.id) : all);
const refuse = () => {
  throw new Error("read only");
};
SCIMMY.Resources.declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false))
  .ingress(refuse)
  .egress(find(users))
  .degress(refuse);
SCIMMY.Resources.declare(SCIMMY.Resources.Group).ingress(refuse).egress(find(groups)).degress(refuse);

const app = express();
app.use(
  "/scim",
  new SCIMMYRouters({
    type: "bearer",
    handler: (request) => {
      if (request.header("Authorization") !== "Bearer only-for-tests") throw new Error("who are you");
      return "reeve";
    },
  }),
);
const server = app.listen(0, "127.0.0.1", () => console.log(`port ${server.address().port}`));
