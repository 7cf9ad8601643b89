// Real assignments of permissions to users, given as roles that others have mined from them and loaded as
// csv: what everybody reaches must be exactly the pairs that the roles were mined from.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "cli/demo/fact_rows.h"
#include "engine/access/effective.h"
#include "tests/support/paths.h"
#include "tests/support/read_snapshot.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

using Pair = std::pair<int, int>;  // user, permission
using Pairs = std::set<Pair>;

struct MinedRole {
  std::vector<int> permissions, users;
};

Pairs read_pairs(const fs::path& file) {
  std::ifstream in{file};
  Pairs pairs;
  for (Pair pair; in >> pair.first >> pair.second;) pairs.insert(pair);
  return pairs;
}

std::vector<int> numbers(std::string list) {
  std::ranges::replace(list, ',', ' ');
  std::istringstream in{list};
  return {std::istream_iterator<int>{in}, {}};
}

// "role: 1", "permissions: 1, 2", "users: 3, 4", a blank line.
std::vector<MinedRole> read_roles(const fs::path& file) {
  std::ifstream in{file};
  std::vector<MinedRole> roles;
  for (std::string line; std::getline(in, line);) {
    const std::string list = line.substr(std::min(line.find(':') + 1, line.size()));
    if (line.starts_with("role:")) roles.emplace_back();
    if (line.starts_with("permissions:")) roles.back().permissions = numbers(list);
    if (line.starts_with("users:")) roles.back().users = numbers(list);
  }
  return roles;
}

// By permission and user: how many roles give it.
std::map<Pair, int> covers(const std::vector<MinedRole>& roles) {
  std::map<Pair, int> count;
  for (const MinedRole& role : roles) {
    for (const int user : role.users) {
      for (const int permission : role.permissions) ++count[{user, permission}];
    }
  }
  return count;
}

std::string user_key(int number) { return "u" + std::to_string(number); }
std::string role_key(std::size_t number) { return "r" + std::to_string(number); }
std::string permission_key(int number) { return "p" + std::to_string(number); }
int number_in(std::string_view key) { return std::stoi(std::string{key.substr(1)}); }

demo::SourceFacts facts_of(const std::vector<MinedRole>& roles) {
  demo::SourceFacts facts;
  std::set<int> users, permissions;
  for (std::size_t r = 0; r < roles.size(); ++r) {
    facts.principals.push_back({.key = role_key(r), .kind = PrincipalKind::role});
    for (const int user : roles[r].users) {
      users.insert(user);
      facts.memberships.push_back({.member_key = user_key(user), .container_key = role_key(r)});
    }
    for (const int permission : roles[r].permissions) {
      permissions.insert(permission);
      facts.grants.push_back({.principal_key = role_key(r),
                              .resource_key = permission_key(permission),
                              .privilege = "USE",
                              .action = Action::execute});
    }
  }
  for (const int user : users) facts.accounts.push_back({.key = user_key(user), .enabled = TriState::yes});
  for (const int permission : permissions) facts.resources.push_back({.key = permission_key(permission)});
  return facts;
}

Snapshot load_as_csv(const demo::SourceFacts& facts) {
  const ScratchDir folder;
  std::string sections;
  for (const demo::FactFile& file : demo::fact_files(facts)) {
    folder.write(file.section + ".csv", file.bytes);
    sections += file.section + " ";
  }
  return read_snapshot({.name = "mined",
                        .kind = "csv",
                        .base_dir = folder.path().string(),
                        .options = {{"dir", "."}, {"sections", sections}}});
}

Pairs flatten(const Snapshot& snapshot) {
  const AccessGraph graph{snapshot};
  const AccessTable table = effective_access(graph, build_catalogue(graph));
  Pairs pairs;
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (table.flags[row].usability != Usability::usable) continue;
    const Entitlement& entitlement = table.entitlements[table.entitlement[row].value];
    pairs.emplace(number_in(snapshot.text(snapshot[table.subject[row].principal].key)),
                  number_in(snapshot.text(snapshot[entitlement.resource].key)));
  }
  return pairs;
}

Pairs only_in(const Pairs& one, const Pairs& other) {
  Pairs out;
  std::ranges::set_difference(one, other, std::inserter(out, out.end()));
  return out;
}

// Takes one permission away from one role, where no other role makes up for it for all users; the pairs that
// must go.
Pairs drop_a_grant(std::vector<MinedRole>& roles) {
  const std::map<Pair, int> count = covers(roles);
  for (MinedRole& role : roles) {
    for (const int permission : role.permissions) {
      Pairs lost;
      for (const int user : role.users) {
        if (count.at({user, permission}) == 1) lost.emplace(user, permission);
      }
      if (lost.empty()) continue;
      std::erase(role.permissions, permission);
      return lost;
    }
  }
  return {};
}

class RoleMiningTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto data = shared_data_dir();
    if (!data || !fs::is_directory(*data / "role-mining")) {
      const std::string why = "no real role-mining sets; see REEVE_SHARED_DATA";
      std::cerr << "SKIPPED RoleMiningTest: " << why << "\n";
      GTEST_SKIP() << why;
    }
    folder_ = *data / "role-mining";
    const std::string ending = "_optimal_cover.txt";
    for (const auto& entry : fs::directory_iterator(folder_)) {
      const std::string file = entry.path().filename();
      if (file.ends_with(ending)) names_.insert(file.substr(0, file.size() - ending.size()));
    }
  }

  Pairs pairs_of(const std::string& name) const { return read_pairs(folder_ / (name + ".txt")); }
  std::vector<MinedRole> roles_of(const std::string& name) const {
    return read_roles(folder_ / (name + "_optimal_cover.txt"));
  }

  fs::path folder_;
  std::set<std::string> names_;
};

TEST_F(RoleMiningTest, EverySetFlattensToExactlyItsPairs) {
  ASSERT_EQ(names_,
            (std::set<std::string>{"americas_small", "apj", "domino", "emea", "fire1", "fire2", "hc"}));
  for (const std::string& name : names_) {
    const Pairs pairs = pairs_of(name);
    const demo::SourceFacts facts = facts_of(roles_of(name));
    const Pairs flat = flatten(load_as_csv(facts));
    EXPECT_EQ(only_in(pairs, flat), Pairs{}) << name << ": lost";
    EXPECT_EQ(only_in(flat, pairs), Pairs{}) << name << ": invented";
    std::cout << name << ": " << facts.accounts.size() << " users, " << facts.principals.size() << " roles, "
              << facts.memberships.size() << " memberships, " << facts.grants.size() << " grants give "
              << flat.size() << " of " << pairs.size() << " pairs\n";
  }
}

TEST_F(RoleMiningTest, AGrantThatIsMissingIsNoticed) {
  for (const std::string& name : names_) {
    std::vector<MinedRole> roles = roles_of(name);
    const Pairs lost = drop_a_grant(roles);
    ASSERT_NE(lost, Pairs{}) << name;
    const Pairs flat = flatten(load_as_csv(facts_of(roles)));
    EXPECT_EQ(only_in(pairs_of(name), flat), lost) << name;
    EXPECT_EQ(only_in(flat, pairs_of(name)), Pairs{}) << name;
  }
}

}  // namespace
}  // namespace reeve::test
