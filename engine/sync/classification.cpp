#include "engine/sync/classification.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/sync/classification_lineage.h"

namespace reeve {
namespace {

constexpr std::string_view kCategoryLabel = "category:";
constexpr const char* kNone = "none";
constexpr const char* kContentUnknown = "content:unknown";

[[noreturn]] void wrong(const CsvRecord& record, const std::string& message) {
  throw Error(ErrorCode::config, "line " + std::to_string(record.line) + ": " + message);
}

bool is_known(const std::string& category, const std::vector<std::string>& known) {
  return std::ranges::find(known, category) != known.end();
}

std::vector<std::string> categories_of(const CsvRecord& record, const std::vector<std::string>& known) {
  std::set<std::string> out;
  for (const std::string& word : split(record["categories"], '|')) {
    const std::string category(trim(word));
    if (category != kNone && !is_known(category, known)) {
      const auto near = nearest_name(category, known);
      wrong(record, "there is no category `" + category + "`; " +
                        (near ? "did you mean `" + *near + "`?" : "there are " + join(known, ", ")));
    }
    out.insert(category);
  }
  if (out.erase(kNone) > 0 && !out.empty()) wrong(record, "`none` stands beside a category");
  return {out.begin(), out.end()};
}

std::string key_of(const std::string& source, std::string_view resource) {
  return join_key({source, resource});
}

// The labels file, ready to be asked.
class LabelBook {
 public:
  explicit LabelBook(const std::vector<LabelRow>& rows) {
    for (const LabelRow& row : rows) {
      if (row.resource.ends_with('*')) {
        const std::string prefix = row.resource.substr(0, row.resource.size() - 1);
        patterns_[key_of(row.source, prefix)] = &row;
        lengths_.insert(prefix.size());
      } else {
        exact_.emplace(key_of(row.source, row.resource), &row);
      }
    }
  }
  const LabelRow* exact(const ResourceNode& node) const { return find(exact_, node.source, node.key); }
  // The longest pattern wins.
  const LabelRow* pattern(const ResourceNode& node) const {
    for (auto length = lengths_.rbegin(); length != lengths_.rend(); ++length) {
      if (*length > node.key.size()) continue;
      const LabelRow* row = find(patterns_, node.source, std::string_view(node.key).substr(0, *length));
      if (row != nullptr) return row;
    }
    return nullptr;
  }

 private:
  using Rows = std::map<std::string, const LabelRow*>;
  static const LabelRow* find(const Rows& rows, const std::string& source, std::string_view key) {
    const auto it = rows.find(key_of(source, key));
    return it == rows.end() ? nullptr : it->second;
  }
  Rows exact_, patterns_;
  std::set<std::size_t> lengths_;
};

class Classifier {
 public:
  explicit Classifier(const ClassificationInput& input)
      : input_(input), labels_(input.labels), imports_(input.imports), decisions_(input.resources.size()) {}

  ClassificationResult run() {
    for (std::size_t i = 0; i < decisions_.size(); ++i)
      decisions_[i] = by_person_or_source(input_.resources[i]);
    report_idle_labels();
    decide_by_name();
    spread_to_descendants(input_.resources, decisions_);
    spread_along_lineage(input_.resources, input_.lineage, decisions_);
    collect();
    return std::move(result_);
  }

 private:
  ContentDecision by_person_or_source(const ResourceNode& node) {
    const Correction* correction = correction_of(node);
    ContentDecision found = by_label(node);
    if (correction == nullptr) return found;
    // What has come to light since the correction still counts.
    std::vector<std::string> categories = correction->categories;
    for (const std::string& category : found.categories) {
      if (!is_known(category, correction->instead_of)) categories.push_back(category);
    }
    ContentDecision out =
        decision(DecidedBy::direct, categories, "correction",
                 correction->decided_by + ": " + correction->reason +
                     (correction->until == 0 ? "" : ", until " + format_date(correction->until)));
    for (const std::string& category : correction->instead_of) {
      if (!is_known(category, correction->categories)) out.masked.insert(category);
    }
    return out;
  }

  const Correction* correction_of(const ResourceNode& node) {
    const Correction* correction = input_.corrections.about_resource(node.source, node.key);
    if (correction == nullptr || !is_another_thing(*correction, node.second_key)) return correction;
    result_.problems.push_back("what " + correction->decided_by + " decided about `" +
                               printable_key(node.key) + "` of " + node.source +
                               " does not count: there is another one of that name now; decide again with "
                               "`reeve classify`");
    return nullptr;
  }

  ContentDecision by_label(const ResourceNode& node) {
    if (const LabelRow* row = labels_.exact(node)) return by_row(*row, DecidedBy::direct, "import");
    ContentDecision own = by_source_label(node);
    if (own.decided() || own.refused) return own;
    const bool unknown = std::ranges::find(node.labels, kContentUnknown) != node.labels.end();
    if (unknown) {
      const LabelRow* row = imports_.exact(node);
      return row == nullptr ? content_unknown() : by_row(*row, DecidedBy::direct, "catalogue");
    }
    if (const LabelRow* row = labels_.pattern(node)) return by_row(*row, DecidedBy::pattern, "import");
    if (const LabelRow* row = imports_.exact(node)) return by_row(*row, DecidedBy::direct, "catalogue");
    return {};
  }

  ContentDecision by_row(const LabelRow& row, DecidedBy by, const std::string& rule) {
    used_.insert(&row);
    std::string why = row.line > 0 ? "line " + std::to_string(row.line) + " of the labels file" : "";
    if (!row.decided_by.empty()) why += (why.empty() ? "" : ", ") + row.decided_by;
    if (!row.reason.empty()) why += ": " + row.reason;
    return decision(by, row.categories, rule, why);
  }

  ContentDecision by_source_label(const ResourceNode& node) {
    ContentDecision out;
    for (const std::string& label : node.labels) {
      if (!label.starts_with(kCategoryLabel)) continue;
      const std::string category = label.substr(kCategoryLabel.size());
      if (category != kNone && !is_known(category, input_.categories)) {
        result_.problems.push_back("source `" + node.source + "`: the label `" + label + "` of `" +
                                   printable_key(node.key) + "` names no category");
        ++result_.refused;
        ContentDecision refused;
        refused.refused = true;
        refused.why = "its source says `" + label + "`, which names no category";
        return refused;
      }
      out.by = DecidedBy::direct;
      out.rule = "label";
      out.why = "its source says so";
      if (category != kNone) out.categories.insert(category);
    }
    return out;
  }

  // A name or a decision about many says nothing about what nobody can see.
  static ContentDecision content_unknown() {
    ContentDecision out;
    out.refused = true;
    out.why = "its source cannot tell what it shows; only a decision about exactly this counts";
    return out;
  }

  static ContentDecision decision(DecidedBy by, const std::vector<std::string>& categories, std::string rule,
                                  std::string why) {
    ContentDecision out;
    out.by = by;
    out.categories = {categories.begin(), categories.end()};
    out.rule = std::move(rule);
    out.why = std::move(why);
    return out;
  }

  void report_idle_labels() {
    std::set<std::string> held;
    for (const ResourceNode& node : input_.resources) held.insert(node.source);
    for (const LabelRow& row : input_.labels) {
      if (used_.contains(&row) || !held.contains(row.source)) continue;
      result_.problems.push_back("labels file, line " + std::to_string(row.line) +
                                 ": decides about nothing; source `" + row.source +
                                 "` has no other resource `" + row.resource + "`");
    }
    for (const LabelRow& row : input_.imports) {
      if (held.contains(row.source) && !used_.contains(&row)) ++result_.idle_imports;
    }
  }

  void decide_by_name() {
    std::map<NameQuestion, std::vector<std::size_t>> asked;
    for (std::size_t i = 0; i < decisions_.size(); ++i) {
      if (!decisions_[i].decided() && !decisions_[i].refused)
        asked[question(input_.resources[i])].push_back(i);
    }
    if (asked.empty()) return;
    std::vector<NameQuestion> questions;
    questions.reserve(asked.size());
    for (const auto& [question, places] : asked) questions.push_back(question);
    const std::vector<NameAnswer> answers = input_.ask_names(questions);
    if (answers.size() != questions.size()) {
      throw Error(ErrorCode::internal, "the naming rules gave another number of answers than questions");
    }
    for (std::size_t i = 0; i < answers.size(); ++i) take(questions[i], answers[i], asked[questions[i]]);
  }

  void take(const NameQuestion& question, const NameAnswer& answer, const std::vector<std::size_t>& places) {
    std::string error = answer.error;
    for (const std::string& category : answer.categories.value_or(std::vector<std::string>())) {
      if (!is_known(category, input_.categories))
        error = "it decides `" + category + "`, which is no category";
    }
    if (!error.empty()) {
      result_.problems.push_back("the naming rules fail on `" + question.name + "`: " + error);
    } else if (answer.categories) {
      const std::string why = answer.why + " (" + std::to_string(answer.confidence) + "%)";
      for (const std::size_t i : places)
        decisions_[i] = decision(DecidedBy::name, *answer.categories, "name", why);
    }
  }

  const ResourceNode* parent_of(const ResourceNode& node) const {
    return node.parent < 0 ? nullptr : &input_.resources[static_cast<std::size_t>(node.parent)];
  }

  // Without the names of what it is part of, where its own repeats them.
  std::string short_name(const ResourceNode& node) const {
    const ResourceNode* parent = parent_of(node);
    const bool repeats = parent != nullptr && node.name.starts_with(parent->name + ".");
    return repeats ? node.name.substr(parent->name.size() + 1) : node.name;
  }

  NameQuestion question(const ResourceNode& node) const {
    NameQuestion out{.kind = std::string(to_string(node.kind)),
                     .name = short_name(node),
                     .parent_name = {},
                     .schema = {},
                     .labels = node.labels};
    if (const ResourceNode* parent = parent_of(node)) out.parent_name = short_name(*parent);
    for (const ResourceNode* above = parent_of(node); above != nullptr; above = parent_of(*above)) {
      if (above->kind != ResourceKind::schema) continue;
      out.schema = short_name(*above);
      break;
    }
    return out;
  }

  void collect() {
    const auto children = children_of(input_.resources);
    for (std::size_t i = 0; i < decisions_.size(); ++i) {
      const ContentDecision& d = decisions_[i];
      result_.why.push_back(why_of(d));
      if (d.decided()) {
        result_.decided.push_back({.resource = input_.resources[i].ref,
                                   .categories = {d.categories.begin(), d.categories.end()},
                                   .rule = d.rule});
      } else if (children[i].empty()) {
        result_.undecided.push_back(i);
      }
    }
  }

  std::string why_of(const ContentDecision& decision) const {
    std::vector<std::string> parts;
    if (!decision.why.empty()) parts.push_back(decision.why);
    for (const auto& [category, from] : decision.through) {
      parts.push_back("shows " + category + " of " + input_.resources[static_cast<std::size_t>(from)].name);
    }
    if (parts.empty() && decision.by == DecidedBy::lineage) parts.emplace_back("shows only what holds none");
    return join(parts, "; ");
  }

  const ClassificationInput& input_;
  LabelBook labels_, imports_;
  std::vector<ContentDecision> decisions_;
  std::set<const LabelRow*> used_;  // rows that decided something
  ClassificationResult result_;
};

}  // namespace

std::vector<std::string> label_columns() { return {"source", "resource", "categories"}; }
std::vector<std::string> optional_label_columns() { return {"decided_by", "reason"}; }

std::vector<LabelRow> label_rows(const std::vector<CsvRecord>& records,
                                 const std::vector<std::string>& known) {
  std::vector<LabelRow> rows;
  std::map<std::string, std::int64_t> lines;
  for (const CsvRecord& record : records) {
    for (const std::string& column : label_columns()) {
      if (record[column].empty()) wrong(record, "`" + column + "` is empty");
    }
    const auto [it, fresh] = lines.emplace(key_of(record["source"], record["resource"]), record.line);
    if (!fresh) wrong(record, "line " + std::to_string(it->second) + " decides about the same resource");
    rows.push_back({.line = record.line,
                    .source = record["source"],
                    .resource = record["resource"],
                    .categories = categories_of(record, known),
                    .decided_by = record["decided_by"],
                    .reason = record["reason"]});
  }
  return rows;
}

ClassificationResult classify(const ClassificationInput& input) { return Classifier(input).run(); }

}  // namespace reeve
