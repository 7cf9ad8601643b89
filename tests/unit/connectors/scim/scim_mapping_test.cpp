// Bodies of the standard itself, which nobody on this project wrote, and small ones.
#include "connectors/scim/scim_mapping.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>

#include "tests/support/paths.h"

namespace reeve {
namespace {

std::optional<std::filesystem::path> bodies() {
  const auto data = test::shared_data_dir();
  if (data && std::filesystem::exists(*data / "scim")) return *data / "scim";
  std::cerr << "SKIPPED bodies of RFC 7643 and RFC 7644: the data is not here\n";
  return std::nullopt;
}

Json body(const std::filesystem::path& file) {
  std::ifstream in(file);
  return parse_json(std::string{std::istreambuf_iterator<char>(in), {}}, file.string());
}

TEST(ScimMapping, ReadsTheUsersAndGroupsOfTheStandard) {
  const auto folder = bodies();
  if (!folder) GTEST_SKIP() << "the bodies of the standard are not here";
  const auto read = read_scim_user(body(*folder / "rfc7643-8.3-enterprise_user.json"));
  ASSERT_TRUE(std::holds_alternative<ScimUser>(read));
  const auto& user = std::get<ScimUser>(read);
  EXPECT_EQ(user.account, (PrincipalFact{.key = "2819c223-7f76-453a-919d-413861904646",
                                         .second_key = "701984",
                                         .display_name = "bjensen@example.com",
                                         .enabled = TriState::yes,
                                         .employee_number = "701984",
                                         .email = "bjensen@example.com",
                                         .person_name = "Barbara Jensen"}));
  EXPECT_EQ(user.person, (IdentityFact{.key = "2819c223-7f76-453a-919d-413861904646",
                                       .display_name = "Barbara Jensen",
                                       .employment = Employment::employee,
                                       .status = IdentityStatus::active,
                                       .job = "Tour Guide",
                                       .department = "Tour Operations",
                                       .manager_key = "26118915-6090-4610-87e4-49d8ca9f808d",
                                       .employee_number = "701984",
                                       .email = "bjensen@example.com"}));
  EXPECT_EQ(user.groups.size(), 3U);
  const auto group = std::get<ScimGroup>(read_scim_group(body(*folder / "rfc7643-8.4-group.json")));
  EXPECT_EQ(group.group, (PrincipalFact{.key = "e9e30dba-f08f-4109-8486-d5c6a331660a",
                                        .display_name = "Tour Guides",
                                        .kind = PrincipalKind::group}));
  EXPECT_EQ(group.members, (std::vector<std::string>{"2819c223-7f76-453a-919d-413861904646",
                                                     "902c246b-6245-4190-8e05-00816be7344a"}));
}

// Requests, errors, schemas: whatever is sent in the place of a user or group, nothing breaks, and what is
// not one is a mistake.
TEST(ScimMapping, TakesEveryBodyOfTheStandardForWhatItIs) {
  const auto folder = bodies();
  if (!folder) GTEST_SKIP() << "the bodies of the standard are not here";
  std::size_t users = 0;
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
    if (entry.path().extension() != ".json") continue;
    ++files;
    const Json json = body(entry.path());
    const auto read = read_scim_user(json);
    const bool is_user = json.contains("id") && json.contains("userName");
    EXPECT_EQ(std::holds_alternative<ScimUser>(read), is_user) << entry.path();
    users += is_user ? 1 : 0;
    if (json.contains("id")) continue;
    EXPECT_TRUE(std::holds_alternative<ScimMistake>(read_scim_group(json))) << entry.path();
  }
  EXPECT_GE(files, 40U);
  EXPECT_GE(users, 5U);
}

TEST(ScimMapping, KnowsLittleWhereLittleIsTold) {
  const auto user = std::get<ScimUser>(read_scim_user({{"id", "7"}, {"userName", "ada"}}));
  EXPECT_EQ(user.account.enabled, TriState::unknown);
  EXPECT_EQ(user.person.status, IdentityStatus::unknown);
  EXPECT_EQ(user.person.display_name, "ada");
  EXPECT_EQ(std::get<ScimGroup>(read_scim_group({{"id", "g"}})).members, std::nullopt);
  const auto suspended =
      std::get<ScimUser>(read_scim_user({{"id", "7"}, {"userName", "ada"}, {"active", false}}));
  EXPECT_EQ(suspended.account.enabled, TriState::no);
  EXPECT_EQ(suspended.person.status, IdentityStatus::suspended);
  for (const Json& odd : {Json(), Json(7), Json::array(), Json("x")}) {
    EXPECT_TRUE(std::holds_alternative<ScimMistake>(read_scim_user(odd)));
    EXPECT_TRUE(std::holds_alternative<ScimMistake>(read_scim_group(odd)));
  }
}

}  // namespace
}  // namespace reeve
