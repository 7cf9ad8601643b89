// The access table by the same specification (tests/support/naive_access.h), row by row. Which entitlements
// there are, and what they reach, does not depend on the edges thought away.
#pragma once

#include <map>

#include "tests/support/naive_access.h"

namespace reeve::test {

struct NaiveRow {
  Subject subject;
  ResourceIx resource;
  StringRef privilege;
  CategorySet categories = 0;
  bool undecided = false;
  AccessFlags flags;
  AccessUsage usage;
  MaybeTime since;
};

class NaiveTable {
 public:
  explicit NaiveTable(const Snapshot& snapshot, std::set<Edge> removed = {})
      : s_(snapshot), all_(snapshot), access_(snapshot, std::move(removed)) {}

  std::vector<NaiveRow> rows() const;  // by subject, resource, privilege
  // Categories that a principal reaches, and whether something undecided is among it.
  std::pair<CategorySet, bool> reach(PrincipalIx p) const;

 private:
  using Grants = std::vector<GrantIx>;
  std::map<std::pair<ResourceIx, std::string_view>, Grants> entitlements() const;
  bool covers(const Grants& grants) const;
  bool is_gate_pass(const Grant& g) const;
  bool add_row(NaiveRow& row, const Grants& grants) const;
  void classify(NaiveRow& row, bool covers) const;
  AccessUsage usage(PrincipalIx account, const NaiveRow& row, bool covers) const;
  MaybeTime since(const NaiveAccess::Accounts& accounts, const Grants& grants) const;

  const Snapshot& s_;
  NaiveAccess all_, access_;
};

}  // namespace reeve::test
