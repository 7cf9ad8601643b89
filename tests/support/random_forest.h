// A random Active Directory of users and groups in groups, as LDIF.
#pragma once

#include <cstdint>
#include <string>

namespace reeve::test {

struct RandomForest {
  int users = 0;
  int groups = 0;
  int depth = 10;  // groups lie in groups up to so deep, and some in circles
};

// Users u0.. and groups g0.. below `base`: global and universal groups and some for mail alone, disabled and
// expired accounts, managers.
std::string entries_of(const RandomForest& forest, const std::string& base);
// Who is in what. Same seed, same text.
std::string memberships_of(const RandomForest& forest, const std::string& base, std::uint64_t seed);

}  // namespace reeve::test
