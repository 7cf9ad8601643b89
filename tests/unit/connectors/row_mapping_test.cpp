#include "connectors/row_mapping.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

const RowFormat& format(std::string_view name) {
  for (const RowFormat& f : row_formats()) {
    if (f.name == name) return f;
  }
  throw Error(ErrorCode::internal, "no such format");
}

struct Mistake {
  std::optional<std::string> key;
  std::string reason;
  bool operator==(const Mistake&) const = default;
};

void PrintTo(const Mistake& m, std::ostream* out) { *out << m.key.value_or("no key") << ": " << m.reason; }

// Header and row as lines without quoting.
std::variant<Fact, RowMistake> mapped(std::string_view name, const std::string& header,
                                      const std::string& row) {
  return RowMapping(format(name), split(header, ',')).map(split(row, ','));
}
Fact fact(std::string_view name, const std::string& header, const std::string& row) {
  const auto result = mapped(name, header, row);
  if (const auto* mistake = std::get_if<RowMistake>(&result)) throw std::runtime_error(mistake->reason);
  return std::get<Fact>(result);
}
Mistake mistake(std::string_view name, const std::string& header, const std::string& row) {
  const auto result = mapped(name, header, row);
  const auto* found = std::get_if<RowMistake>(&result);
  return found == nullptr ? Mistake{std::nullopt, "accepted"} : Mistake{found->key, found->reason};
}
MaybeTime day(const std::string& date) { return MaybeTime::at(*parse_time(date)); }

TEST(RowMapping, WhoOwnsAThingHasWhatIsBelowUnlessToldOtherwise) {
  const auto covers = [](const std::string& header, const std::string& cells) {
    return std::get<GrantFact>(
               fact("grants", "principal,resource,privilege" + header, "boss,shop,ALL" + cells))
        .covers_descendants;
  };
  EXPECT_FALSE(covers("", ""));
  EXPECT_FALSE(covers(",kind", ",acl"));
  EXPECT_FALSE(covers(",kind", ",built_in"));
  for (const std::string kind : {",superuser", ",ownership"}) {
    EXPECT_TRUE(covers(",kind", kind));
    EXPECT_TRUE(covers(",kind,covers_descendants", kind + ","));
    EXPECT_FALSE(covers(",kind,covers_descendants", kind + ",no"));
    EXPECT_FALSE(covers(",covers_descendants,kind", ",no" + kind)) << "in whatever order the columns stand";
  }
}

TEST(RowMapping, ReadsEveryColumnOfEveryFile) {
  EXPECT_EQ(
      fact(
          "identities",
          "key,display_name,employment,status,job,department,region,manager,employee_number,email,start,end,"
          "job_since",
          "1,Ada Quist,contractor,leave,Agent,Support,eu,2,0017,ada@example.org,2020-01-02,never,2021-03-04"),
      Fact(IdentityFact{"1", "Ada Quist", Employment::contractor, IdentityStatus::leave, "Agent", "Support",
                        "eu", "2", "0017", "ada@example.org", day("2020-01-02"), MaybeTime::never(),
                        day("2021-03-04")}));
  EXPECT_EQ(fact("accounts",
                 "key,second_key,display_name,owner,account_kind,enabled,last_sign_in,valid_until,employee_"
                 "number,email,"
                 "person_name",
                 "ada,S-1,Ada,1,break_glass,no,2026-01-02T03:04:05Z,never,0017,a@example.org,Ada Quist"),
            Fact(PrincipalFact{"ada", "S-1", "Ada", PrincipalKind::account, "1", false,
                               AccountKind::break_glass, TriState::no, day("2026-01-02T03:04:05Z"),
                               MaybeTime::never(), "0017", "a@example.org", "Ada Quist"}));
  EXPECT_EQ(
      fact("principals", "key,second_key,display_name,kind,owner,is_private", "g,16384,Support,group,1,yes"),
      Fact(PrincipalFact{.key = "g",
                         .second_key = "16384",
                         .display_name = "Support",
                         .kind = PrincipalKind::group,
                         .owner_key = "1",
                         .is_private = true}));
  EXPECT_EQ(
      fact("memberships", "member,container,grantor,inherited,assumable,administer,granted_at,valid_until",
           "ada,g,root,no,yes,yes,2026-01-01,2026-02-01"),
      Fact(MembershipFact{"ada", "g", false, true, true, "root", day("2026-01-01"), day("2026-02-01")}));
  EXPECT_EQ(
      fact("resources", "key,second_key,parent,display_name,kind,owner,steward,region,environment,labels",
           "s.t,99,s,Customers,table,root,1,eu,production,pii| category:none |pii|"),
      Fact(ResourceFact{"s.t",
                        "99",
                        "s",
                        "Customers",
                        ResourceKind::table,
                        "root",
                        "1",
                        "eu",
                        "production",
                        {"category:none", "pii"}}));
  EXPECT_EQ(fact("lineage", "exposing,exposed,reader,mode,privilege", "v,t,root,copy,SELECT"),
            Fact(LineageFact{"v", "t", LineageMode::copy, "root", "SELECT"}));
  EXPECT_EQ(fact("grants",
                 "principal,resource,privilege,kind,grantor,action,grant_option,option_only,covers_"
                 "descendants,personal,"
                 "granted_at,valid_until",
                 "g,t,SELECT,ownership,root,read,yes,yes,yes,yes,2026-01-01,never"),
            Fact(GrantFact{"g", "t", "SELECT", Action::read, true, true, true, true, GrantKind::ownership,
                           "root", day("2026-01-01"), MaybeTime::never()}));
  EXPECT_EQ(fact("gates", "resource,privilege,check", "s,CONNECT,login"),
            Fact(GateFact{"s", "CONNECT", GateCheck::login}));
  EXPECT_EQ(fact("usage", "principal,resource,privilege,last_used,observed_from,observed_to,attribution",
                 "g,t,SELECT,never,2026-01-01,2026-02-01,shared"),
            Fact(UsageFact{"g", "t", "SELECT", MaybeTime::never(), day("2026-01-01"), day("2026-02-01"),
                           UsageAttribution::shared}));
  EXPECT_EQ(
      fact("approvals", "subject,target,privilege,request,approver,purpose,from,until",
           "1,t,SELECT,T-9,2,refunds,2026-01-01,2026-02-01"),
      Fact(ApprovalFact{"T-9", "1", "t", "SELECT", "2", "refunds", day("2026-01-01"), day("2026-02-01")}));
}

TEST(RowMapping, HasADefaultForEveryOptionalColumn) {
  EXPECT_EQ(fact("identities", "key", "1"), Fact(IdentityFact{.key = "1"}));
  EXPECT_EQ(fact("accounts", "key", "a"), Fact(PrincipalFact{.key = "a"}));
  EXPECT_EQ(fact("principals", "kind,key", "public,g"),
            Fact(PrincipalFact{.key = "g", .kind = PrincipalKind::everyone}));
  EXPECT_EQ(fact("memberships", "member,container", "a,g"), Fact(MembershipFact{"a", "g"}));
  EXPECT_EQ(fact("resources", "key", "r"), Fact(ResourceFact{.key = "r"}));
  EXPECT_EQ(fact("lineage", "exposing,exposed", "v,t"), Fact(LineageFact{"v", "t"}));
  EXPECT_EQ(fact("grants", "principal,resource,privilege", "a,r,SELECT"),
            Fact(GrantFact{"a", "r", "SELECT"}));
  EXPECT_EQ(fact("gates", "resource,privilege", "s,USAGE"), Fact(GateFact{"s", "USAGE"}));
  EXPECT_EQ(fact("usage", "principal,resource", "a,r"), Fact(UsageFact{"a", "r"}));
  EXPECT_EQ(fact("approvals", "subject,target,request", "1,r,T"), Fact(ApprovalFact{"T", "1", "r"}));
}

TEST(RowMapping, TakesEmptyCellsAsNotTold) {
  EXPECT_EQ(fact("memberships", "member,container,inherited,assumable,granted_at", "a,g,,,"),
            Fact(MembershipFact{"a", "g"}));
  EXPECT_EQ(fact("accounts", "key,enabled,account_kind,last_sign_in", "a,unknown,,unknown"),
            Fact(PrincipalFact{.key = "a"}));
}

TEST(RowMapping, ReadsWordsForYesAndNo) {
  for (const std::string yes : {"yes", "YES", "true", "1", " yes "}) {
    EXPECT_EQ(std::get<PrincipalFact>(fact("accounts", "key,enabled", "a," + yes)).enabled, TriState::yes)
        << yes;
  }
  for (const std::string no : {"no", "False", "0"}) {
    EXPECT_EQ(std::get<PrincipalFact>(fact("accounts", "key,enabled", "a," + no)).enabled, TriState::no)
        << no;
    EXPECT_FALSE(
        std::get<MembershipFact>(fact("memberships", "member,container,inherited", "a,g," + no)).inherited);
  }
}

TEST(RowMapping, KeepsSpacesOfKeysAndTexts) {
  EXPECT_EQ(fact("identities", "key,display_name", " 1, Ada "),
            Fact(IdentityFact{.key = " 1", .display_name = " Ada "}));
}

TEST(RowMapping, BlocksTheKeyOfARowWithAWrongCell) {
  EXPECT_EQ(
      mistake("identities", "key,status", "1,gone"),
      (Mistake{"1", "`status` is `gone`, but must be unknown, active, leave, suspended, left, future"}));
  EXPECT_EQ(mistake("accounts", "key,enabled", "a,perhaps"),
            (Mistake{"a", "`enabled` is `perhaps`, but must be yes, no, unknown"}));
  EXPECT_EQ(mistake("accounts", "key,last_sign_in", "a,02.01.2026"),
            (Mistake{"a", "`last_sign_in` is `02.01.2026`, but must be a time since 1970"}));
  for (const std::string sentinel : {"1601-01-01", "0001-01-01T00:00:00Z", "1969-12-31"}) {
    EXPECT_EQ(mistake("accounts", "key,valid_until", "a," + sentinel),
              (Mistake{"a", "`valid_until` is `" + sentinel + "`, but must be a time since 1970"}))
        << "it would hide everything of the account";
  }
  EXPECT_EQ(mistake("memberships", "member,container,inherited", "a,g,maybe"),
            (Mistake{join_key({"a", "g"}), "`inherited` is `maybe`, but must be yes, no"}));
  EXPECT_EQ(mistake("principals", "key,kind", "g,account"),
            (Mistake{"g", "`kind` is `account`, but must be group, role, public"}));
  EXPECT_EQ(mistake("principals", "key,kind", "g,"), (Mistake{"g", "`kind` is empty"}));
  EXPECT_EQ(mistake("grants", "principal,resource,privilege,kind", "a,r,SELECT,gift"),
            (Mistake{join_key({"a", "r", "SELECT"}),
                     "`kind` is `gift`, but must be acl, ownership, superuser, built_in"}));
  EXPECT_EQ(mistake("identities", "key,job", "1,\xff"), (Mistake{"1", "`job` is not UTF-8"}));
  EXPECT_EQ(mistake("identities", "key,job", std::string("1,a\0", 4)),
            (Mistake{"1", "`job` holds a NUL byte"}));
}

TEST(RowMapping, KnowsNoKeyWhereAKeyCellIsWrong) {
  EXPECT_EQ(mistake("identities", "key,job", ",Agent"), (Mistake{std::nullopt, "`key` is empty"}));
  EXPECT_EQ(mistake("identities", "key,status", " ,gone"), (Mistake{std::nullopt, "`key` is empty"}));
  EXPECT_EQ(mistake("memberships", "member,container", "a,\xff"),
            (Mistake{std::nullopt, "`container` is not UTF-8"}));
  EXPECT_EQ(mistake("grants", "principal,resource,privilege", std::string("a,r\0,SELECT", 11)),
            (Mistake{std::nullopt, "`resource` holds a NUL byte"}));
}

TEST(RowMapping, KnowsNoKeyWhereCellsAreMissingOrTooMany) {
  EXPECT_EQ(mistake("identities", "key,job", "1"),
            (Mistake{std::nullopt, "the row has 1 cell, the header line 2"}));
  EXPECT_EQ(mistake("identities", "key,job", "1,2,3"),
            (Mistake{std::nullopt, "the row has 3 cells, the header line 2"}));
}

TEST(RowMapping, IgnoresUnknownColumnsAndNamesThem) {
  const RowMapping mapping(format("identities"), {"salary", "job", "key", ""});
  EXPECT_EQ(std::get<Fact>(mapping.map({"9", "Agent", "1", "x"})),
            Fact(IdentityFact{.key = "1", .job = "Agent"}));
  EXPECT_EQ(mapping.unknown_columns(), (std::vector<std::string>{"salary", ""}));
}

TEST(RowMapping, SaysWhatIsAskedFor) {
  const std::vector<std::string> asked{"key", "job"};
  EXPECT_EQ(RowMapping(format("identities"), {"salary", "job", "key"}).known_columns(), asked);
  EXPECT_EQ(RowMapping(format("identities"), {"key", "job"}).known_columns(), asked);
}

TEST(RowMapping, RefusesAHeaderWithoutTheColumnsItNeeds) {
  const auto refusal = [](std::string_view name, const std::vector<std::string>& header) {
    try {
      RowMapping(format(name), header);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::source);
      return error.message();
    }
    return std::string("accepted");
  };
  EXPECT_EQ(refusal("grants", {"principal"}),
            "the columns `resource` and `privilege` are missing in the header line");
  EXPECT_EQ(refusal("principals", {"key"}), "the column `kind` is missing in the header line");
}

TEST(RowMapping, HasOneFileForEverySection) {
  std::vector<Section> sections;
  for (const RowFormat& f : row_formats()) sections.push_back(f.section);
  EXPECT_EQ(sections, std::vector<Section>(all_sections().begin(), all_sections().end()));
}

}  // namespace
}  // namespace reeve
