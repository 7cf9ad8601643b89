// Rules whose facts the invented company does not tell, from files to findings: what came back after a
// removal, a wide nested group, a service account that a person uses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "engine/core/json.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RuleStories : public testing::Test {
 protected:
  RuleStories() {
    const fs::path tour = source_dir() / "docs/tour";
    fs::copy(tour, dir.path(), fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    dir.write("reeve.toml",
              "company = \"Brimstow\"\nstore = \"sqlite:reeve.db\"\n[campaign]\nowner = "
              "\"ines.duarte@brimstow.example\"\n" +
                  content("sources.toml"));
    EXPECT_EQ(reeve({"init"}).exit_code, 0);
  }

  std::string content(const std::string& file) const {
    std::ifstream in(dir.path() / file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void add(const std::string& file, const std::string& rows) {
    std::ofstream(dir.path() / file, std::ios::app) << rows;
  }
  ProgramResult reeve(const std::vector<std::string>& arguments) { return run_reeve(dir.path(), arguments); }

  // What one rule says after reading and judging everything.
  std::vector<std::string> said_by(const std::string& rule) {
    EXPECT_EQ(reeve({"sync"}).exit_code, 0);
    reeve({"evaluate"});
    std::vector<std::string> sentences;
    const std::string text = reeve({"findings", "--rule", rule, "--format", "json"}).data;
    for (const Json& row : parse_json(text, rule)) sentences.push_back(row.at("what"));
    return sentences;
  }

  ScratchDir dir;
};

TEST_F(RuleStories, AccessThatCameBackAfterItWasProvenGone) {
  EXPECT_THAT(said_by("lifecycle/regranted"), IsEmpty());
  ASSERT_EQ(reeve({"campaign", "open"}).exit_code, 0);
  const ProgramResult cases = reeve({"campaign", "cases", "--format", "json"});
  std::string no;
  for (const Json& row : parse_json(cases.data, "cases")) {
    if (row.dump().find("Ana Lopes") != std::string::npos) no = row.at("case").dump();
  }
  ASSERT_EQ(reeve({"decide", no, "--by", "Viktor Brandt", "--decision", "revoke", "--reason", "she moved",
                   "--sign-off"})
                .exit_code,
            0)
      << cases.data;
  const std::string before = content("shop/memberships.csv");
  std::string without = before;
  const std::string row = "alopes,support_emea,yes,no,2020-06-15\n";
  without.erase(without.find(row), row.size());
  dir.write("shop/memberships.csv", without);
  EXPECT_THAT(said_by("lifecycle/regranted"), IsEmpty());
  ASSERT_EQ(reeve({"verify"}).exit_code, 0);
  dir.write("shop/memberships.csv", before);
  EXPECT_THAT(said_by("lifecycle/regranted"),
              ElementsAre("Ana Lopes has SELECT on customers again, which was revoked and proven removed."));
}

TEST_F(RuleStories, AWideGroupNestedInARoleOfCustomerData) {
  add("shop/principals.csv", "all_staff,all_staff,group,E100\n");
  add("shop/memberships.csv", "all_staff,crm_read,yes,no,2024-01-10\n");
  for (const char* const login : {"mokafor", "badeyemi", "alopes", "slindqvist"})
    add("shop/memberships.csv", std::string(login) + ",all_staff,yes,no,2024-01-10\n");
  EXPECT_THAT(said_by("exposure/nested_group"), IsEmpty()) << "4 of 21 people are 19 percent";
  add("shop/memberships.csv", "praman,all_staff,yes,no,2024-01-10\n");
  EXPECT_THAT(said_by("exposure/nested_group"),
              ElementsAre("A group with 20-49 percent of all people is a member of crm_read, which gives "
                          "customers' e-mail addresses."));
}

TEST_F(RuleStories, AServiceAccountThatAPersonUses) {
  std::string accounts = content("shop/accounts.csv");
  accounts.replace(accounts.find("account_kind"), 12, "owner,account_kind");
  std::string widened;
  for (std::size_t at = 0, line = 0; at < accounts.size(); ++line) {
    const std::size_t end = accounts.find('\n', at);
    std::string row = accounts.substr(at, end - at);
    const std::size_t second = row.find(',', row.find(',') + 1);
    if (line > 0) row.insert(second, ",");
    widened += row + "\n";
    at = end + 1;
  }
  dir.write("shop/accounts.csv", widened + "svc_crm,svc_crm,E140,service,yes,2026-11-20,,\n");
  add("shop/memberships.csv", "svc_crm,crm_read,yes,no,2024-01-10\n");
  add("shop/usage.csv", "svc_crm,customers,SELECT,2026-11-20,2026-05-01,2026-11-20,shared\n");
  EXPECT_THAT(said_by("ownership/service_account_of_person"), IsEmpty());
  std::string usage = content("shop/usage.csv");
  const std::string shared = "2026-11-20,shared\n";
  usage.replace(usage.find(shared), shared.size(), "2026-11-20,person\n");
  dir.write("shop/usage.csv", usage);
  EXPECT_THAT(said_by("ownership/service_account_of_person"),
              ElementsAre("A person uses the service account svc_crm."));
}

}  // namespace
}  // namespace reeve::test
