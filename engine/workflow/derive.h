// From the runs of a snapshot to its derived rows: whose accounts they are, what joins sources, what
// resources contain.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/store/store.h"
#include "engine/sync/bindings.h"
#include "engine/sync/classification.h"
#include "engine/sync/correction_book.h"

namespace reeve {

struct DeriveRequest {
  Store* store = nullptr;
  std::vector<SyncRun> runs;
  bool people_complete = true;  // no source that may know people is missing
  int least_confidence = 0;     // percent; what a weaker rule of correlation finds is not taken
  CorrectionBook corrections;
  std::vector<BindingRow> bindings;
  std::vector<LabelRow> labels;
  std::vector<LabelRow> imports;
  std::vector<std::string> categories;
  AskNames ask_names;
};

// How the accounts and the people of one source found one another.
struct SourceMatches {
  std::map<OwnerState, std::size_t> accounts;
  std::size_t people = 0;                  // who work here, or may
  std::size_t people_without_account = 0;  // of those: no source has an account of theirs
};

struct Derived {
  DerivedRun rows;
  std::map<OwnerState, std::size_t> accounts;
  std::map<std::string, SourceMatches> matches;  // by source
  std::size_t undecided = 0;       // resources that hold no others and that nobody decided about
  std::size_t refused_labels = 0;  // they name no category, so what they mean is not known
  std::vector<std::string> correction_problems;  // decisions that cannot be applied any more
  std::vector<std::string> binding_problems;
  std::vector<std::string> classification_problems;
};

Derived derive(const DeriveRequest& request);

}  // namespace reeve
