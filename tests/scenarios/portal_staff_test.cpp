// The portal as campaign owner, administrator and auditor see it: the real server on the company of the tour,
// with a person whose name is meant to break pages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <filesystem>
#include <fstream>
#include <set>

#include "engine/core/json.h"
#include "tests/support/paths.h"
#include "tests/support/portal_client.h"
#include "tests/support/portal_process.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class PortalStaff : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<ScratchDir>();
    std::filesystem::copy(source_dir() / "docs/tour", folder_->path(),
                          std::filesystem::copy_options::recursive);
    reeve({"init", "--company", "Brimstow Market"});
    std::ifstream sources(folder_->path() / "sources.toml");
    append("reeve.toml", std::string(std::istreambuf_iterator<char>(sources), {}) +
                             "[portal.roles]\nauditor = [\"ines.duarte@brimstow.example\"]\n"
                             "administrator = [\"adam\"]\ncampaign_owner = [\"olga\"]\n");
    append("hr/identities.csv",
           "E666,\"<img src=x onerror=alert(1)> \"\"Eve\"\" & 'Mallory'\",employee,active,Support "
           "Agent,<i>Care</i>,EMEA,E110,666,eve@brimstow.example,2020-01-01,never,2020-01-01\n");
    append("shop/accounts.csv", "eve<script>,eve<script>,person,yes,2026-11-16,666,eve@brimstow.example\n");
    append("shop/memberships.csv", "eve<script>,support_emea,yes,no,2020-06-15\n");
    reeve({"sync"});
    reeve({"evaluate"});
    reeve({"campaign", "open", "--name", "autumn", "--accept-gap", "a test", "--by", "Ines Duarte"});
    portal_ = std::make_unique<PortalProcess>(folder_->path());
  }
  static void TearDownTestSuite() {
    portal_.reset();
    folder_.reset();
  }

  static ProgramResult reeve(const std::vector<std::string>& words) {
    return run_reeve(folder_->path(), words);
  }
  static void append(const std::string& file, const std::string& text) {
    std::ofstream(folder_->path() / file, std::ios::app) << text;
  }

  static PortalClient client_of(const std::string& role, const std::string& person) {
    const ProgramResult result =
        reeve({"portal", "link", "--role", role, "--person", person, "--format", "json"});
    const std::string link = parse_json(result.data, "link").at(0).at("link");
    PortalClient client(portal_->origin());
    client.enter(portal_->origin() + link.substr(link.find("/enter/")));
    return client;
  }

  // Every address on the page that leads to a page of the portal, as a browser reads it.
  static std::vector<std::string> links_on(const std::string& page) {
    std::vector<std::string> out;
    for (std::size_t at = page.find("href=\"/"); at != std::string::npos;
         at = page.find("href=\"/", at + 1)) {
      std::string href = page.substr(at + 6, page.find('"', at + 6) - at - 6);
      for (std::size_t amp = href.find("&amp;"); amp != std::string::npos; amp = href.find("&amp;"))
        href.replace(amp, 5, "&");
      href = href.substr(0, href.find('#'));
      if (!href.starts_with("/assets/")) out.push_back(href);
    }
    return out;
  }

  inline static std::unique_ptr<ScratchDir> folder_;
  inline static std::unique_ptr<PortalProcess> portal_;
};

TEST_F(PortalStaff, EveryLinkOnEveryPageLeadsToAPageAndNoNameBecomesMarkup) {
  PortalClient ines = client_of("auditor", "Ines Duarte");
  std::set<std::string> seen{"/overview"};
  std::deque<std::string> waiting{"/overview"};
  std::set<std::string> kinds;
  bool named = false;
  while (!waiting.empty()) {
    const std::string path = waiting.front();
    waiting.pop_front();
    const HttpResponse page = ines.get(path);
    ASSERT_EQ(page.status, 200) << path << "\n" << page.body;
    kinds.insert(path.substr(0, path.find('?')));
    EXPECT_THAT(page.body, Not(HasSubstr("<img src=x"))) << path;
    EXPECT_THAT(page.body, Not(HasSubstr("<i>Care"))) << path;
    EXPECT_THAT(page.body, Not(HasSubstr("eve<script>"))) << path;
    named = named || page.body.find("&lt;img src=x onerror=alert(1)&gt;") != std::string::npos;
    for (const std::string& link : links_on(page.body)) {
      if (seen.insert(link).second) waiting.push_back(link);
    }
  }
  EXPECT_TRUE(named) << "the hostile name was met somewhere";
  EXPECT_EQ(kinds, (std::set<std::string>{"/overview", "/findings", "/finding", "/access", "/access/of",
                                          "/access/who", "/access/why", "/campaigns", "/cases", "/case",
                                          "/waivers", "/sources", "/looks"}));
}

TEST_F(PortalStaff, TheOverviewCountsWhatTheCommandsCount) {
  PortalClient olga = client_of("campaign-owner", "olga");
  const std::string page = olga.get("/overview").body;
  const Json findings = parse_json(reeve({"findings", "--format", "json"}).data, "findings");
  EXPECT_THAT(
      page, HasSubstr("<strong>" + std::to_string(findings.size()) + "</strong> <span>open findings</span>"));
  const Json status = parse_json(reeve({"campaign", "status", "--format", "json"}).data, "status");
  std::size_t cases = 0;
  std::size_t reviewers = 0;
  for (const Json& row : status) {
    if (row.at("reviewer") == "all") continue;
    cases += row.at("cases").get<std::size_t>();
    reviewers += 1;
  }
  EXPECT_THAT(page, HasSubstr(std::to_string(cases) + " of " + std::to_string(cases) + " cases open"));
  EXPECT_THAT(page, HasSubstr(std::to_string(reviewers) + " reviewers have not started"));
  EXPECT_THAT(page, HasSubstr("<svg role=\"img\""));
}

TEST_F(PortalStaff, AnAccessIsExplainedAndEveryLookIsRecorded) {
  PortalClient adam = client_of("administrator", "adam");
  const std::string hits = adam.get("/access?q=lopes").body;
  EXPECT_THAT(hits, HasSubstr(">Ana Lopes</a>"));
  const std::string about = adam.get("/access/of?who=hr%1Fidentity%1FE112").body;
  EXPECT_THAT(about, HasSubstr("Accountant"));
  const std::string why =
      adam.get("/access/why?who=hr%1Fidentity%1FE112&what=shop%1Fresource%1Fcustomers%1FSELECT").body;
  EXPECT_THAT(why, HasSubstr("<strong>remove alopes from support_emea</strong>"));
  EXPECT_THAT(why, HasSubstr("Blast radius: 1 access goes with it"));
  EXPECT_THAT(why, HasSubstr("remove this</text>"));
  const std::string who = adam.get("/access/who?what=customer_email").body;
  EXPECT_THAT(who, HasSubstr("Ben Adeyemi"));
  const std::string looks = adam.get("/looks").body;
  EXPECT_THAT(looks, HasSubstr("<td data-label=\"Asked\">why</td><td data-label=\"About\">Ana Lopes: "));
  EXPECT_THAT(looks,
              HasSubstr("<td data-label=\"Asked\">access of</td><td data-label=\"About\">Ana Lopes</td>"));
  EXPECT_THAT(looks,
              HasSubstr("<td data-label=\"Asked\">who can</td><td data-label=\"About\">customer_email</td>"));
  EXPECT_EQ(adam.get("/access/of?who=hr%1Fidentity%1FNOBODY").status, 404);
  EXPECT_EQ(adam.get("/access/who?what=nothing").status, 404);
  EXPECT_EQ(adam.get("/access?at=99").status, 404);
}

TEST_F(PortalStaff, FindingsAreNarrowedByWhatIsAskedFor) {
  PortalClient ines = client_of("auditor", "Ines Duarte");
  const auto count = [&](const std::string& query) {
    const std::string page = ines.get("/findings?" + query).body;
    const auto at = page.find("<p><strong>");
    return page.substr(at + 11, page.find('<', at + 11) - at - 11);
  };
  const Json all = parse_json(reeve({"findings", "--format", "json"}).data, "findings");
  const auto critical =
      std::ranges::count_if(all, [](const Json& f) { return f.at("severity") == "critical"; });
  ASSERT_GT(critical, 0);
  EXPECT_EQ(count("severity=critical"),
            std::to_string(critical) + (critical == 1 ? " finding" : " findings"));
  EXPECT_EQ(count("q=nothing+like+this"), "0 findings");
  EXPECT_EQ(count("state=waived"), "0 findings");
  EXPECT_EQ(ines.get("/finding?id=0000").status, 404);
}

TEST_F(PortalStaff, ACaseTellsItsWholeHistory) {
  const Json cases = parse_json(reeve({"campaign", "cases", "--format", "json"}).data, "cases");
  std::string reviewer;
  for (const Json& row : cases) {
    if (row.at("case") == 1) reviewer = row.at("reviewer");
  }
  reeve({"decide", "1", "--by", reviewer, "--decision", "cannot-judge", "--reason", "who is this"});
  reeve({"decide", "1", "--by", reviewer, "--decision", "revoke", "--reason", "not <needed>"});
  PortalClient ines = client_of("auditor", "Ines Duarte");
  std::string page;
  for (const std::string& link : links_on(ines.get("/campaigns").body)) {
    if (link.starts_with("/cases")) page = ines.get("/case" + link.substr(6) + "&no=1").body;
  }
  const auto opened = page.find("Opened on snapshot 1");
  const auto first = page.find("Decided: Cannot judge");
  const auto second = page.find("Decided: Remove");
  EXPECT_LT(opened, first);
  EXPECT_LT(first, second);
  EXPECT_NE(second, std::string::npos) << page;
  EXPECT_THAT(page, HasSubstr("Taken back: Cannot judge"));
  EXPECT_THAT(page, HasSubstr("not &lt;needed&gt;"));
  EXPECT_THAT(page, HasSubstr("signed in by root on command line"));
}

}  // namespace
}  // namespace reeve::test
