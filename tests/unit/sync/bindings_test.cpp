#include "engine/sync/bindings.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

CsvRecord record(std::int64_t line, const std::string& source, const std::string& principal,
                 const std::string& target_source, const std::string& target, const std::string& assumable) {
  return {line,
          {{"source", source},
           {"principal", principal},
           {"target_source", target_source},
           {"target_principal", target},
           {"assumable", assumable}}};
}

PrincipalLookup lookup() {
  return {.held = [](const std::string& source) { return source != "gone"; },
          .find = [](const std::string& source, const std::string& key) -> std::optional<FoundPrincipal> {
            if (source == "ldap" && key == "support") return FoundPrincipal{{1, 4}, false};
            if (source == "shop" && key == "app") return FoundPrincipal{{2, 9}, true};
            return std::nullopt;
          }};
}

TEST(Bindings, JoinPrincipalsOfTwoSources) {
  const auto rows = binding_rows(
      {record(2, "ldap", "support", "shop", "app", "YES"), record(3, "shop", "app", "ldap", "support", "")});
  const BindingResult result = resolve_bindings(rows, lookup());
  EXPECT_TRUE(result.problems.empty());
  ASSERT_EQ(result.bindings.size(), 2U);
  const DerivedBinding& first = result.bindings[0];
  EXPECT_EQ(first.member, (FactRef{1, 4}));
  EXPECT_FALSE(first.member_is_account);
  EXPECT_EQ(first.container, (FactRef{2, 9}));
  EXPECT_TRUE(first.container_is_account);
  EXPECT_TRUE(first.assumable);
  EXPECT_EQ(first.rule, "bindings file");
  EXPECT_EQ(result.bindings[1].member, (FactRef{2, 9}));
  EXPECT_FALSE(result.bindings[1].assumable);
}

TEST(Bindings, NameEveryRowThatJoinsNothing) {
  const auto rows = binding_rows({record(2, "ldap", "nobody", "shop", "app", "no"),
                                  record(3, "gone", "support", "shop", "nothing", "no"),
                                  record(4, "ldap", "support", "shop", "app", "no")});
  const BindingResult result = resolve_bindings(rows, lookup());
  EXPECT_EQ(result.bindings.size(), 1U);
  EXPECT_EQ(result.problems,
            (std::vector<std::string>{"line 2: the source `ldap` has no principal `nobody`",
                                      "line 3: the source `gone` is not in this snapshot",
                                      "line 3: the source `shop` has no principal `nothing`"}));
}

TEST(Bindings, RefuseARowThatCannotBeMeant) {
  const auto refusal = [](const CsvRecord& row) {
    try {
      binding_rows({row});
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::config);
      return error.message();
    }
    return std::string("accepted");
  };
  EXPECT_EQ(refusal(record(5, "ldap", "", "shop", "app", "no")), "line 5: `principal` is empty");
  EXPECT_EQ(refusal(record(5, "ldap", "x", "shop", "app", "maybe")),
            "line 5: `assumable` is `maybe`, but must be yes or no");
}

}  // namespace
}  // namespace reeve
