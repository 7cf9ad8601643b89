#include "engine/campaign/scope.h"

#include <algorithm>
#include <map>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"

namespace reeve {
namespace {

CategorySet categories_in_scope(const Snapshot& snapshot, const CampaignDefinition& definition) {
  if (definition.scope.categories.empty()) return ~CategorySet{0};
  CategorySet set = 0;
  for (const std::string& id : definition.scope.categories) {
    const auto it = std::find(snapshot.categories.begin(), snapshot.categories.end(), id);
    if (it == snapshot.categories.end()) {
      const auto near = nearest_name(id, snapshot.categories);
      throw Error(ErrorCode::config, "campaign `" + definition.name + "`: there is no category `" + id + "`" +
                                         (near ? "; did you mean `" + *near + "`?" : ""));
    }
    set |= category_bit(CategoryIx(static_cast<std::size_t>(it - snapshot.categories.begin())));
  }
  return set;
}

[[noreturn]] void matches_nothing(const CampaignDefinition& definition, const std::string& what,
                                  const std::string& text, const std::vector<std::string>& known) {
  const auto near = nearest_name(text, known);
  throw Error(ErrorCode::config, "campaign `" + definition.name + "`: there is no " + what + " `" + text +
                                     "` in the newest snapshot" +
                                     (near ? "; did you mean `" + *near + "`?" : ""));
}

bool same_words(std::string_view a, std::string_view b) {
  return lower_ascii(trim(a)) == lower_ascii(trim(b));
}

bool is_named(const Snapshot& snapshot, const Identity& person, const std::string& text) {
  return snapshot.text(person.key) == text ||
         (!person.email.empty() && same_words(snapshot.text(person.email), text));
}

// Whether each identity is one of the people and departments in scope; empty = everybody is.
std::vector<bool> people_in_scope(const Snapshot& snapshot, const CampaignDefinition& definition) {
  const ScopeRules& rules = definition.scope;
  if (rules.people.empty() && rules.departments.empty()) return {};
  std::vector<bool> chosen(snapshot.identities.size(), false);
  std::vector<std::string> keys, departments;
  for (const Identity& person : snapshot.identities) {
    keys.emplace_back(snapshot.text(person.key));
    departments.emplace_back(snapshot.text(person.department));
  }
  const auto mark = [&](const auto& is_one) {
    bool found = false;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      if (!is_one(snapshot.identities[i])) continue;
      chosen[i] = true;
      found = true;
    }
    return found;
  };
  for (const std::string& text : rules.people) {
    if (!mark([&](const Identity& p) { return is_named(snapshot, p, text); }))
      matches_nothing(definition, "person", text, keys);
  }
  for (const std::string& text : rules.departments) {
    if (!mark([&](const Identity& p) { return same_words(snapshot.text(p.department), text); }))
      matches_nothing(definition, "department", text, departments);
  }
  return chosen;
}

std::vector<bool> sources_in_scope(const Snapshot& snapshot, const CampaignDefinition& definition) {
  if (definition.scope.sources.empty()) return {};
  std::vector<bool> chosen(snapshot.runs.size(), false);
  std::vector<std::string> known;
  for (const SyncRun& run : snapshot.runs) known.push_back(run.source);
  for (const std::string& text : definition.scope.sources) {
    const auto at = std::ranges::find(known, text);
    if (at == known.end()) matches_nothing(definition, "source", text, known);
    chosen[static_cast<std::size_t>(at - known.begin())] = true;
  }
  return chosen;
}

class Sorter {
 public:
  Sorter(const Snapshot& snapshot, const AccessTable& table, const CampaignDefinition& definition)
      : snapshot_(snapshot),
        table_(table),
        wanted_(categories_in_scope(snapshot, definition)),
        people_(people_in_scope(snapshot, definition)),
        sources_(sources_in_scope(snapshot, definition)) {
    scope_.figures.categories =
        definition.scope.categories.empty() ? snapshot.categories : definition.scope.categories;
  }

  Scope run() {
    scope_.figures.accesses = table_.size();
    for (std::size_t i = 0; i < table_.size(); ++i) place(AccessIx(i));
    scope_.figures.cases = scope_.cases.size();
    for (auto& [entitlement, row] : unclassified_) scope_.figures.unclassified.push_back(std::move(row));
    std::sort(
        scope_.figures.unclassified.begin(), scope_.figures.unclassified.end(),
        [](const auto& a, const auto& b) { return std::tie(a.source, a.name) < std::tie(b.source, b.name); });
    for (const SnapshotReject& reject : snapshot_.rejects) {
      if (reject.reject.section == Section::usage || reject.reject.section == Section::approval) continue;
      scope_.figures.rejected_rows.push_back(words(reject));
    }
    return std::move(scope_);
  }

 private:
  void place(AccessIx access) {
    const CaseKind kind = case_kind(snapshot_, table_.subject[access.value]);
    const EntitlementIx ix = table_.entitlement[access.value];
    const Entitlement& entitlement = table_.entitlements[ix.value];
    if (!is_chosen(table_.subject[access.value], kind, entitlement)) {
      ++scope_.figures.out_of_scope;
    } else if (kind != CaseKind::everyone && table_.flags[access.value].public_only) {
      ++scope_.figures.covered_by_public;
    } else if (entitlement.categories & wanted_) {
      scope_.cases.push_back({kind, access});
    } else if (entitlement.undecided) {
      ++scope_.figures.not_evaluable;
      name_unclassified(ix, kind);
    } else {
      ++scope_.figures.out_of_scope;
    }
  }

  // What everybody has is what each of the people has.
  bool is_chosen(const Subject& subject, CaseKind kind, const Entitlement& entitlement) const {
    if (!sources_.empty() && !sources_[snapshot_[entitlement.resource].origin.source.value]) return false;
    if (people_.empty() || kind == CaseKind::everyone) return true;
    return subject.identity.valid() && people_[subject.identity.value];
  }

  void name_unclassified(EntitlementIx ix, CaseKind kind) {
    const Entitlement& entitlement = table_.entitlements[ix.value];
    UnclassifiedEntitlement& row = unclassified_[ix];
    row.name = display_name(snapshot_, entitlement);
    row.source = snapshot_.source_name(snapshot_[entitlement.resource].origin.source);
    ++(kind == CaseKind::person ? row.people : row.others);
  }

  std::string words(const SnapshotReject& r) const {
    return snapshot_.source_name(r.source) + ": " + std::string(to_string(r.reject.section)) +
           (r.reject.key ? " `" + printable_key(*r.reject.key) + "`" : " without a readable key") + " (" +
           r.reject.where + "): " + r.reject.reason;
  }

  const Snapshot& snapshot_;
  const AccessTable& table_;
  const CategorySet wanted_;
  const std::vector<bool> people_;   // by identity; empty = all
  const std::vector<bool> sources_;  // by source; empty = all
  std::map<EntitlementIx, UnclassifiedEntitlement> unclassified_;
  Scope scope_;
};

}  // namespace

Scope scope_of(const Snapshot& snapshot, const AccessTable& table, const CampaignDefinition& definition) {
  return Sorter(snapshot, table, definition).run();
}

CaseKind case_kind(const Snapshot& snapshot, const Subject& subject) {
  if (subject.identity.valid()) return CaseKind::person;
  return snapshot[subject.principal].kind == PrincipalKind::everyone ? CaseKind::everyone : CaseKind::account;
}

Json to_json(const ScopeFigures& figures) {
  Json unclassified = Json::array();
  for (const auto& e : figures.unclassified) {
    unclassified.push_back(
        {{"name", e.name}, {"source", e.source}, {"people", e.people}, {"others", e.others}});
  }
  return {{"accesses", figures.accesses},
          {"cases", figures.cases},
          {"not_evaluable", figures.not_evaluable},
          {"out_of_scope", figures.out_of_scope},
          {"covered_by_public", figures.covered_by_public},
          {"unconfirmed", figures.unconfirmed},
          {"categories", figures.categories},
          {"unclassified", std::move(unclassified)},
          {"rejected_rows", figures.rejected_rows},
          {"gaps", figures.gaps}};
}

ScopeFigures scope_from_json(const Json& json) {
  try {
    ScopeFigures figures;
    figures.accesses = json.at("accesses").get<std::size_t>();
    figures.cases = json.at("cases").get<std::size_t>();
    figures.not_evaluable = json.at("not_evaluable").get<std::size_t>();
    figures.out_of_scope = json.at("out_of_scope").get<std::size_t>();
    figures.covered_by_public = json.at("covered_by_public").get<std::size_t>();
    figures.unconfirmed = json.value("unconfirmed", std::size_t{0});
    figures.categories = json.at("categories").get<std::vector<std::string>>();
    for (const Json& e : json.at("unclassified")) {
      figures.unclassified.push_back({.name = e.at("name").get<std::string>(),
                                      .source = e.at("source").get<std::string>(),
                                      .people = e.at("people").get<std::size_t>(),
                                      .others = e.at("others").get<std::size_t>()});
    }
    figures.rejected_rows = json.at("rejected_rows").get<std::vector<std::string>>();
    figures.gaps = json.at("gaps").get<std::vector<std::string>>();
    return figures;
  } catch (const Json::exception& e) {
    throw Error(ErrorCode::internal, std::string("the kept scope of a campaign cannot be read: ") + e.what());
  }
}

}  // namespace reeve
