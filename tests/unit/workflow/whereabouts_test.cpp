// A directory group is bound to a role of a database; what became of the access is asked after each change.
#include "engine/workflow/whereabouts.h"

#include <gtest/gtest.h>

#include "engine/core/text.h"
#include "engine/store/memory_store.h"
#include "engine/workflow/derive.h"
#include "tests/support/publish_snapshot.h"

namespace reeve {
namespace {

struct Company {
  std::vector<Fact> hr{IdentityFact{.key = "1", .display_name = "Ada Quist", .email = "ada@nile.example"}};
  std::vector<Fact> directory{PrincipalFact{.key = "ada", .email = "ada@nile.example"},
                              PrincipalFact{.key = "support", .kind = PrincipalKind::group},
                              MembershipFact{.member_key = "ada", .container_key = "support"}};
  std::vector<Fact> shop{
      PrincipalFact{.key = "reader", .kind = PrincipalKind::role},
      ResourceFact{.key = "t", .kind = ResourceKind::table, .labels = {"category:customer_email"}},
      GrantFact{
          .principal_key = "reader", .resource_key = "t", .privilege = "SELECT", .action = Action::read}};
  std::vector<BindingRow> bindings{{.line = 2,
                                    .source = "directory",
                                    .principal = "support",
                                    .target_source = "shop",
                                    .target_principal = "reader"}};
  std::map<std::string, std::string> scopes;  // other than "everything"
  std::map<std::string, std::vector<Reject>> rejects;
  std::set<std::string> partial;
  std::set<std::string> left_out;
};

class WhereaboutsTest : public testing::Test {
 protected:
  WhereaboutsTest() { record_.last_seen = snapshot(Company()); }

  SyncRun run(const std::string& source, const std::vector<Fact>& facts, const Company& company) {
    const auto writer = store_.begin_run({.id = "run-" + std::to_string(++ids_), .source = source});
    RunEnd end;
    const auto scope = company.scopes.find(source);
    const std::string asked = scope == company.scopes.end() ? "everything" : scope->second;
    for (const Section section : all_sections()) {
      end.sections[static_cast<std::size_t>(section)] = {
          .section = section, .state = SectionState::complete, .scope = asked, .scope_digest = sha256(asked)};
    }
    if (company.partial.contains(source)) {
      auto& section = end.sections[static_cast<std::size_t>(Section::membership)];
      section.state = SectionState::partial;
      section.reason = "cut off";
    }
    for (const Fact& fact : facts) {
      writer->add(fact);
      ++end.sections[static_cast<std::size_t>(section_of(fact))].read;
    }
    if (const auto rejects = company.rejects.find(source); rejects != company.rejects.end()) {
      for (const Reject& reject : rejects->second) {
        writer->reject(reject);
        SectionSummary& section = end.sections[static_cast<std::size_t>(reject.section)];
        section.state = SectionState::complete_with_rejects;
        ++section.read;
        ++section.rejected;
      }
    }
    return writer->publish(end);
  }

  SnapshotNo snapshot(const Company& company) {
    SnapshotInfo info{.id = "snapshot-" + std::to_string(++ids_)};
    std::vector<SyncRun> runs;
    const auto add = [&](const std::string& source, const std::vector<Fact>& facts) {
      if (company.left_out.contains(source)) return info.missing_sources.push_back(source);
      runs.push_back(run(source, facts, company));
      info.runs.push_back(runs.back().no);
    };
    add("directory", company.directory);
    add("hr", company.hr);
    add("shop", company.shop);
    const Derived derived = derive({.store = &store_,
                                    .runs = runs,
                                    .bindings = company.bindings,
                                    .labels = {},
                                    .categories = {"customer_email"},
                                    .ask_names = [](const auto& questions) {
                                      return std::vector<NameAnswer>(questions.size(), NameAnswer{});
                                    }});
    return test::publish_snapshot(store_, info, derived.rows).no;
  }

  // Of Ada's SELECT on t, in the newest snapshot.
  Whereabouts after(const Company& company, const std::vector<NotEvaluable>& unjudged = {}) {
    const Snapshot now = store_.load_snapshot(snapshot(company));
    const AccessGraph graph(now);
    Evaluation evaluation;
    evaluation.not_evaluable = unjudged;
    return Whereabouter(store_, graph, evaluation)(record_);
  }

  MemoryStore store_;
  int ids_ = 0;
  FindingRecord record_{.finding = {.rule = "need_to_know/authorisation_matrix",
                                    .grain = Grain::access,
                                    .subject_key = join_key({"hr", "identity", "1"}),
                                    .entitlement_key = join_key({"shop", "resource", "t", "SELECT"}),
                                    .source = "shop",
                                    .categories = {"customer_email"}}};
};

TEST_F(WhereaboutsTest, PresentWhereNothingChanged) { EXPECT_EQ(after(Company()), Whereabouts::present); }

TEST_F(WhereaboutsTest, GoneWhereASourceTookAnEdgeAway) {
  Company company;
  company.directory.pop_back();
  EXPECT_EQ(after(company), Whereabouts::gone);
  company = Company();
  company.shop.pop_back();
  EXPECT_EQ(after(company), Whereabouts::gone);
  company.bindings.clear();
  EXPECT_EQ(after(company), Whereabouts::gone) << "the grant is gone whatever else changed";
}

TEST_F(WhereaboutsTest, ABindingOrAMatchThatChangedRemovesNothing) {
  Company company;
  company.bindings.clear();
  EXPECT_EQ(after(company), Whereabouts::present);
  company = Company();
  std::get<PrincipalFact>(company.directory.front()).email = "someone@nile.example";
  EXPECT_EQ(after(company), Whereabouts::present)
      << "her account still reaches it, only nobody knows it is hers";
}

TEST_F(WhereaboutsTest, UnreadableWhereAnySourceOnTheWayIsNotWholeOrWasAskedForLess) {
  for (const std::string source : {"directory", "shop", "hr"}) {
    Company company;
    company.directory.pop_back();
    company.partial = {source};
    EXPECT_EQ(after(company), Whereabouts::unreadable) << source << " in part";
    company.partial.clear();
    company.scopes = {{source, "a filter"}};
    EXPECT_EQ(after(company), Whereabouts::unreadable) << source << " filtered";
    company.scopes.clear();
    company.left_out = {source};
    EXPECT_EQ(after(company), Whereabouts::unreadable) << source << " left out";
  }
}

TEST_F(WhereaboutsTest, UnreadableWhereASourceOnTheWayRejectsARowThatItDidNotRejectThen) {
  Company company;
  company.directory.pop_back();
  const Reject membership{.section = Section::membership, .where = "m.csv:2", .key = "ada"};
  for (const std::string source : {"directory", "shop", "hr"}) {
    company.rejects = {{source, {membership}}};
    EXPECT_EQ(after(company), Whereabouts::unreadable) << source;
  }
  company.rejects = {{"directory", {{.section = Section::usage, .where = "u.csv:2", .key = "ada"}}}};
  EXPECT_EQ(after(company), Whereabouts::gone) << "no use takes an access away";
}

TEST_F(WhereaboutsTest, ARowThatWasRejectedThenHidesNothingNow) {
  Company company;
  company.rejects = {
      {"shop", {{.section = Section::grant, .where = "g.csv:9", .key = "other", .reason = "no such role"}}}};
  record_.last_seen = snapshot(company);
  company.directory.pop_back();
  EXPECT_EQ(after(company), Whereabouts::gone);
  company.rejects["shop"].push_back({.section = Section::gate, .where = "x.csv:2", .key = "other"});
  EXPECT_EQ(after(company), Whereabouts::unreadable);
}

TEST_F(WhereaboutsTest, UnreadableWhereThePersonIsMissingOrTheRuleCouldNotJudge) {
  Company company;
  company.hr.clear();
  EXPECT_EQ(after(company), Whereabouts::unreadable);
  EXPECT_EQ(after(Company(), {{.rule = record_.finding.rule}}), Whereabouts::unreadable);
}

TEST_F(WhereaboutsTest, ReclassifiedWhereItIsThereWithOtherCategories) {
  Company company;
  std::get<ResourceFact>(company.shop[1]).labels = {"category:none"};
  EXPECT_EQ(after(company), Whereabouts::reclassified);
}

}  // namespace
}  // namespace reeve
