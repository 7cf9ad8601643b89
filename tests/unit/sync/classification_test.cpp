#include "engine/sync/classification.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"

namespace reeve {
namespace {

using Strings = std::vector<std::string>;
const Strings kCategories{"customer_email", "purchase_behaviour", "reviewer_identity"};

// A small source, built line by line: node("shop.public.t.email", kind) hangs below the longest key that is a
// prefix.
class ClassificationTest : public testing::Test {
 protected:
  int add(const std::string& key, ResourceKind kind, Strings labels = {}) {
    ResourceNode node{.ref = {1, static_cast<Ordinal>(input_.resources.size())},
                      .source = "shop",
                      .key = key,
                      .name = key,
                      .kind = kind,
                      .labels = std::move(labels)};
    for (std::size_t i = 0; i < input_.resources.size(); ++i) {
      if (key.starts_with(input_.resources[i].key + ".")) node.parent = static_cast<int>(i);
    }
    input_.resources.push_back(node);
    return static_cast<int>(input_.resources.size()) - 1;
  }
  int table(const std::string& key, Strings labels = {}) {
    return add(key, ResourceKind::table, std::move(labels));
  }
  int view(const std::string& key, Strings labels = {}) {
    return add(key, ResourceKind::view, std::move(labels));
  }
  int column(const std::string& key, Strings labels = {}) {
    return add(key, ResourceKind::column, std::move(labels));
  }
  void shows(int exposing, int exposed) { input_.lineage.push_back({exposing, exposed}); }
  void label(const std::string& resource, Strings categories) {
    input_.labels.push_back({static_cast<std::int64_t>(input_.labels.size() + 2),
                             "shop",
                             resource,
                             std::move(categories),
                             {},
                             {}});
  }

  void correct(const std::string& resource, Strings categories, Strings instead_of) {
    corrections_.push_back({.id = std::to_string(corrections_.size()),
                            .kind = CorrectionKind::categories,
                            .source = "shop",
                            .key = resource,
                            .categories = std::move(categories),
                            .instead_of = std::move(instead_of),
                            .decided_by = "Ines Duarte",
                            .reason = "hashed",
                            .until = kDay});
    input_.corrections = CorrectionBook(corrections_, 0);
  }

  // Answers by the name; everything else is undecided.
  void names(std::map<std::string, NameAnswer> answers) {
    input_.ask_names = [this, answers = std::move(answers)](const std::vector<NameQuestion>& questions) {
      asked_ = questions;
      std::vector<NameAnswer> out;
      for (const NameQuestion& q : questions) {
        out.push_back(answers.contains(q.name) ? answers.at(q.name) : NameAnswer{});
      }
      return out;
    };
  }

  // "rule: categories", or "undecided".
  std::string of(int place) {
    if (!result_) {
      if (!input_.ask_names) names({});
      result_ = classify(input_);
    }
    for (const DerivedClassification& d : result_->decided) {
      if (d.resource.ordinal == place) {
        std::string out = d.rule + ":";
        for (const auto& category : d.categories) out += " " + category;
        return out;
      }
    }
    return "undecided";
  }
  Strings problems() {
    of(0);
    return result_->problems;
  }
  std::vector<std::size_t> undecided() {
    of(0);
    return result_->undecided;
  }

  void SetUp() override { input_.categories = kCategories; }

  ClassificationInput input_;
  std::vector<Correction> corrections_;
  std::vector<NameQuestion> asked_;
  std::optional<ClassificationResult> result_;
};

NameAnswer answer(Strings categories) { return {.categories = std::move(categories), .error = {}}; }

TEST_F(ClassificationTest, AsksInTheOrderOfTheDocument) {
  const int t = table("t");
  const int file = column("t.file", {"category:purchase_behaviour"});
  const int source = column("t.source", {"pii", "category:purchase_behaviour"});
  const int pattern = column("t.p_one");
  const int longest = column("t.p_long_one");
  const int name = column("t.email");
  const int ancestor = column("t.other");
  label("t.file", {"reviewer_identity"});
  label("t.p_*", {"customer_email"});
  label("t.p_long*", {});
  label("t", {"customer_email", "purchase_behaviour"});
  names({{"email", answer({"reviewer_identity"})}, {"source", answer({})}, {"p_one", answer({})}});
  EXPECT_EQ(of(t), "import: customer_email purchase_behaviour");
  EXPECT_EQ(of(file), "import: reviewer_identity");
  EXPECT_EQ(of(source), "label: purchase_behaviour");
  EXPECT_EQ(of(pattern), "import: customer_email");
  EXPECT_EQ(of(longest), "import:");
  EXPECT_EQ(of(name), "name: reviewer_identity");
  EXPECT_EQ(of(ancestor), "ancestor: customer_email purchase_behaviour");
  EXPECT_EQ(problems(), Strings{});
}

TEST_F(ClassificationTest, LeavesUndecidedWhatNobodyDecidesAbout) {
  table("t");
  column("t.a");
  column("t.b", {"pii"});
  EXPECT_EQ(of(0), "undecided");
  EXPECT_EQ(of(1), "undecided");
  EXPECT_EQ(undecided(), (std::vector<std::size_t>{1, 2})) << "of a table, its columns count";
}

TEST_F(ClassificationTest, SpreadsDecisionsOfPeopleDownwardsAndNoGuesses) {
  add("s", ResourceKind::schema);
  table("s.named");
  column("s.named.x");
  table("s.labelled", {"category:none"});
  column("s.labelled.x");
  names({{"named", answer({"customer_email"})}});
  EXPECT_EQ(of(1), "name: customer_email");
  EXPECT_EQ(of(2), "undecided");
  EXPECT_EQ(of(4), "ancestor:");
  EXPECT_EQ(of(0), "undecided") << "nothing spreads upwards";
}

TEST_F(ClassificationTest, JoinsLabelsOfTheSourceAndRefusesWhatNamesNoCategory) {
  table("none_and_one", {"category:none", "category:customer_email"});
  table("typo", {"category:custmer_email", "category:none"});
  label("t*", {"customer_email"});
  names({{"typo", answer({})}});
  EXPECT_EQ(of(0), "label: customer_email");
  EXPECT_EQ(of(1), "undecided");
  EXPECT_EQ(problems(),
            (Strings{"source `shop`: the label `category:custmer_email` of `typo` names no category",
                     "labels file, line 2: decides about nothing; source `shop` has no other resource "
                     "`t*`"}));
}

TEST_F(ClassificationTest, AsksEachDistinctNameOnceWithItsSurroundings) {
  add("db", ResourceKind::database);
  add("db.hr", ResourceKind::schema);
  table("db.hr.people");
  column("db.hr.people.email", {"pii"});
  table("db.hr.people2");
  input_.resources[4].name = "people";
  of(0);
  EXPECT_EQ(asked_, (std::vector<NameQuestion>{{"column", "email", "people", "hr", {"pii"}},
                                               {"database", "db", "", "", {}},
                                               {"schema", "hr", "db", "", {}},
                                               {"table", "people", "hr", "hr", {}}}));
}

TEST_F(ClassificationTest, AsksNobodyWhereLabelsDecideEverything) {
  table("t", {"category:none"});
  input_.ask_names = [](const std::vector<NameQuestion>&) -> std::vector<NameAnswer> {
    ADD_FAILURE() << "asked";
    return {};
  };
  EXPECT_EQ(of(0), "label:");
}

TEST_F(ClassificationTest, TakesAFailingNamingRuleAsNoDecision) {
  table("broken");
  table("wrong");
  names({{"broken", {.categories = std::nullopt, .error = "division by zero"}},
         {"wrong", answer({"secrets"})}});
  EXPECT_EQ(of(0), "undecided");
  EXPECT_EQ(of(1), "undecided");
  EXPECT_EQ(problems(),
            (Strings{"the naming rules fail on `broken`: division by zero",
                     "the naming rules fail on `wrong`: it decides `secrets`, which is no category"}));
}

TEST_F(ClassificationTest, AViewHasTheCategoriesOfWhatItShows) {
  const int email = column("t.email", {"category:customer_email"});
  const int bought = column("t.bought", {"category:purchase_behaviour"});
  const int v = view("v");
  const int of_view = view("w");
  shows(of_view, v);
  shows(v, email);
  shows(v, bought);
  EXPECT_EQ(of(v), "lineage: customer_email purchase_behaviour");
  EXPECT_EQ(of(of_view), "lineage: customer_email purchase_behaviour");
  EXPECT_EQ(undecided(), std::vector<std::size_t>{});
}

TEST_F(ClassificationTest, AViewOfATableShowsItsColumns) {
  const int t = table("t");
  column("t.email", {"category:customer_email"});
  column("t.id", {"category:none"});
  const int v = view("v");
  const int x = column("v.x");
  const int labelled = column("v.labelled", {"category:none"});
  shows(v, t);
  EXPECT_EQ(of(t), "undecided");
  EXPECT_EQ(of(v), "lineage: customer_email");
  EXPECT_EQ(of(x), "lineage: customer_email") << "nobody knows which column of the table it is";
  EXPECT_EQ(of(labelled), "label:");
}

TEST_F(ClassificationTest, AViewOfSomethingUndecidedIsUndecided) {
  const int known = column("t.email", {"category:customer_email"});
  const int unknown = column("t.notes");
  const int v = view("v");
  const int named = view("named");
  const int of_named = view("of_named");
  const int x = column("v.email");
  for (const int exposing : {v, named}) {
    shows(exposing, known);
    shows(exposing, unknown);
  }
  shows(of_named, named);
  names({{"named", answer({})}, {"email", answer({"customer_email"})}});
  EXPECT_EQ(of(v), "undecided");
  EXPECT_EQ(of(named), "undecided") << "a guess does not settle what it shows";
  EXPECT_EQ(of(of_named), "undecided");
  EXPECT_EQ(of(x), "undecided");
}

TEST_F(ClassificationTest, NamesAndPatternsSayNothingAboutUnknownContent) {
  const int schema = add("shop.crm", ResourceKind::schema);
  const int hidden = add("shop.crm.f()", ResourceKind::routine, {"content:unknown"});
  const int decided = add("shop.crm.g()", ResourceKind::routine, {"content:unknown"});
  const int around = view("shop.crm.v");
  shows(around, hidden);
  label("shop.crm", {});
  label("shop.crm.*", {});
  label("shop.crm.g()", {"customer_email"});
  names({{"shop.crm.f()", answer({})}});
  EXPECT_EQ(of(schema), "import:");
  EXPECT_EQ(of(hidden), "undecided");
  EXPECT_EQ(of(decided), "import: customer_email");
  EXPECT_EQ(of(around), "undecided");
}

TEST_F(ClassificationTest, ADirectDecisionStandsAndStillGetsWhatIsShown) {
  const int known = column("t.email", {"category:customer_email"});
  const int unknown = column("t.notes");
  const int v = view("v", {"category:none"});
  const int x = column("v.x");
  shows(v, known);
  shows(v, unknown);
  EXPECT_EQ(of(v), "label: customer_email");
  EXPECT_EQ(of(x), "ancestor:");
}

TEST_F(ClassificationTest, ViewsThatRestOnNothingAreUndecided) {
  const int a = view("a");
  const int b = view("b");
  const int itself = view("itself");
  const int email = column("t.email", {"category:customer_email"});
  shows(a, b);
  shows(b, a);
  shows(itself, itself);
  shows(itself, email);
  EXPECT_EQ(of(a), "undecided");
  EXPECT_EQ(of(b), "undecided");
  EXPECT_EQ(of(itself), "lineage: customer_email");
}

TEST_F(ClassificationTest, ACorrectionGoesBeforeEveryLabelAndIsFollowedByViews) {
  const int email = column("t.email", {"category:customer_email"});
  const int v = view("v");
  const int x = column("v.x");
  label("t.email", {"customer_email"});
  shows(v, email);
  correct("t.email", {}, {"customer_email"});
  EXPECT_EQ(of(email), "correction:");
  EXPECT_EQ(of(v), "lineage:");
  EXPECT_EQ(of(x), "lineage:");
  EXPECT_EQ(result_->why[0], "Ines Duarte: hashed, until 1970-01-02");
  EXPECT_EQ(result_->why[1], "shows only what holds none");
}

TEST_F(ClassificationTest, ACorrectedViewShowsWhatWasNotKnownThen) {
  const int email = column("t.email", {"category:customer_email"});
  const int bought = column("t.bought", {"category:purchase_behaviour"});
  const int v = view("v", {"category:reviewer_identity"});
  const int x = column("v.x");
  const int of_view = view("w");
  shows(v, email);
  shows(v, bought);
  shows(of_view, v);
  correct("v", {}, {"customer_email"});
  EXPECT_EQ(of(v), "correction: purchase_behaviour reviewer_identity");
  EXPECT_EQ(of(x), "ancestor: reviewer_identity");
  EXPECT_EQ(of(of_view), "lineage: purchase_behaviour reviewer_identity");
  EXPECT_EQ(result_->why[static_cast<std::size_t>(v)],
            "Ines Duarte: hashed, until 1970-01-02; shows purchase_behaviour of t.bought");
}

TEST_F(ClassificationTest, ACorrectionOfWhatWasMadeAnewDoesNotCount) {
  const int email = column("t.email", {"category:customer_email"});
  correct("t.email", {}, {"customer_email"});
  corrections_.back().second_key = "1";
  input_.corrections = CorrectionBook(corrections_, 0);
  input_.resources[0].second_key = "2";
  EXPECT_EQ(of(email), "label: customer_email");
  EXPECT_EQ(problems(), Strings{"what Ines Duarte decided about `t.email` of shop does not count: there is "
                                "another one of that name now; decide again with `reeve classify`"});
}

TEST_F(ClassificationTest, ACatalogueGoesBeforeNamesAndAfterPeople) {
  const int by_catalogue = table("a");
  const int by_pattern = table("p_b");
  const int by_source = table("c", {"category:none"});
  label("p_*", {"reviewer_identity"});
  for (const char* key : {"a", "p_b", "c", "gone"})
    input_.imports.push_back(
        {.source = "shop", .resource = key, .categories = {"customer_email"}, .decided_by = "catalogue dbt"});
  names({{"a", answer({})}});
  EXPECT_EQ(of(by_catalogue), "catalogue: customer_email");
  EXPECT_EQ(of(by_pattern), "import: reviewer_identity");
  EXPECT_EQ(of(by_source), "label:");
  EXPECT_EQ(result_->idle_imports, 3U);
  EXPECT_EQ(result_->why, (Strings{"catalogue dbt", "line 2 of the labels file", "its source says so"}));
}

TEST_F(ClassificationTest, SaysHowSureANameIs) {
  table("email");
  names({{"email",
          {.categories = Strings{"customer_email"}, .error = {}, .confidence = 90, .why = "is called so"}}});
  EXPECT_EQ(of(0), "name: customer_email");
  EXPECT_EQ(result_->why, Strings{"is called so (90%)"});
}

TEST_F(ClassificationTest, SaysWhichLabelsDecideAboutNothing) {
  table("t", {"category:none"});
  label("gone", {});
  input_.labels.push_back({9, "other", "t", {}, {}, {}});
  EXPECT_EQ(
      problems(),
      Strings{"labels file, line 2: decides about nothing; source `shop` has no other resource `gone`"});
}

CsvRecord record(const std::string& resource, const std::string& categories) {
  return {4,
          {{"source", "shop"},
           {"resource", resource},
           {"categories", categories},
           {"decided_by", ""},
           {"reason", ""}}};
}

TEST(LabelRows, AreRead) {
  const auto rows =
      label_rows({record("t.*", " customer_email | reviewer_identity|customer_email"), record("u", "none")},
                 kCategories);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].source, "shop");
  EXPECT_EQ(rows[0].resource, "t.*");
  EXPECT_EQ(rows[0].line, 4);
  EXPECT_EQ(rows[0].categories, (Strings{"customer_email", "reviewer_identity"}));
  EXPECT_EQ(rows[1].categories, Strings{});
}

TEST(LabelRows, AreRefusedWhereTheyCannotBeMeant) {
  const auto refusal = [](const std::vector<CsvRecord>& records) {
    try {
      label_rows(records, kCategories);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::config);
      return error.message();
    }
    return std::string("accepted");
  };
  EXPECT_EQ(refusal({record("", "none")}), "line 4: `resource` is empty");
  EXPECT_EQ(refusal({record("t", "")}), "line 4: `categories` is empty");
  EXPECT_EQ(refusal({record("t", "custmer_email")}),
            "line 4: there is no category `custmer_email`; did you mean `customer_email`?");
  EXPECT_EQ(refusal({record("t", "everything")}),
            "line 4: there is no category `everything`; there are customer_email, purchase_behaviour, "
            "reviewer_identity");
  EXPECT_EQ(refusal({record("t", "none|customer_email")}), "line 4: `none` stands beside a category");
  EXPECT_EQ(refusal({record("t", "customer_email | none")}), "line 4: `none` stands beside a category");
  EXPECT_EQ(refusal({record("t", "none"), record("t", "none")}),
            "line 4: line 4 decides about the same resource");
}

}  // namespace
}  // namespace reeve
