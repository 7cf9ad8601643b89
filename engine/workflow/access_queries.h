// Use cases: who can, what a person reaches, and why.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/catalogue.h"
#include "engine/access/cut.h"
#include "engine/workflow/access_sentences.h"
#include "engine/workflow/context.h"

namespace reeve {

// A snapshot, ready for questions: the latest, or the one that is named (0 = the latest). Does not move: the
// graph refers to the snapshot. Throws Error{not_found} where there is none.
struct AccessView {
  AccessView(const Context& context, CatalogueScope scope);
  AccessView(const Context& context, Store& store, CatalogueScope scope, SnapshotNo no = 0);
  AccessView(const AccessView&) = delete;
  AccessView& operator=(const AccessView&) = delete;

  Snapshot snapshot;
  AccessGraph graph;
  Catalogue catalogue;
  CategoryWords words;
  EntitlementBook entitlements;
  std::vector<std::string> gaps;  // what the answers may lack (present_gaps.h)
};

// Somebody and one thing that can be reached: a column, or what has nothing below it.
struct WhoCanRow {
  Subject subject;
  ResourceIx resource;
  EntitlementIx entitlement;  // the level at which the right stands
  AccessFlags flags;
  AccessUsage usage;
  MaybeTime since;
  std::string through;  // by add_ways: the shortest way that works best, "alopes > support_emea > crm_read"
};
struct WhoCanAnswer : Outcome {
  std::vector<WhoCanRow> rows;        // by subject, resource, privilege
  std::vector<ResourceIx> undecided;  // without a classification decision: not known to be of the category
};
// `what`: a category's id, else a resource. Throws Error{not_found} where it is neither.
WhoCanAnswer answer_who_can(const AccessView& view, const std::string& what);
WhoCanAnswer answer_who_can(const AccessView& view, ResourceIx resource);
// Fills `through`. For many rows this takes longer than all the rest of the answer.
void add_ways(const AccessView& view, std::vector<WhoCanRow>& rows);

// The rows of the view's access table; `incomplete` and `not_evaluable` are set as they apply to them.
struct AccessAnswer : Outcome {
  Subject subject;
  AccessTable table;
};
AccessAnswer answer_access(const AccessView& view, const std::string& person);

// One access explained.
struct Explained {
  std::string sentence;
  AccessPath path;  // the best
  std::vector<EdgeWords> edges;
  std::size_t other_paths = 0;
  bool more_paths = false;  // than were searched for
  std::size_t independent_paths = 0;
  std::vector<std::string> latent;  // other ways that lack something, one sentence each
  CutSet cuts;
  std::string cut, cost;  // of the best cut, in words
  std::vector<std::pair<std::string, std::string>>
      alternatives;  // the other cuts and their costs, best first
};
Explained explain(const AccessView& view, CutFinder& finder, const AccessTable& table, AccessIx row);

// What of her accesses is meant by "SELECT on shop.customers" or "shop.customers": rows on it, above and
// below it.
std::vector<AccessIx> rows_about(const AccessView& view, const AccessTable& table,
                                 const std::string& entitlement);

}  // namespace reeve
