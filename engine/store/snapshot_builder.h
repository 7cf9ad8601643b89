// Turns the facts of runs and the derived rows into a Snapshot. Pure; both stores use it.
//
// Per run: begin_run, then its rows section by section in the order of all_sections(), each by ordinal.
// The calls named like rows append a row with its origin and its references resolved, and hand it out so that
// the caller fills in the rest; the row stays valid until the next call. `add` does all of it.
#pragma once

#include <string_view>
#include <vector>

#include "engine/model/snapshot.h"
#include "engine/store/run_assembler.h"

namespace reeve {

class SnapshotBuilder {
 public:
  explicit SnapshotBuilder(SnapshotInfo info) { snapshot_.info = std::move(info); }

  void begin_run(const SyncRun& run);
  StringRef text(std::string_view text) { return text.empty() ? StringRef{} : snapshot_.strings.add(text); }

  // References are ordinals of the same run, principals as principal_ref; kNoOrdinal = none.
  Identity& identity(Ordinal manager);
  Principal& principal(Section section);
  Membership& membership(Ordinal member, Ordinal container);
  Resource& resource(Ordinal parent, Ordinal owner);
  Lineage& lineage(Ordinal exposing, Ordinal exposed, Ordinal reader);
  Grant& grant(Ordinal principal, Ordinal resource);
  Gate& gate(Ordinal resource);
  Usage& usage(Ordinal principal, Ordinal resource);
  Approval& approval();
  // The keys of references are not looked at: `placed` tells.
  void add(const Fact& fact, const PlacedFact& placed);
  void reject(const Reject& reject);

  // Adds what was derived and resolves stewards over all sources: by identity key, else employee number, else
  // e-mail (letter case ignored); where several identities match, none does. Throws Error{store} where a
  // derived row refers to a row that is not there. Call once, last.
  Snapshot finish(const DerivedRun& derived);

 private:
  // Where the rows of one run begin in the arrays of the snapshot, and how many there are.
  struct Place {
    std::size_t identities = 0, accounts = 0, principals = 0, resources = 0;
    std::size_t identity_count = 0, account_count = 0, principal_count = 0, resource_count = 0;
  };

  template <class Row>
  Row& append(std::vector<Row>& rows, Section section);
  const Place& place_of(RunNo run) const;
  PrincipalIx principal_at(const Place& place, Ordinal ref) const;
  PrincipalIx principal_at(FactRef ref, bool is_account) const;
  IdentityIx identity_at(FactRef ref) const;
  ResourceIx resource_at(FactRef ref) const;
  void add_owners(const std::vector<DerivedOwner>& owners);
  void add_bindings(const std::vector<DerivedBinding>& bindings);
  void add_classifications(const std::vector<DerivedClassification>& classifications);
  void resolve_stewards();

  Snapshot snapshot_;
  std::vector<Place> places_;  // by SourceIx
  std::array<Ordinal, kSectionCount> next_{};
};

}  // namespace reeve
