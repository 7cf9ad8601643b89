#include "tests/conformance/scim_fixture.h"

#include "tests/support/scim_server.h"

namespace reeve::test {
namespace {

class ScimFixture final : public ConnectorFixture {
 public:
  SourceConfig prepare(const std::filesystem::path& folder) override {
    server_ = std::make_unique<ScimServer>();
    for (const char* login : {"ada", "bo", "cy"}) {
      Json user = scim_user(std::string("u-") + login, login);
      user["entitlements"] = {{{"value", std::string("may-") + (login[0] == 'a' ? "refund" : "hide")}}};
      server_->users().push_back(user);
    }
    server_->groups() = {scim_group("support", {"u-ada", "u-bo"}), scim_group("crm", {"support"}),
                         scim_group("night", {"u-cy"})};
    return {
        .name = "idp",
        .kind = "scim",
        .base_dir = folder.string(),
        .options = {{"url", server_->url()}, {"allow_http", "yes"}, {"people", "yes"}, {"page_size", "2"}}};
  }

  std::vector<Section> sections() const override {
    return {Section::identity,   Section::account,  Section::principal,
            Section::membership, Section::resource, Section::grant};
  }

  // The second page does not come.
  void cut(Section section) override {
    const bool groups = section == Section::principal || section == Section::membership;
    server_->set_hook([groups](const ScimRequest& request) -> std::optional<std::string> {
      const bool wanted = request.target.starts_with(groups ? "/scim/Groups" : "/scim/Users");
      if (!wanted || request.target.find("startIndex=3") == std::string::npos) return std::nullopt;
      return http_answer("500 Internal Server Error");
    });
  }

 private:
  std::unique_ptr<ScimServer> server_;
};

}  // namespace

ConnectorFixtureKind scim_fixture() {
  return {"scim", [] { return std::string(); }, [] { return std::make_unique<ScimFixture>(); }};
}

}  // namespace reeve::test
