// Bindings join sources: a directory group is a database role, an application's account acts for the
// application's users. Pure; the file is docs/formats/bindings.md.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/csv_table.h"
#include "engine/model/snapshot.h"

namespace reeve {

struct BindingRow {
  std::int64_t line = 0;
  std::string source, principal, target_source, target_principal;
  bool assumable = false;
};

// Throws Error{config} "line L: ..." on an empty cell or a word for `assumable` that is neither yes nor no.
std::vector<BindingRow> binding_rows(const std::vector<CsvRecord>& records);
std::vector<std::string> binding_columns();  // all required

struct FoundPrincipal {
  FactRef ref;
  bool is_account = false;
};

// What one snapshot holds of each source. `find` is asked only about sources for which `held` says yes.
struct PrincipalLookup {
  std::function<bool(const std::string& source)> held;
  std::function<std::optional<FoundPrincipal>(const std::string& source, const std::string& key)> find;
};

struct BindingResult {
  std::vector<DerivedBinding> bindings;  // in the order of the rows
  std::vector<std::string> problems;     // rows that join nothing: the access that they give is not known
};

BindingResult resolve_bindings(const std::vector<BindingRow>& rows, const PrincipalLookup& lookup);

}  // namespace reeve
