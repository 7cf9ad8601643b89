#include "engine/access/conjuncts.h"

#include <array>
#include <set>
#include <unordered_map>

#include "engine/core/text.h"

namespace reeve {
namespace {

class Builder {
 public:
  Builder(const Snapshot& snapshot, const ResourceTree& tree) : snapshot_(snapshot), tree_(tree) {
    const std::size_t count = snapshot.resources.size();
    gates_ = make_csr(count, [&](auto emit) {
      for (std::uint32_t i = 0; i < snapshot.gates.size(); ++i) {
        if (snapshot.gates[i].resource.valid()) emit(snapshot.gates[i].resource.value, i);
      }
    });
    lineages_ = make_csr(count, [&](auto emit) {
      for (std::uint32_t i = 0; i < snapshot.lineages.size(); ++i) {
        if (snapshot.lineages[i].exposing.valid()) emit(snapshot.lineages[i].exposing.value, i);
      }
    });
    mark_blocked();
  }

  Conjuncts build() {
    result_.profiles.emplace_back();
    result_.profile_of.assign(snapshot_.resources.size(), 0);
    for (const std::uint32_t r : tree_.order) {
      const std::uint32_t up = tree_.parent[r];
      if (gates_.row(r).empty() && lineages_.row(r).empty() && !blocked_[r]) {
        result_.profile_of[r] = up == ResourceIx::kNone ? 0 : result_.profile_of[up];
      } else {
        result_.profile_of[r] = static_cast<std::uint32_t>(result_.profiles.size());
        result_.profiles.push_back(profile(r));
      }
    }
    return std::move(result_);
  }

 private:
  // Rows of gates and lineage that could not be used leave open what their resource demands.
  void mark_blocked() {
    blocked_.assign(snapshot_.resources.size(), false);
    std::set<std::pair<std::uint32_t, std::string>> keys;
    for (const SnapshotReject& r : snapshot_.rejects) {
      const bool demands = r.reject.section == Section::gate || r.reject.section == Section::lineage;
      if (!demands || !r.reject.key) continue;
      const std::vector<std::string> parts = split_key(*r.reject.key);
      if (!parts.empty()) keys.emplace(r.source.value, parts.front());
    }
    if (keys.empty()) return;
    for (std::size_t i = 0; i < blocked_.size(); ++i) {
      const Resource& resource = snapshot_.resources[i];
      blocked_[i] = keys.contains({resource.origin.source.value, std::string(snapshot_.text(resource.key))});
    }
  }

  Profile profile(std::uint32_t resource) {
    Profile profile;
    tree_.each_ancestor_or_self(resource, [&](std::uint32_t r) {
      if (blocked_[r]) profile.unknown = true;
      for (const std::uint32_t i : gates_.row(r)) add_gate(profile, i);
    });
    Seen seen;
    add_lineage(profile, resource, {}, seen);
    return profile;
  }

  void add_gate(Profile& profile, std::uint32_t index) {
    const Gate& gate = snapshot_.gates[index];
    profile.requirements.push_back({{EdgeKind::gate, index},
                                    gate.check == GateCheck::login ? Holder::login : Holder::acting,
                                    PrincipalIx(),
                                    need(gate.privilege, gate.resource)});
  }

  // What was looked at, and with whose rights; and what was demanded.
  struct Seen {
    std::set<std::array<std::uint32_t, 3>> resources;
    std::set<std::pair<std::uint32_t, std::uint32_t>> demands;
  };

  // Whose rights count at some place of the way; not valid = those of whoever reads at its start. `caller`:
  // the owner of the definer view around. `acting`: the owner of the definer routine around, because a
  // routine runs as its owner, and what it calls takes the owner for whoever acts; a view does not.
  struct Readers {
    PrincipalIx caller, acting;
  };

  // What must hold to read through `resource`. Every view decides for itself whose rights it uses: what an
  // invoker view shows is asked of whoever acts, even where a definer view stands in between.
  void add_lineage(Profile& profile, std::uint32_t resource, const Readers& readers, Seen& seen) {
    tree_.each_ancestor_or_self(resource, [&](std::uint32_t r) {
      if (lineages_.row(r).empty() ||
          !seen.resources.insert({r, readers.caller.value, readers.acting.value}).second)
        return;
      for (const std::uint32_t i : lineages_.row(r)) {
        const Lineage& lineage = snapshot_.lineages[i];
        if (lineage.mode == LineageMode::copy) continue;
        const bool definer = lineage.mode == LineageMode::definer;
        const PrincipalIx reader = definer                               ? lineage.reader
                                   : lineage.mode == LineageMode::caller ? readers.caller
                                                                         : readers.acting;
        if ((definer && !reader.valid()) || !lineage.exposed.valid() || lineage.privilege.empty()) {
          profile.unknown = true;
          continue;
        }
        if (seen.demands.emplace(i, reader.value).second) {
          profile.requirements.push_back({{EdgeKind::lineage, i},
                                          reader.valid() ? Holder::reader : Holder::acting,
                                          reader,
                                          need(lineage.privilege, lineage.exposed)});
        }
        const bool runs_as_owner = definer && snapshot_.resources[r].kind == ResourceKind::routine;
        add_lineage(profile, lineage.exposed.value, {reader, runs_as_owner ? reader : readers.acting}, seen);
      }
    });
  }

  NeedIx need(StringRef privilege, ResourceIx resource) {
    const std::uint64_t key = (std::uint64_t{resource.value} << 32) | privilege.value;
    const auto [it, is_new] = need_of_.emplace(key, NeedIx(result_.needs.size()));
    if (is_new) result_.needs.push_back({privilege, resource});
    return it->second;
  }

  const Snapshot& snapshot_;
  const ResourceTree& tree_;
  Csr gates_, lineages_;
  std::vector<bool> blocked_;
  std::unordered_map<std::uint64_t, NeedIx> need_of_;
  Conjuncts result_;
};

}  // namespace

Conjuncts build_conjuncts(const Snapshot& snapshot, const ResourceTree& tree, const Csr& grants_at) {
  Conjuncts conjuncts = Builder(snapshot, tree).build();
  conjuncts.needs_of_grant = make_csr(snapshot.grants.size(), [&](auto emit) {
    for (std::uint32_t i = 0; i < conjuncts.needs.size(); ++i) {
      const Need& need = conjuncts.needs[i];
      tree.each_ancestor_or_self(need.resource.value, [&](std::uint32_t r) {
        for (const std::uint32_t g : grants_at.row(r)) {
          const Grant& grant = snapshot.grants[g];
          const bool applies = r == need.resource.value || grant.covers_descendants;
          if (applies && !grant.option_only && grant.privilege == need.privilege) emit(g, i);
        }
      });
    }
  });
  return conjuncts;
}

}  // namespace reeve
