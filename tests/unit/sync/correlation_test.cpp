#include "engine/sync/correlation.h"

#include <gtest/gtest.h>

namespace reeve {
namespace {

constexpr FactRef kAda{1, 0}, kBo{1, 1}, kCy{1, 2}, kBo2{1, 3};
constexpr FactRef kAccount{2, 7};

KnownPeople people() {
  return {.people = {{kAda, "hr", "1", "0017", "ada.quist@nile.example", "Ada Quist"},
                     {kBo, "hr", "2", "0018", "bo@nile.example", "Bo Lind"},
                     {kCy, "hr", "3", "", "", "Cy North"},
                     {kBo2, "hr", "4", "0019", "bo.lind@nile.example", "Bo Lind"}},
          .blocked_keys = {"9", "dee"}};
}

struct Owner {
  OwnerState state;
  std::optional<FactRef> identity;
  std::string rule;
  int confidence = 0;
  bool operator==(const Owner&) const = default;
};

void PrintTo(const Owner& o, std::ostream* out) {
  *out << static_cast<int>(o.state) << " " << (o.identity ? o.identity->ordinal : -1) << " " << o.rule << " "
       << o.confidence;
}

Owner owner_of(PrincipalFact account, KnownPeople known = people()) {
  const auto owner = Correlator(std::move(known)).owner_of(kAccount, account);
  if (!owner) return {OwnerState::none, std::nullopt, "not asked"};
  EXPECT_EQ(owner->principal, kAccount);
  EXPECT_EQ(owner->is_account, account.kind == PrincipalKind::account);
  return {owner->state, owner->identity, owner->rule, owner->confidence};
}

constexpr auto kPerson = AccountKind::person;
const Owner kNobody{OwnerState::uncorrelated, std::nullopt, ""};

TEST(Correlation, TriesItsRulesInOrder) {
  EXPECT_EQ(owner_of({.key = "x", .owner_key = "1", .account_kind = kPerson}),
            (Owner{OwnerState::correlated, kAda, "named owner", 100}));
  EXPECT_EQ(owner_of({.key = "x", .owner_key = "ADA.quist@nile.example", .account_kind = kPerson}),
            (Owner{OwnerState::correlated, kAda, "named owner", 100}));
  EXPECT_EQ(owner_of({.key = "x", .employee_number = " 0017 "}),
            (Owner{OwnerState::correlated, kAda, "employee number", 95}));
  EXPECT_EQ(owner_of({.key = "x", .email = "Ada.Quist@NILE.example"}),
            (Owner{OwnerState::correlated, kAda, "e-mail address", 90}));
  EXPECT_EQ(owner_of({.key = "NILE\\ada.quist"}), (Owner{OwnerState::correlated, kAda, "login", 70}));
  EXPECT_EQ(owner_of({.key = "x", .email = "ada.quist@other.example"}),
            (Owner{OwnerState::correlated, kAda, "login", 70}));
  EXPECT_EQ(owner_of({.key = "x", .person_name = "North, Cy"}),
            (Owner{OwnerState::correlated, kCy, "name", 60}));
  EXPECT_EQ(owner_of({.key = "x", .employee_number = "0018", .email = "bo@nile.example"}),
            (Owner{OwnerState::correlated, kBo, "employee number", 95}));
}

TEST(Correlation, FindsNobodyForWhatMatchesNobody) {
  EXPECT_EQ(owner_of({.key = "x"}), kNobody);
  EXPECT_EQ(owner_of({.key = "x", .employee_number = "99", .email = "x@nile.example", .person_name = "X"}),
            kNobody);
}

TEST(Correlation, LeavesTwoMatchesToAHuman) {
  EXPECT_EQ(owner_of({.key = "x", .person_name = "Bo Lind"}),
            (Owner{OwnerState::ambiguous, std::nullopt, "name"}));
  KnownPeople reused = people();
  reused.people[1].employee_number = "0017";
  EXPECT_EQ(owner_of({.key = "x", .employee_number = "0017"}, reused),
            (Owner{OwnerState::ambiguous, std::nullopt, "employee number"}));
}

TEST(Correlation, LeavesStrongRulesThatContradictEachOtherToAHuman) {
  EXPECT_EQ(owner_of({.key = "x", .employee_number = "0017", .email = "bo@nile.example"}),
            (Owner{OwnerState::ambiguous, std::nullopt, "employee number"}));
  EXPECT_EQ(owner_of({.key = "x", .owner_key = "1", .account_kind = kPerson, .email = "bo@nile.example"}),
            (Owner{OwnerState::ambiguous, std::nullopt, "named owner"}));
}

TEST(Correlation, TakesNoWeakMatchAgainstTheEmployeeNumber) {
  EXPECT_EQ(owner_of({.key = "ada.quist", .employee_number = "77"}), kNobody);
  EXPECT_EQ(owner_of({.key = "x", .employee_number = "77", .person_name = "Ada Quist"}), kNobody);
  EXPECT_EQ(owner_of({.key = "x", .employee_number = "77", .person_name = "Cy North"}),
            (Owner{OwnerState::correlated, kCy, "name", 60}));
}

TEST(Correlation, GivesOtherAccountsAnOwnerAndNoPerson) {
  for (const AccountKind kind :
       {AccountKind::service, AccountKind::shared, AccountKind::machine, AccountKind::break_glass}) {
    EXPECT_EQ(owner_of({.key = "ada.quist", .owner_key = "2", .account_kind = kind}),
              (Owner{OwnerState::owned, kBo, "named owner", 100}));
    EXPECT_EQ(owner_of({.key = "ada.quist", .account_kind = kind, .employee_number = "0017"}), kNobody);
    EXPECT_EQ(owner_of({.key = "x", .owner_key = "77", .account_kind = kind}), kNobody);
  }
  EXPECT_EQ(owner_of({.key = "backup", .owner_key = "2"}),
            (Owner{OwnerState::owned, kBo, "named owner", 100}));
}

TEST(Correlation, AsksAboutGroupsOnlyWhereAnOwnerIsNamed) {
  EXPECT_EQ(owner_of({.key = "support", .kind = PrincipalKind::group}),
            (Owner{OwnerState::none, std::nullopt, "not asked"}));
  EXPECT_EQ(owner_of({.key = "support", .kind = PrincipalKind::group, .owner_key = "1"}),
            (Owner{OwnerState::owned, kAda, "named owner", 100}));
  EXPECT_EQ(owner_of({.key = "support", .kind = PrincipalKind::role, .owner_key = "77"}), kNobody);
}

TEST(Correlation, BlocksWhatMayBelongToARejectedRow) {
  const Owner kBlocked{OwnerState::blocked, std::nullopt, "rejected row"};
  EXPECT_EQ(owner_of({.key = "x", .owner_key = "9", .account_kind = kPerson}), kBlocked);
  EXPECT_EQ(owner_of({.key = "x", .employee_number = "9", .email = "bo@nile.example"}), kBlocked);
  EXPECT_EQ(owner_of({.key = "DEE@nile.example"}), kBlocked);
  EXPECT_EQ(owner_of({.key = "x", .email = "dee@nile.example"}), kBlocked);
  EXPECT_EQ(owner_of({.key = "x", .owner_key = "9", .account_kind = AccountKind::service}), kBlocked);
  EXPECT_EQ(owner_of({.key = "g", .kind = PrincipalKind::group, .owner_key = "9"}), kBlocked);
}

TEST(Correlation, CallsNothingUncorrelatedWherePeopleWereNotRead) {
  KnownPeople some = people();
  some.complete = false;
  const Owner kBlocked{OwnerState::blocked, std::nullopt, "people not read"};
  EXPECT_EQ(owner_of({.key = "x"}, some), kBlocked);
  EXPECT_EQ(owner_of({.key = "x", .owner_key = "77", .account_kind = AccountKind::service}, some), kBlocked);
  EXPECT_EQ(owner_of({.key = "x", .employee_number = "0017"}, some),
            (Owner{OwnerState::correlated, kAda, "employee number", 95}));
  EXPECT_EQ(owner_of({.key = "x", .account_kind = AccountKind::service}, some), kNobody);
}

TEST(Correlation, CountsAPersonOnceWhoseKeyIsHerAddress) {
  KnownPeople one{.people = {{kAda, "hr", "ada@nile.example", "", "ada@nile.example", "Ada Quist"}},
                  .blocked_keys = {}};
  EXPECT_EQ(owner_of({.key = "x", .owner_key = "ada@nile.example", .account_kind = kPerson}, one),
            (Owner{OwnerState::correlated, kAda, "named owner", 100}));
}

// Two people of one name, one of whom HR does not list: her account is not the other's.
TEST(Correlation, TakesNoNamesakeWhoHasAnotherAddressInTheSameDomain) {
  EXPECT_EQ(owner_of({.key = "x", .email = "ada.quist2@nile.example", .person_name = "Ada Quist"}), kNobody);
  EXPECT_EQ(owner_of({.key = "ada.quist", .email = "ada.quist2@nile.example"}), kNobody);
  EXPECT_EQ(owner_of({.key = "x", .email = "aq@other.example", .person_name = "Ada Quist"}),
            (Owner{OwnerState::correlated, kAda, "name", 60}));
}

// A leaver's number was given out again, and HR lists only who has it now.
TEST(Correlation, TakesNoNumberWhereAddressAndNameAreSomebodyElses) {
  PrincipalFact account{
      .key = "x", .employee_number = "0017", .email = "eve.falk@nile.example", .person_name = "Eve Falk"};
  EXPECT_EQ(owner_of(account), kNobody);
  const Owner ada{OwnerState::correlated, kAda, "employee number", 95};
  account.person_name = "Ada Falk";  // renamed
  EXPECT_EQ(owner_of(account), ada);
  account.person_name = "";
  EXPECT_EQ(owner_of(account), ada);
  account.person_name = "Eve Falk";
  account.email = "eve@other.example";
  EXPECT_EQ(owner_of(account), ada);
}

// The first source speaks for her; a number that was given to somebody else there does not join them.
TEST(Correlation, TakesOnePersonOfTwoSourcesForOne) {
  KnownPeople known = people();
  known.people.push_back({{3, 0}, "register", "a", "0017", "", "Quist, Ada"});
  known.people.push_back({{3, 1}, "register", "b", "", "ADA.quist@nile.example", ""});
  EXPECT_EQ(owner_of({.key = "x", .employee_number = "0017"}, known),
            (Owner{OwnerState::correlated, kAda, "employee number", 95}));
  EXPECT_EQ(owner_of({.key = "x", .email = "ada.quist@nile.example"}, known),
            (Owner{OwnerState::correlated, kAda, "e-mail address", 90}));
  known.people[4].name = "Eve Falk";
  EXPECT_EQ(owner_of({.key = "x", .employee_number = "0017"}, known),
            (Owner{OwnerState::ambiguous, std::nullopt, "employee number"}));
}

TEST(Correlation, TakesNoRuleThatIsLessSureThanWanted) {
  const auto state = [](PrincipalFact account, int least) {
    return Correlator(people(), least).owner_of(kAccount, account)->state;
  };
  EXPECT_EQ(state({.key = "x", .person_name = "Cy North"}, 60), OwnerState::correlated);
  EXPECT_EQ(state({.key = "x", .person_name = "Cy North"}, 61), OwnerState::uncorrelated);
  EXPECT_EQ(state({.key = "x", .employee_number = "0017"}, 95), OwnerState::correlated);
}

TEST(Correlation, FollowsTheDecisionOfAPerson) {
  const Correlator correlator(people());
  const PrincipalFact account{.key = "x", .employee_number = "0017"};
  Correction decision{.kind = CorrectionKind::belongs_to,
                      .person_source = "hr",
                      .person_key = "2",
                      .decided_by = "Ines Duarte"};
  DerivedOwner expected{.principal = kAccount,
                        .is_account = true,
                        .state = OwnerState::correlated,
                        .identity = kBo,
                        .rule = "decision of Ines Duarte",
                        .confidence = 100};
  EXPECT_EQ(correlator.by_decision(kAccount, account, decision), expected);
  decision.kind = CorrectionKind::owned_by;
  expected.state = OwnerState::owned;
  EXPECT_EQ(correlator.by_decision(kAccount, account, decision), expected);
  decision.kind = CorrectionKind::nobody;
  expected.state = OwnerState::uncorrelated;
  expected.identity.reset();
  EXPECT_EQ(correlator.by_decision(kAccount, account, decision), expected);
  decision = {.kind = CorrectionKind::belongs_to, .person_source = "register", .person_key = "2"};
  EXPECT_EQ(correlator.by_decision(kAccount, account, decision), std::nullopt);
}

}  // namespace
}  // namespace reeve
