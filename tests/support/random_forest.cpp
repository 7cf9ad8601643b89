#include "tests/support/random_forest.h"

#include <map>
#include <random>
#include <set>
#include <vector>

namespace reeve::test {
namespace {

// groupType: global, universal, for mail (global without the security bit).
constexpr const char* kGlobal = "-2147483646";
constexpr const char* kUniversal = "-2147483640";
constexpr const char* kMail = "2";

std::string user_dn(int number, const std::string& base) {
  return "CN=u" + std::to_string(number) + ",CN=Users," + base;
}
std::string group_dn(int number, const std::string& base) {
  return "CN=g" + std::to_string(number) + ",CN=Users," + base;
}

// Universal groups stand above global ones, because a global group cannot hold one.
bool is_universal(int number) { return number % 7 == 0; }
bool is_mail(int number) { return number % 11 == 3; }

}  // namespace

std::string entries_of(const RandomForest& forest, const std::string& base) {
  std::string text;
  for (int number = 0; number < forest.groups; ++number) {
    const char* const type = is_universal(number) ? kUniversal : is_mail(number) ? kMail : kGlobal;
    text += "dn: " + group_dn(number, base) + "\nobjectClass: group\nsAMAccountName: g" +
            std::to_string(number) + "\ngroupType: " + type + "\n\n";
  }
  for (int number = 0; number < forest.users; ++number) {
    const std::string n = std::to_string(number);
    text += "dn: " + user_dn(number, base) + "\nobjectClass: user\nsAMAccountName: u" + n +
            "\nemployeeID: " + n + "\nuserAccountControl: " + (number % 9 == 4 ? "546" : "544") + "\n";
    if (number % 13 == 5) text += "accountExpires: 133536384000000000\n";
    if (number > 0) text += "manager: " + user_dn(number / 2, base) + "\n";
    text += "\n";
  }
  return text;
}

std::string memberships_of(const RandomForest& forest, const std::string& base, std::uint64_t seed) {
  std::mt19937_64 random{seed};
  const auto below = [&](int limit) {
    return static_cast<int>(random() % static_cast<std::uint64_t>(limit));
  };
  std::map<int, std::set<std::string>> members;
  const int per_level = std::max(1, forest.groups / forest.depth);
  for (int number = 0; number < forest.groups; ++number) {
    for (int times = 0; times < 2; ++times) {
      // A group of the next level, and now and then of any: that closes circles.
      const bool anywhere = below(12) == 0;
      const int inner = anywhere ? below(forest.groups) : number + per_level - below(3);
      if (inner < 0 || inner >= forest.groups || inner == number) continue;
      if (is_universal(inner) && !is_universal(number)) continue;
      members[number].insert(group_dn(inner, base));
    }
  }
  for (int number = 0; number < forest.users; ++number) {
    for (int times = below(4); times > 0; --times)
      members[below(forest.groups)].insert(user_dn(number, base));
  }
  std::string text;
  for (const auto& [group, names] : members) {
    text += "dn: " + group_dn(group, base) + "\nchangetype: modify\nadd: member\n";
    for (const std::string& name : names) text += "member: " + name + "\n";
    text += "\n";
  }
  return text;
}

}  // namespace reeve::test
