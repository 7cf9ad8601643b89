// Use case: why resources have the categories they have, what nobody decided about, and corrections that
// last.
#pragma once

#include <string>
#include <vector>

#include "engine/model/correction.h"
#include "engine/workflow/context.h"

namespace reeve {

struct ClassifyRequest {
  std::string resource;    // key, name or the end of one: it and everything below it; empty = all
  std::string category;    // only with this one
  bool undecided = false;  // only without a decision
  bool all = false;        // also what is decided to hold nothing
};

struct ClassifiedResource {
  std::string source, key, name;
  ResourceKind kind = ResourceKind::other;
  bool decided = false;
  std::vector<std::string> categories;
  std::string rule;        // correction, import, label, catalogue, name, ancestor, lineage; empty = nobody
  std::string why;         // in words
  std::size_t people = 0;  // at work, who reach it now or after assuming a role
  bool differs = false;    // the newest snapshot says otherwise; the next sync will say this
};

struct ClassifyAnswer : Outcome {
  SnapshotNo snapshot = 0;
  std::vector<ClassifiedResource> resources;  // undecided ones by people, then the others by source and key
  std::size_t differing = 0;  // resources about which the snapshot says otherwise, shown or not
  std::size_t classified = 0, undecided = 0, none = 0;  // in the whole snapshot; undecided hold no others
  std::size_t idle_imports = 0;       // decisions of catalogues about nothing that the sources have
  std::vector<std::string> problems;  // labels that mean nothing, rules that failed
  std::vector<std::string> gaps;      // what the answer may lack
};

// Asks labels, catalogues, corrections and naming rules as they are now about the resources of the newest
// snapshot. `not_evaluable` where anything is undecided. Throws Error{not_found} as find_resource (lookup.h)
// and for a category that does not exist.
ClassifyAnswer explain_classification(const Context& context, const ClassifyRequest& request);

struct ContentCorrection {
  std::string resource;
  std::vector<std::string> categories;  // empty = none
  std::string by;
  std::string reason;
  UtcMillis until = 0;  // first moment at which it does not count any more; 0 = it lasts
};

// Keeps the correction; every later sync applies it, before any label. What it says against what was found is
// a downgrade where a category goes: that is for the data owner alone (of the resource, else of the nearest
// above; the campaign owner where there is none) and has to end within a year. Categories that are found
// later and were not known to it still count. Throws Error{refused}, and Error{not_found} or Error{conflict}
// for names.
Correction correct_categories(const Context& context, const ContentCorrection& correction);

}  // namespace reeve
