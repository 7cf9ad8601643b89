#include "engine/workflow/correlate.h"

#include <algorithm>
#include <map>

#include "engine/core/csv_table.h"
#include "engine/core/digest.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/workflow/known_people.h"
#include "engine/workflow/lookup.h"
#include "engine/workflow/newest_snapshot.h"
#include "engine/workflow/present_gaps.h"

namespace reeve {
namespace {

constexpr std::string_view kDecision = "decision of ";

bool is_decided(const Snapshot& snapshot, const Principal& principal) {
  return snapshot.text(principal.owner_rule).starts_with(kDecision);
}

bool is_open(const Snapshot& snapshot, const Principal& principal) {
  const bool unmatched = principal.owner_state == OwnerState::ambiguous ||
                         principal.owner_state == OwnerState::uncorrelated ||
                         principal.owner_state == OwnerState::blocked;
  return unmatched && !is_decided(snapshot, principal);
}

bool is_called(const Snapshot& snapshot, const Principal& principal, const std::string& name) {
  return snapshot.text(principal.key) == name ||
         lower_ascii(snapshot.text(principal.name)) == lower_ascii(name);
}

bool is_in(const Snapshot& snapshot, const Principal& principal, const std::string& source) {
  return source.empty() || snapshot.source_name(principal.origin.source) == source;
}

class Matcher {
 public:
  Matcher(Store& store, const Snapshot& snapshot) : store_(store), snapshot_(snapshot) {}

  std::vector<AccountMatch> matches(const std::vector<PrincipalIx>& wanted) {
    read_facts(wanted);
    std::vector<AccountMatch> out;
    for (const PrincipalIx p : wanted) out.push_back(match_of(p));
    return out;
  }

 private:
  // One pass over each section, whatever is wanted of it.
  void read_facts(const std::vector<PrincipalIx>& wanted) {
    std::map<std::pair<RunNo, Section>, std::map<Ordinal, PrincipalIx>> places;
    for (const PrincipalIx p : wanted) {
      const Principal& principal = snapshot_[p];
      if (!is_open(snapshot_, principal)) continue;
      const Section section =
          principal.kind == PrincipalKind::account ? Section::account : Section::principal;
      places[{snapshot_.runs[principal.origin.source.value].no, section}][principal.origin.ordinal] = p;
    }
    for (const auto& [section, ordinals] : places) {
      store_.each_fact(section.first, section.second, [&](Ordinal ordinal, const Fact& fact) {
        const auto it = ordinals.find(ordinal);
        if (it != ordinals.end()) facts_[it->second.value] = std::get<PrincipalFact>(fact);
      });
    }
  }

  AccountMatch match_of(PrincipalIx p) const {
    const Principal& principal = snapshot_[p];
    AccountMatch out{.source = snapshot_.source_name(principal.origin.source),
                     .key = std::string(snapshot_.text(principal.key)),
                     .name = display_name(snapshot_, p),
                     .principal_kind = principal.kind,
                     .kind = principal.account_kind,
                     .enabled = principal.enabled,
                     .state = principal.owner_state,
                     .owner = principal.identity.valid() ? display_name(snapshot_, principal.identity) : "",
                     .rule = std::string(snapshot_.text(principal.owner_rule)),
                     .confidence = principal.confidence,
                     .named_owner = {},
                     .candidates = {}};
    const auto fact = facts_.find(p.value);
    if (fact == facts_.end()) return out;
    out.named_owner = fact->second.owner_key;
    for (const Candidate& candidate : finder_.of(fact->second)) {
      const KnownPerson& person = known_.people[candidate.place];
      out.candidates.push_back({person.source, person.key, person.name, candidate.why, candidate.confidence});
    }
    return out;
  }

  Store& store_;
  const Snapshot& snapshot_;
  KnownPeople known_ = known_people(store_, snapshot_.runs, true);
  CandidateFinder finder_{known_};
  std::map<std::uint32_t, PrincipalFact> facts_;
};

std::vector<PrincipalIx> principals_wanted(const Snapshot& snapshot, const CorrelateRequest& request) {
  std::vector<PrincipalIx> out;
  for (std::uint32_t i = 0; i < snapshot.principals.size(); ++i) {
    const Principal& principal = snapshot.principals[i];
    if (!is_in(snapshot, principal, request.source)) continue;
    const bool asked =
        !request.account.empty()
            ? is_called(snapshot, principal, request.account)
            : is_open(snapshot, principal) || (request.all && principal.owner_state != OwnerState::none);
    if (asked) out.emplace_back(i);
  }
  return out;
}

int urgency(OwnerState state) {
  switch (state) {
    case OwnerState::ambiguous: return 0;
    case OwnerState::uncorrelated: return 1;
    case OwnerState::blocked: return 2;
    default: return 3;
  }
}

PrincipalIx account_named(const Snapshot& snapshot, const std::string& name, const std::string& source) {
  const auto found = principals_wanted(snapshot, {.account = name, .source = source});
  if (found.size() == 1) return found.front();
  std::vector<std::string> names;
  for (const PrincipalIx p : found) {
    names.push_back(printable_key(snapshot.text(snapshot[p].key)) + " in " +
                    snapshot.source_name(snapshot[p].origin.source));
  }
  if (!found.empty()) {
    throw Error(ErrorCode::conflict, "`" + name + "` is the name of several: " + join(names, ", ") +
                                         "; give its key, or --source");
  }
  for (const Principal& principal : snapshot.principals) {
    if (is_in(snapshot, principal, source)) names.emplace_back(snapshot.text(principal.key));
  }
  const auto near = nearest_name(name, names);
  throw Error(
      ErrorCode::not_found,
      "there is no account, group or role `" + name + "`" + (source.empty() ? "" : " in " + source) + "; " +
          (near ? "did you mean `" + *near + "`?" : std::string("`reeve correlate --all` lists them")));
}

void check_decision(const Snapshot& snapshot, const OwnerDecision& decision, const Principal& principal,
                    IdentityIx person, IdentityIx by) {
  if (trim(decision.reason).empty()) throw Error(ErrorCode::refused, "a decision needs its --reason");
  const bool is_account = principal.kind == PrincipalKind::account;
  if (decision.kind == CorrectionKind::belongs_to && !is_account) {
    throw Error(ErrorCode::refused, "a group or role belongs to nobody; say with --owner who answers for it");
  }
  const bool keeps_it = decision.kind != CorrectionKind::nobody && same_person(snapshot, person, by);
  if (same_person(snapshot, principal.identity, by) && !keeps_it) {
    throw Error(ErrorCode::refused,
                "it is the account of `" + decision.by + "`; somebody else has to take it from that person");
  }
}

Correction correction_for(const Context& context, const Snapshot& snapshot, const OwnerDecision& decision) {
  const Principal& principal = snapshot[account_named(snapshot, decision.account, decision.source)];
  const IdentityIx by = find_person(snapshot, decision.by);
  IdentityIx person;
  if (decision.kind != CorrectionKind::nobody) person = find_person(snapshot, decision.person);
  check_decision(snapshot, decision, principal, person, by);
  const UtcMillis now = context.clock->now();
  Correction correction{.id = uuid_v7(now),
                        .kind = decision.kind,
                        .source = snapshot.source_name(principal.origin.source),
                        .key = std::string(snapshot.text(principal.key)),
                        .second_key = std::string(snapshot.text(principal.second_key)),
                        .person_source = {},
                        .person_key = {},
                        .categories = {},
                        .instead_of = {},
                        .decided_by = display_name(snapshot, by),
                        .recorded_by = context.acting_user,
                        .reason = decision.reason,
                        .decided_at = now,
                        .until = 0,
                        .withdrawn_by = {},
                        .withdrawn_at = 0};
  if (!person.valid()) return correction;
  correction.person_source = snapshot.source_name(snapshot[person].origin.source);
  correction.person_key = snapshot.text(snapshot[person].key);
  return correction;
}

}  // namespace

CorrelateAnswer correlate(const Context& context, const CorrelateRequest& request) {
  const auto store = context.open_store();
  const Snapshot snapshot = newest_snapshot(*store);
  CorrelateAnswer answer;
  answer.snapshot = snapshot.info.no;
  const auto wanted = principals_wanted(snapshot, request);
  if (wanted.empty() && !request.account.empty()) account_named(snapshot, request.account, request.source);
  answer.accounts = Matcher(*store, snapshot).matches(wanted);
  std::ranges::stable_sort(answer.accounts, {}, [](const AccountMatch& m) { return urgency(m.state); });
  answer.findings =
      std::ranges::any_of(wanted, [&](PrincipalIx p) { return is_open(snapshot, snapshot[p]); });
  answer.gaps = present_gaps(context, *store, snapshot.info);
  answer.incomplete = !answer.gaps.empty();
  return answer;
}

Correction decide_owner(const Context& context, const OwnerDecision& decision) {
  const auto store = context.open_store();
  Correction correction = correction_for(context, newest_snapshot(*store), decision);
  store->add_correction(correction);
  return correction;
}

std::vector<OwnerAnswer> decide_owners(const Context& context, const std::vector<OwnerDecision>& decisions) {
  const auto store = context.open_store();
  const Snapshot snapshot = newest_snapshot(*store);
  std::vector<OwnerAnswer> out;
  for (const OwnerDecision& decision : decisions) {
    OwnerAnswer answer;
    try {
      answer.kept = correction_for(context, snapshot, decision);
      store->add_correction(*answer.kept);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::store) throw;
      answer.refusal = error.message();
    }
    out.push_back(std::move(answer));
  }
  return out;
}

std::vector<OwnerDecision> read_owner_decisions(const std::string& path, const std::string& by) {
  const std::map<std::string, CorrectionKind> kinds{{"person", CorrectionKind::belongs_to},
                                                    {"owner", CorrectionKind::owned_by},
                                                    {"nobody", CorrectionKind::nobody}};
  std::vector<OwnerDecision> out;
  for (const CsvRecord& record :
       read_csv_table(path, {"account", "decision", "name", "reason"}, {"source"})) {
    const auto kind = kinds.find(record["decision"]);
    if (kind == kinds.end()) {
      throw Error(ErrorCode::config, path + ": line " + std::to_string(record.line) + ": `decision` is `" +
                                         record["decision"] + "`, but must be person, owner or nobody");
    }
    out.push_back({.account = record["account"],
                   .source = record["source"],
                   .kind = kind->second,
                   .person = record["name"],
                   .by = by,
                   .reason = record["reason"]});
  }
  return out;
}

}  // namespace reeve
