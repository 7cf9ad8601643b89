// Who may ask for what: every route, as every role and as nobody.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/workflow/staff.h"
#include "portal/routes.h"
#include "tests/support/portal_fixture.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

using test::Browser;
using test::kPortalNow;
using ::testing::HasSubstr;
using ::testing::Not;

class Roles : public ::testing::Test {
 protected:
  Roles() {
    context_.config.company = "Brimstow Market";
    context_.config.portal_roles = {{PortalRole::campaign_owner, {"olga@brimstow.example"}},
                                    {PortalRole::administrator, {"adam@brimstow.example"}},
                                    {PortalRole::auditor, {"Ines Duarte"}}};
    context_.clock = &clock_;
    context_.progress = &progress_;
    test::open_small_campaign(store_);
  }

  static std::string entry_of(PortalRole role) {
    if (role == PortalRole::campaign_owner) return "olga@brimstow.example";
    return role == PortalRole::administrator ? "adam@brimstow.example" : "Ines Duarte";
  }
  void enter(Browser& browser, PortalRole role) {
    if (role == PortalRole::reviewer) return browser.enter("mara", "Mara Okafor");
    browser.enter_as(role, entry_of(role));
  }
  static std::string sample(const portal::Route& route) {
    return route.path.ends_with('*') ? route.path.substr(0, route.path.size() - 1) + "none" : route.path;
  }
  static int ask(Browser& browser, const portal::Route& route) {
    return route.method == "GET" ? browser.get(sample(route)).status
                                 : browser.post(sample(route), {{"csrf", "x"}}).status;
  }

  FixedClock clock_{kPortalNow};
  SilentProgress progress_;
  Context context_;
  MemoryStore store_;
};

TEST_F(Roles, NobodyGetsAnythingButWhatIsForAnybody) {
  std::vector<std::string> open;
  for (const portal::Route& route : portal::routes()) {
    Browser nobody(context_, store_);
    const int status = ask(nobody, route);
    if (route.for_anybody()) open.push_back(route.method + " " + route.path);
    EXPECT_EQ(status == 401, !route.for_anybody()) << route.method << " " << route.path;
  }
  EXPECT_EQ(open, (std::vector<std::string>{"GET /health", "GET /assets/*", "GET /enter/*", "POST /enter/*",
                                            "POST /language"}));
}

TEST_F(Roles, EachRoleGetsItsRoutesAndNoOther) {
  for (const PortalRole role : kPortalRoles) {
    Browser browser(context_, store_);
    enter(browser, role);
    for (const portal::Route& route : portal::routes()) {
      if (route.for_anybody()) continue;
      const std::string what = std::string(to_string(role)) + ": " + route.method + " " + route.path;
      const bool may = route.roles.has(role);
      const ServerResponse response =
          route.method == "GET" ? browser.get(sample(route)) : browser.post(sample(route), {{"csrf", "x"}});
      const bool wrong_role = response.body.find("This page is not for you") != std::string::npos;
      EXPECT_EQ(wrong_role, !may) << what;
      EXPECT_EQ(response.status == 403, !may || route.method == "POST") << what;
    }
  }
}

TEST_F(Roles, WhoMayDoWhatIsThisTable) {
  std::vector<std::string> table;
  for (const portal::Route& route : portal::routes()) {
    if (route.for_anybody()) continue;
    std::string line = route.method + " " + route.path + ":";
    for (const PortalRole role : kPortalRoles)
      line += route.roles.has(role) ? " " + std::string(to_string(role)) : "";
    table.push_back(line);
  }
  EXPECT_THAT(table,
              ::testing::ElementsAre(
                  "GET /: reviewer campaign-owner administrator auditor",
                  "POST /leave: reviewer campaign-owner administrator auditor", "POST /decide: reviewer",
                  "POST /undo: reviewer", "GET /sign-off: reviewer", "POST /sign-off: reviewer",
                  "GET /overview: campaign-owner administrator auditor",
                  "GET /findings: campaign-owner administrator auditor",
                  "GET /finding: campaign-owner administrator auditor",
                  "GET /access: campaign-owner administrator auditor",
                  "GET /access/of: campaign-owner administrator auditor",
                  "GET /access/who: campaign-owner administrator auditor",
                  "GET /access/why: campaign-owner administrator auditor",
                  "GET /campaigns: campaign-owner auditor", "GET /cases: campaign-owner auditor",
                  "GET /case: campaign-owner auditor", "GET /waivers: campaign-owner administrator auditor",
                  "GET /sources: campaign-owner administrator auditor", "GET /looks: administrator auditor"));
}

TEST_F(Roles, OnlyReviewersChangeAnything) {
  for (const portal::Route& route : portal::routes()) {
    if (route.method == "GET" || route.for_anybody() || route.path == "/leave") continue;
    EXPECT_EQ(route.roles, RoleSet{PortalRole::reviewer}) << route.path;
  }
}

TEST_F(Roles, WhoIsTakenOutOfTheConfigurationIsOutWithTheNextPage) {
  const test::ScratchDir folder;
  context_.config.path = folder.write("reeve.toml", "[portal.roles]\nauditor = [\"Ines Duarte\"]\n").string();
  Browser ines(context_, store_);
  ines.enter_as(PortalRole::auditor, "Ines Duarte");
  EXPECT_EQ(ines.get("/sources").status, 200);
  folder.write("reeve.toml", "[portal.roles]\nauditor = []\n");
  std::filesystem::last_write_time(
      context_.config.path, std::filesystem::last_write_time(context_.config.path) + std::chrono::seconds(1));
  EXPECT_EQ(ines.get("/sources").status, 401);
  folder.write("reeve.toml", "[portal.roles]\nauditor = [\"Ines Duarte\"\n");
  std::filesystem::last_write_time(
      context_.config.path, std::filesystem::last_write_time(context_.config.path) + std::chrono::seconds(2));
  EXPECT_EQ(ines.get("/sources").status, 401) << "what cannot be read gives no role";
}

TEST_F(Roles, ALinkOfOneRoleGivesNoOther) {
  context_.config.portal_roles[PortalRole::administrator].emplace_back("Ines Duarte");
  Browser ines(context_, store_);
  ines.enter_as(PortalRole::auditor, "Ines Duarte");
  EXPECT_THAT(ines.get("/sources").body, HasSubstr("<span class=\"quiet\">auditor</span>"));
}

TEST_F(Roles, StaffSessionsEndWhenNobodyUsesThem) {
  Browser ines(context_, store_);
  ines.enter_as(PortalRole::auditor, "Ines Duarte");
  for (int i = 0; i < 9; ++i) {
    clock_.advance(59 * 60 * 1000);
    EXPECT_EQ(ines.get("/sources").status, 200) << i;
  }
  clock_.advance(60 * 60 * 1000);
  EXPECT_EQ(ines.get("/sources").status, 401) << "an hour without a request";
  Browser again(context_, store_);
  again.enter_as(PortalRole::auditor, "Ines Duarte");
  for (int i = 0; i < 10; ++i) {
    clock_.advance(59 * 60 * 1000);
    again.get("/sources");
  }
  clock_.advance(10 * 60 * 1000);
  EXPECT_EQ(again.get("/sources").status, 401) << "ten hours after it began";
}

TEST_F(Roles, StaffLinksAreForThoseWhoAreListed) {
  const auto message = [&](PortalRole role, const std::string& person) -> std::string {
    try {
      issue_staff_link(context_, store_, role, person);
      return "issued";
    } catch (const Error& e) {
      return e.message();
    }
  };
  EXPECT_EQ(message(PortalRole::auditor, " ines duarte "), "issued");
  EXPECT_EQ(message(PortalRole::administrator, "Ines Duarte"),
            "reeve.toml does not list `Ines Duarte` as administrator; add the person to [portal.roles]");
  EXPECT_EQ(message(PortalRole::reviewer, "Mara Okafor"),
            "reviewers get their links with `reeve campaign link`");
}

TEST_F(Roles, AStaffLinkLetsInOnceAndShowsThePagesOfTheRole) {
  context_.config.portal_url = "https://reeve.example";
  const IssuedLink link = issue_staff_link(context_, store_, PortalRole::auditor, "Ines Duarte");
  EXPECT_THAT(link.url, HasSubstr("https://reeve.example/enter/"));
  EXPECT_EQ(link.expires, kPortalNow + kDay);
  Browser ines(context_, store_);
  const std::string path = link.url.substr(std::string("https://reeve.example").size());
  EXPECT_THAT(ines.get(path).body, HasSubstr("Come in"));
  EXPECT_EQ(ines.post(path, {}).status, 303);
  const ServerResponse home = ines.get("/");
  EXPECT_EQ(home.status, 303);
  EXPECT_THAT(ines.get("/sources").body, Not(HasSubstr("My review")));
  Browser other(context_, store_);
  EXPECT_EQ(other.post(path, {}).status, 410);
}

}  // namespace
}  // namespace reeve
