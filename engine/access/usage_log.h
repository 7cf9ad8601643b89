// How an account used an entitlement, from the usage facts of the snapshot.
#pragma once

#include <optional>

#include "engine/access/catalogue.h"

namespace reeve {

// Combines what two accounts of one person did: the latest use, the window that both logs cover, and UNKNOWN
// wherever one of them is.
AccessUsage merge_usage(const AccessUsage& a, const AccessUsage& b);

// Thread rule: one object per thread.
class UsageLog {
 public:
  UsageLog(const AccessGraph& graph, const Catalogue& catalogue);

  // The fact about the entitlement's own resource counts, else that of the nearest resource above it: the log
  // of a table stands for its columns. At one resource a fact that names the privilege wins over one that
  // names none. A later use of anything that the entitlement covers counts as its use. Without such a fact
  // everything is UNKNOWN.
  AccessUsage of(PrincipalIx account, EntitlementIx entitlement);

 private:
  void open(PrincipalIx account);
  const Usage* at(std::uint32_t resource, StringRef privilege) const;
  MaybeTime latest_below(const Entitlement& entitlement) const;

  const AccessGraph& graph_;
  const Catalogue& catalogue_;
  Csr usages_of_;  // by principal
  PrincipalIx account_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> entries_;  // of account_: (place in the tree, usage)
};

}  // namespace reeve
