// What resources contain: who decides, and how decisions spread. Pure; the order is docs/formats/labels.md.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/core/csv_table.h"
#include "engine/model/snapshot.h"
#include "engine/sync/correction_book.h"

namespace reeve {

// One row of the labels file. `resource` may end in `*`.
struct LabelRow {
  std::int64_t line = 0;
  std::string source, resource;
  std::vector<std::string> categories;  // sorted; empty = none
  std::string decided_by, reason;
};
// Throws Error{config} "line L: ..." on an empty cell, a category that is not among `known` (with the nearest
// one), and two rows for the same resources.
std::vector<LabelRow> label_rows(const std::vector<CsvRecord>& records,
                                 const std::vector<std::string>& known);
std::vector<std::string> label_columns();           // required
std::vector<std::string> optional_label_columns();  // decided_by, reason

// A resource with its place among its siblings; `parent` is a place in the same list, -1 for none.
struct ResourceNode {
  FactRef ref;
  std::string source, key, name;
  ResourceKind kind = ResourceKind::other;
  int parent = -1;
  std::vector<std::string> labels;
  std::string second_key;
};

struct LineageLink {
  int exposing = 0, exposed = 0;  // places in the list of resources
};

// What the naming rules are asked, and what they answer.
struct NameQuestion {
  std::string kind, name, parent_name, schema;  // parent_name, schema empty = none
  std::vector<std::string> labels;
  auto operator<=>(const NameQuestion&) const = default;
};
struct NameAnswer {
  std::optional<std::vector<std::string>> categories;  // nullopt: undecided
  std::string error;                                   // the rule failed: undecided, and said
  int confidence = 0;                                  // percent
  std::string why;
};
// As many answers as questions, in order. The questions are distinct.
using AskNames = std::function<std::vector<NameAnswer>(const std::vector<NameQuestion>&)>;

struct ClassificationInput {
  std::vector<ResourceNode> resources;
  std::vector<LineageLink> lineage;
  std::vector<LabelRow> labels;
  std::vector<LabelRow> imports;  // of catalogues, the first about a resource counts
  CorrectionBook corrections;
  std::vector<std::string> categories;  // known ids
  AskNames ask_names;                   // not called where everything is decided by labels
};

struct ClassificationResult {
  std::vector<DerivedClassification> decided;  // in the order of the resources
  std::vector<std::size_t> undecided;  // places of resources without children that nobody decided about
  std::size_t refused = 0;             // resources with a label that names no category
  std::vector<std::string> problems;   // for people: labels that mean nothing, rules that failed
  std::vector<std::string> why;        // for people, by resource; empty where nobody decided
  std::size_t idle_imports = 0;        // about nothing that the sources have
};

ClassificationResult classify(const ClassificationInput& input);

}  // namespace reeve
