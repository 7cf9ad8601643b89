#include "engine/workflow/sync.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

#include "engine/core/error.h"
#include "engine/sql/sql_store.h"
#include "engine/workflow/sources.h"
#include "tests/support/function_evaluator.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

using test::FunctionEvaluator;
using testing::ElementsAre;

// Reads what the test put into `behaviours`, by the option `name`.
class PreparedConnector final : public Connector {
 public:
  struct Behaviour {
    std::vector<Fact> facts;
    std::vector<Section> sections;  // opened and closed as complete, besides those of the facts
    std::vector<Reject> rejects;
    std::map<Section, std::string> partial;  // reason
    std::string error;                       // thrown instead of reading
    std::function<void()> meanwhile;         // once, after the facts are known and before they are told
  };
  static std::map<std::string, Behaviour> behaviours;

  explicit PreparedConnector(Behaviour& behaviour) : behaviour_(behaviour) {}

  std::vector<CheckItem> check() override {
    if (!behaviour_.error.empty()) throw Error(ErrorCode::source, behaviour_.error);
    return {{"look", TriState::yes, "all there"}};
  }

  void read(FactSink& sink, std::stop_token) override {
    if (!behaviour_.error.empty()) throw Error(ErrorCode::source, behaviour_.error);
    const Behaviour seen = std::exchange(behaviour_, [&] {
      Behaviour next = behaviour_;
      next.meanwhile = nullptr;
      return next;
    }());
    if (seen.meanwhile) seen.meanwhile();
    for (const Section section : all_sections()) read_section(seen, section, sink);
  }

 private:
  static void read_section(const Behaviour& behaviour, Section section, FactSink& sink) {
    bool known = behaviour.partial.contains(section);
    for (const Section s : behaviour.sections) known = known || s == section;
    for (const Fact& fact : behaviour.facts) known = known || section_of(fact) == section;
    for (const Reject& reject : behaviour.rejects) known = known || reject.section == section;
    if (!known) return;
    sink.open(section, "all of it");
    for (const Fact& fact : behaviour.facts) {
      if (section_of(fact) == section) sink.fact(fact);
    }
    for (const Reject& reject : behaviour.rejects) {
      if (reject.section == section) sink.reject(reject);
    }
    const auto it = behaviour.partial.find(section);
    if (it == behaviour.partial.end()) return sink.close(section, SectionState::complete);
    sink.close(section, SectionState::partial, it->second);
  }

  Behaviour& behaviour_;
};

std::map<std::string, PreparedConnector::Behaviour> PreparedConnector::behaviours;

const std::vector<ConnectorKind> kKinds{
    {.name = "prepared", .help = "", .options = {}, .create = [](const SourceConfig& config, const Clock&) {
       return std::unique_ptr<Connector>(
           std::make_unique<PreparedConnector>(PreparedConnector::behaviours[config.name]));
     }}};

class SyncTest : public testing::Test {
 protected:
  void SetUp() override {
    const std::string url = "sqlite:" + (dir_.path() / "reeve.db").string();
    store_ = create_store(url);
    context_.config.path = "reeve.toml";
    context_.clock = &clock_;
    context_.progress = &progress_;
    context_.connectors = kKinds;
    context_.open_store = [url] { return open_store(url); };
    context_.start_evaluator = [this] {
      return std::make_unique<FunctionEvaluator>(
          FunctionEvaluator::Rules{{"data.reeve.classification", [](const Json&) { return Verdict(); }}},
          &log_);
    };
    PreparedConnector::behaviours = {
        {"hr",
         {.facts = {IdentityFact{.key = "1", .display_name = "Ada Quist", .email = "ada@nile.example"}}}},
        {"shop",
         {.facts = {
              PrincipalFact{.key = "ada"}, PrincipalFact{.key = "backup"},
              PrincipalFact{.key = "reader", .kind = PrincipalKind::role},
              ResourceFact{.key = "t", .kind = ResourceKind::table, .labels = {"category:customer_email"}},
              ResourceFact{.key = "u", .kind = ResourceKind::table},
              GrantFact{.principal_key = "ada", .resource_key = "t", .privilege = "SELECT"}}}}};
    add_source("hr");
    add_source("shop");
  }

  void add_source(const std::string& name) {
    context_.config.sources.push_back({.name = name, .kind = "prepared", .base_dir = "", .options = {}});
  }
  PreparedConnector::Behaviour& source(const std::string& name) {
    return PreparedConnector::behaviours[name];
  }

  // Twenty people instead of the one.
  void many_people(int count) {
    source("hr").facts.clear();
    for (int i = 0; i < count; ++i) source("hr").facts.push_back(IdentityFact{.key = std::to_string(i)});
    source("hr").sections = {Section::identity};
  }

  SyncOutcome run(std::vector<std::string> only = {}) {
    clock_.advance(kDay);
    return sync(context_, {.only = std::move(only)});
  }
  Snapshot latest() { return store_->load_snapshot(store_->latest_snapshot()->no); }

  std::string refusal(const std::function<void()>& call, ErrorCode code) {
    try {
      call();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), code) << error.message();
      return error.message();
    }
    return "accepted";
  }

  test::ScratchDir dir_;
  FixedClock clock_{1'700'000'000'000};
  SilentProgress progress_;
  FunctionEvaluator::Log log_;
  Context context_;
  std::unique_ptr<Store> store_;
};

std::string standing(const SourceReport& report) {
  return report.standing.source + " " + std::string(to_string(report.standing.standing)) + " " +
         std::to_string(report.standing.run);
}

TEST_F(SyncTest, PublishesASnapshotOfAllSources) {
  const SyncOutcome outcome = run();
  EXPECT_EQ(outcome.exit_code(), 0);
  ASSERT_EQ(outcome.sources.size(), 2U);
  for (const SourceReport& report : outcome.sources) {
    EXPECT_EQ(report.standing.standing, Standing::sound);
    EXPECT_EQ(report.standing.run, report.run->no);
    EXPECT_TRUE(report.read_now);
  }
  EXPECT_EQ(outcome.accounts,
            (std::map<OwnerState, std::size_t>{{OwnerState::correlated, 1}, {OwnerState::uncorrelated, 1}}));
  EXPECT_EQ(outcome.decided, 1U);
  EXPECT_EQ(outcome.undecided, 1U);
  EXPECT_TRUE(outcome.problems.empty());

  const Snapshot snapshot = latest();
  EXPECT_EQ(snapshot.info.no, outcome.snapshot->no);
  EXPECT_EQ(snapshot.info.as_of, clock_.now());
  EXPECT_TRUE(snapshot.info.missing_sources.empty());
  ASSERT_EQ(snapshot.principals.size(), 3U);
  EXPECT_EQ(snapshot.text(snapshot.principals[0].key), "ada");
  EXPECT_EQ(snapshot.text(snapshot[snapshot.principals[0].identity].name), "Ada Quist");
  EXPECT_EQ(snapshot.text(snapshot.principals[0].owner_rule), "login");
  EXPECT_EQ(snapshot.resources[0].state, ClassificationState::decided);
  EXPECT_EQ(snapshot.resources[1].state, ClassificationState::undecided);
  EXPECT_EQ(log_.inputs.size(), 1U) << "only what no label decides about is asked";
}

TEST_F(SyncTest, GivesTheSameDerivedRowsForTheSameFacts) {
  const SyncOutcome first = run();
  const SyncOutcome second = run();
  EXPECT_NE(first.snapshot->no, second.snapshot->no);
  EXPECT_EQ(first.snapshot->derived_digest, second.snapshot->derived_digest);
  EXPECT_EQ(first.sources[1].run->digest, second.sources[1].run->digest);
}

TEST_F(SyncTest, LeavesASourceOutThatCannotBeRead) {
  run();
  source("hr").error = "connection refused";
  const SyncOutcome outcome = run();
  EXPECT_EQ(outcome.exit_code(), 3);
  EXPECT_EQ(standing(outcome.sources[0]), "hr failed 0");
  EXPECT_EQ(outcome.sources[0].standing.reason, "connection refused");
  const Snapshot snapshot = latest();
  EXPECT_THAT(snapshot.info.missing_sources, ElementsAre("hr"));
  EXPECT_EQ(snapshot.info.runs.size(), 1U);
  EXPECT_TRUE(snapshot.identities.empty());
  EXPECT_EQ(outcome.accounts, (std::map<OwnerState, std::size_t>{{OwnerState::blocked, 2}}))
      << "nobody can say that they belong to nobody";
}

TEST_F(SyncTest, HoldsTheLastGoodReadWhereTheConfigurationSaysSo) {
  const RunNo good = run().sources[0].standing.run;
  context_.config.failed_source = FailedSource::last_good;
  source("hr").error = "connection refused";
  const SyncOutcome outcome = run();
  EXPECT_EQ(outcome.exit_code(), 3);
  EXPECT_EQ(standing(outcome.sources[0]), "hr failed " + std::to_string(good));
  EXPECT_THAT(latest().info.missing_sources, ElementsAre("hr"));
  EXPECT_EQ(latest().identities.size(), 1U);
  EXPECT_EQ(outcome.accounts,
            (std::map<OwnerState, std::size_t>{{OwnerState::correlated, 1}, {OwnerState::blocked, 1}}));
}

TEST_F(SyncTest, PublishesNothingWhereNothingCouldBeRead) {
  source("hr").error = source("shop").error = "connection refused";
  const SyncOutcome outcome = run();
  EXPECT_EQ(outcome.exit_code(), 3);
  EXPECT_FALSE(outcome.snapshot.has_value());
  EXPECT_FALSE(store_->latest_snapshot().has_value());
}

TEST_F(SyncTest, RemembersThatASourceCouldNotBeRead) {
  const auto standings = [&] {
    std::vector<std::string> lines;
    for (const ListedSource& s : list_sources(context_)) {
      lines.push_back(std::string(to_string(s.standing.standing)) + " " + s.standing.reason);
    }
    return lines;
  };
  run();
  source("shop").error = "connection refused";
  run();
  EXPECT_THAT(standings(), ElementsAre("sound ", "failed connection refused"));
  EXPECT_EQ(run({"hr"}).exit_code(), 3) << "the shop still stands as it was last tried";
  EXPECT_THAT(latest().info.missing_sources, ElementsAre("shop"));
  source("shop").error.clear();
  EXPECT_EQ(run().exit_code(), 0);
  EXPECT_THAT(standings(), ElementsAre("sound ", "sound "));
}

TEST_F(SyncTest, SaysThatASourceIsIncomplete) {
  source("shop").partial[Section::grant] = "no right to read it";
  const SyncOutcome outcome = run();
  EXPECT_EQ(outcome.exit_code(), 3);
  EXPECT_EQ(outcome.sources[1].standing.reason, "grant facts are partial: no right to read it");
  EXPECT_TRUE(latest().info.missing_sources.empty());
  EXPECT_EQ(latest().runs[1].section(Section::grant).state, SectionState::partial);
}

TEST_F(SyncTest, QuarantinesAReadThatLostMuchUntilAPersonAcceptsIt) {
  many_people(20);
  run();
  many_people(5);
  const SyncOutcome lost = run();
  EXPECT_EQ(lost.exit_code(), 3);
  EXPECT_EQ(standing(lost.sources[0]), "hr quarantined 0");
  EXPECT_EQ(lost.sources[0].run->state, RunState::quarantined);
  EXPECT_THAT(lost.sources[0].standing.reason, testing::StartsWith("lost 15 of 20 identity facts of run "));
  EXPECT_THAT(latest().info.missing_sources, ElementsAre("hr"));

  EXPECT_EQ(standing(run().sources[0]), "hr quarantined 0") << "the same read again is not sounder";

  const SyncOutcome accepted = accept_quarantined(context_, "hr", "Ada Quist");
  EXPECT_EQ(accepted.exit_code(), 0);
  EXPECT_FALSE(accepted.sources[0].read_now);
  EXPECT_EQ(latest().identities.size(), 5U);
  EXPECT_EQ(store_->latest_run("hr")->accepted_by, "Ada Quist");
  EXPECT_EQ(run().exit_code(), 0) << "what was accepted is the measure now";
  EXPECT_EQ(
      refusal([&] { accept_quarantined(context_, "hr", "Ada"); }, ErrorCode::conflict),
      "the newest run of source `hr` is not quarantined; `reeve source list` shows how each source stands");
}

TEST_F(SyncTest, ReadsOnlyTheSourcesThatAreNamed) {
  run();
  source("hr").error = "must not be read";
  const SyncOutcome outcome = run({"shop"});
  EXPECT_EQ(outcome.exit_code(), 0);
  EXPECT_FALSE(outcome.sources[0].read_now);
  EXPECT_EQ(latest().identities.size(), 1U);
  clock_.advance(8 * kDay);
  const SyncOutcome later = run({"shop"});
  EXPECT_EQ(later.exit_code(), 3);
  EXPECT_EQ(standing(later.sources[0]).substr(0, 8), "hr stale");
  EXPECT_THAT(latest().info.missing_sources, ElementsAre("hr"));
  EXPECT_EQ(refusal([&] { run({"shpo"}); }, ErrorCode::usage),
            "reeve.toml has no source `shpo`; did you mean `shop`?");
}

TEST_F(SyncTest, BlocksAccountsOfRejectedPeople) {
  source("hr").rejects.push_back({Section::identity, "line 9", "backup", "bad"});
  const SyncOutcome outcome = run();
  EXPECT_EQ(outcome.exit_code(), 3);
  EXPECT_EQ(outcome.accounts,
            (std::map<OwnerState, std::size_t>{{OwnerState::correlated, 1}, {OwnerState::blocked, 1}}));
}

TEST_F(SyncTest, UsesBindingsAndLabels) {
  context_.config.bindings_file = dir_.write("b.csv",
                                             "source,principal,target_source,target_principal,assumable\n"
                                             "shop,backup,shop,reader,yes\nshop,backup,shop,nobody,\n")
                                      .string();
  context_.config.labels_file =
      dir_.write("l.csv", "source,resource,categories\nshop,u,none\nshop,gone,none\nshpo,t,none\n").string();
  const SyncOutcome outcome = run();
  EXPECT_EQ(outcome.exit_code(), 3) << "a binding that comes to nothing hides access";
  EXPECT_EQ(outcome.bindings, 1U);
  EXPECT_EQ(outcome.decided, 2U);
  EXPECT_EQ(outcome.undecided, 0U);
  EXPECT_THAT(
      outcome.problems,
      ElementsAre(
          "labels file, line 4: decides about nothing; reeve.toml has no source `shpo`; did you mean `shop`?",
          "bindings file, line 3: the source `shop` has no principal `nobody`",
          "labels file, line 3: decides about nothing; source `shop` has no other resource `gone`"));
  const Snapshot snapshot = latest();
  EXPECT_THAT(snapshot.info.missing_sources, ElementsAre("1 binding"));
  ASSERT_EQ(snapshot.memberships.size(), 1U);
  EXPECT_EQ(snapshot.text(snapshot[snapshot.memberships[0].member].key), "backup");
  EXPECT_EQ(snapshot.text(snapshot[snapshot.memberships[0].container].key), "reader");
  EXPECT_TRUE(snapshot.memberships[0].assumable);
}

TEST_F(SyncTest, CountsRegisteredSystemsThatNoSourceReadsAsMissing) {
  context_.config.register_file =
      dir_.write("r.csv", "system,source,holder\nShop,shop,Ada\nBilling,,Bo\n").string();
  const SyncOutcome outcome = run();
  EXPECT_EQ(outcome.exit_code(), 3);
  EXPECT_THAT(outcome.problems,
              ElementsAre("register, line 3: no source reads `Billing`, which holds customer data"));
  EXPECT_THAT(latest().info.missing_sources, ElementsAre("Billing"));
}

TEST_F(SyncTest, ChecksItsFilesBeforeItReadsAnything) {
  context_.config.labels_file = dir_.write("l.csv", "source,resource,categories\nshop,u,secret\n").string();
  EXPECT_THAT(refusal([&] { run(); }, ErrorCode::config),
              testing::StartsWith(context_.config.labels_file + ": line 2: there is no category `secret`"));
  context_.config.labels_file.clear();
  context_.config.bindings_file = "absent.csv";
  EXPECT_EQ(refusal([&] { run(); }, ErrorCode::config), "cannot open `absent.csv`");
  context_.config.bindings_file.clear();
  context_.config.sources[0].kind = "oracle";
  EXPECT_THAT(refusal([&] { run(); }, ErrorCode::config),
              testing::StartsWith("source `hr`: no connector reads"));
  context_.config.sources.clear();
  EXPECT_EQ(refusal([&] { run(); }, ErrorCode::config),
            "reeve.toml: there is no source to read; add a section [source.NAME]");
  EXPECT_TRUE(store_->runs().empty());
}

TEST_F(SyncTest, PublishesNothingWhereTheNamingRulesCannotBeAsked) {
  context_.start_evaluator = []() -> std::unique_ptr<Evaluator> {
    throw Error(ErrorCode::policy_engine, "there is no opa");
  };
  EXPECT_EQ(refusal([&] { run(); }, ErrorCode::policy_engine), "there is no opa");
  EXPECT_EQ(store_->runs().size(), 2U);
  EXPECT_FALSE(store_->latest_snapshot().has_value());
}

TEST_F(SyncTest, PlansAgainWhereAnotherSyncPublishedMeanwhile) {
  std::function<void()> meanwhile = [&] {
    std::erase(source("shop").facts, Fact(PrincipalFact{.key = "backup"}));
    run({"shop"});
  };
  const auto start = context_.start_evaluator;
  context_.start_evaluator = [&] {
    if (const auto once = std::exchange(meanwhile, nullptr)) once();
    return start();
  };
  const SyncOutcome outcome = run();
  EXPECT_EQ(outcome.exit_code(), 0);
  ASSERT_EQ(store_->runs().size(), 3U);
  EXPECT_EQ(store_->run(3)->source, "shop");
  EXPECT_EQ(outcome.sources[1].standing.run, 3) << "what the other sync read is newer";
  const Snapshot snapshot = latest();
  EXPECT_EQ(snapshot.info, outcome.snapshot);
  EXPECT_EQ(snapshot.info.no, 2);
  EXPECT_EQ(snapshot.info.as_of, clock_.now());
  EXPECT_EQ(snapshot.identities.size(), 1U);
  EXPECT_EQ(snapshot.principals.size(), 2U) << "no older read in a newer snapshot";
}

TEST_F(SyncTest, GivesUpWhereOthersPublishAgainAndAgain) {
  int others = 0;
  const auto start = context_.start_evaluator;
  context_.start_evaluator = [&] {
    const std::string id = "another-" + std::to_string(++others);
    store_->publish_snapshot({.id = id}, {}, {.runs = 2, .snapshot = others - 1});
    return start();
  };
  EXPECT_THAT(refusal([&] { run(); }, ErrorCode::conflict),
              testing::StartsWith("other commands published snapshots all the time"));
  EXPECT_EQ(store_->runs().size(), 2U) << "what was read is kept";
}

TEST_F(SyncTest, DoesNotKeepAReadThatALaterOneOvertook) {
  source("hr").meanwhile = [&] {
    source("hr").facts = {IdentityFact{.key = "2", .display_name = "Bo Lindqvist"}};
    run({"hr"});
  };
  const SyncOutcome outcome = run({"hr"});
  ASSERT_EQ(store_->runs().size(), 1U);
  EXPECT_EQ(standing(outcome.sources[0]), "hr sound 1");
  EXPECT_THAT(outcome.problems,
              ElementsAre("source hr: run 1 began after this read and was published before it, so this older "
                          "read is not kept"));
  const Snapshot snapshot = latest();
  ASSERT_EQ(snapshot.identities.size(), 1U);
  EXPECT_EQ(snapshot.text(snapshot.identities[0].key), "2");
}

TEST_F(SyncTest, ListsAndChecksSources) {
  EXPECT_EQ(list_sources(context_).at(0).standing.standing, Standing::never_read);
  EXPECT_FALSE(list_sources(context_).at(0).newest_run.has_value());
  source("shop").rejects.push_back({Section::usage, "line 4", std::nullopt, "bad"});
  run();
  const std::vector<ListedSource> listed = list_sources(context_);
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].standing.standing, Standing::sound);
  EXPECT_EQ(listed[0].newest_run->source, "hr");
  EXPECT_EQ(listed[1].standing.standing, Standing::incomplete);
  EXPECT_THAT(rejected_rows(context_, "shop"),
              ElementsAre(Reject{Section::usage, "line 4", std::nullopt, "bad"}));

  source("hr").error = "connection refused";
  const std::vector<CheckedSource> checked = check_sources(context_, {});
  ASSERT_EQ(checked.size(), 2U);
  EXPECT_EQ(checked[0].items.at(0).what, "reach the source");
  EXPECT_EQ(checked[0].items.at(0).ok, TriState::no);
  EXPECT_EQ(checked[0].items.at(0).detail, "connection refused");
  EXPECT_EQ(checked[1].items.at(0).ok, TriState::yes);
  EXPECT_EQ(check_sources(context_, {"shop"}).size(), 1U);
  EXPECT_EQ(refusal([&] { check_sources(context_, {"crm"}); }, ErrorCode::usage),
            "reeve.toml has no source `crm`; it has hr, shop");
  EXPECT_EQ(refusal([&] { rejected_rows(context_, "crm"); }, ErrorCode::usage),
            "reeve.toml has no source `crm`; it has hr, shop");
}

}  // namespace
}  // namespace reeve
