#include "engine/workflow/revoke_plan.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "engine/access/blast_radius.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/remediation/edge_state.h"
#include "engine/remediation/states.h"
#include "engine/workflow/newest_snapshot.h"
#include "engine/workflow/removal_guards.h"

namespace reeve {
namespace {

constexpr std::size_t kNamedLosses = 10;

// Places of a snapshot's memberships and grants by the key under which removals name them.
std::multimap<RemovableEdge, Edge> edges_by_key(const Snapshot& snapshot) {
  std::multimap<RemovableEdge, Edge> edges;
  const auto key = [&](PrincipalIx p) { return std::string(snapshot.text(snapshot[p].key)); };
  for (std::uint32_t i = 0; i < snapshot.memberships.size(); ++i) {
    const Membership& m = snapshot.memberships[i];
    if (!m.origin.source.valid()) continue;
    const MembershipFact fact{.member_key = key(m.member), .container_key = key(m.container)};
    edges.emplace(RemovableEdge{snapshot.source_name(m.origin.source), Section::membership, edge_key(fact)},
                  Edge{EdgeKind::membership, i});
  }
  for (std::uint32_t i = 0; i < snapshot.grants.size(); ++i) {
    const Grant& g = snapshot.grants[i];
    const GrantFact fact{.principal_key = key(g.principal),
                         .resource_key = std::string(snapshot.text(snapshot[g.resource].key)),
                         .privilege = std::string(snapshot.text(g.privilege))};
    edges.emplace(RemovableEdge{snapshot.source_name(g.origin.source), Section::grant, edge_key(fact)},
                  Edge{EdgeKind::grant, i});
  }
  return edges;
}

std::vector<std::string> shortened(std::vector<std::string> words) {
  if (words.size() <= kNamedLosses) return words;
  const std::size_t more = words.size() - kNamedLosses;
  words.resize(kNamedLosses);
  words.push_back(std::to_string(more) + " more");
  return words;
}

class Planner {
 public:
  Planner(Context& context, Store& store, const Snapshot& snapshot)
      : context_(context),
        store_(store),
        snapshot_(snapshot),
        graph_(snapshot),
        catalogue_(build_catalogue(graph_)),
        blast_radius_(graph_, catalogue_),
        guards_(context.config.removal, graph_),
        edges_(edges_by_key(snapshot)),
        removals_(store.removals()) {
    for (const Removal& r : removals_) remember_cases(r);
    for (const RemovalAct& act : store.removal_acts()) {
      if (act.kind == ActKind::remove && act.outcome != ActOutcome::refused &&
          act.outcome != ActOutcome::differs)
        acted_at_[act.removal_id] = std::max(acted_at_[act.removal_id], act.started_at);
    }
  }

  PlanFile run() {
    PlanFile plan{.company = context_.config.company,
                  .made_at = context_.clock->now(),
                  .made_by = context_.acting_user,
                  .snapshot = snapshot_.info.no,
                  .changes = {},
                  .not_planned = {}};
    for (const Removal& removal : removals_) {
      if (!is_open(removal.state) || removal.state == RemovalState::rejected) continue;
      PlannedChange change = begin(removal);
      const std::string why = is_held(removal) ? removal.state_detail : fill(change, removal);
      if (why.empty()) {
        plan.changes.push_back(std::move(change));
      } else {
        plan.not_planned.push_back({removal.id, removal.what, why});
      }
    }
    return plan;
  }

 private:
  using AccessKey = std::pair<std::string, std::string>;  // subject, entitlement

  void remember_cases(const Removal& removal) {
    if (removal.campaign_id.empty()) return;
    auto& cases = cases_[removal.campaign_id];
    if (cases.empty()) {
      for (Case& c : store_.campaign(removal.campaign_id).cases) cases.emplace(c.no, std::move(c));
    }
    for (const std::int32_t no : removal.cases) {
      const Case& c = cases.at(no);
      decided_.emplace(c.subject_key, c.entitlement_key);
    }
  }

  PlannedChange begin(const Removal& removal) const {
    PlannedChange change{.removal_id = removal.id,
                         .what = removal.what,
                         .decided_by = removal.decided_by,
                         .decided_at = removal.decided_at};
    change.change.edge = removal.edge;
    if (removal.campaign_id.empty()) return change;
    for (const std::int32_t no : removal.cases) {
      const Case& c = cases_.at(removal.campaign_id).at(no);
      change.ends.push_back(c.subject_name + ": " + c.entitlement_name);
      change.high_value = change.high_value || c.risk == Severity::critical;
    }
    return change;
  }

  // Why it is no change; empty where it is one.
  std::string fill(PlannedChange& change, const Removal& removal) {
    const std::optional<SyncRun>& run = newest_run(removal.edge.source);
    if (std::string why = why_not_sure(removal, run); !why.empty()) return why;
    const auto words = std::ranges::find(context_.removal_words, run->kind, &RemovalWords::connector);
    if (words == context_.removal_words.end())
      return "a source of kind `" + run->kind + "` is changed by a person; the ticket says what to do";
    const EdgeFacts facts = edge_facts(edges_of(*run), removal.edge, *words);
    if (is_absent(facts))
      return "it is not there in run " + std::to_string(run->no) + "; `reeve verify` says what that proves";
    if (std::string why = add_words(change, facts, *words); !why.empty()) return why;
    change.connector = run->kind;
    change.seen_in = run->no;
    change.change.facts = facts_digest(facts);
    return add_costs(change, facts);
  }

  std::string why_not_sure(const Removal& removal, const std::optional<SyncRun>& run) const {
    if (!run) return "its source was never read";
    const SectionState section = run->section(removal.edge.section).state;
    if (run->state == RunState::quarantined && run->accepted_by.empty())
      return "the newest read of its source is quarantined: " + run->quarantine_reason;
    if (section != SectionState::complete && section != SectionState::complete_with_rejects)
      return "the newest read of its source is `" + std::string(to_string(section)) + "`; run `reeve sync`";
    if (context_.clock->now() - run->finished > context_.config.max_source_age_days * kDay)
      return "its source was last read on " + format_date(run->finished) + "; run `reeve sync`";
    const auto acted = acted_at_.find(removal.id);
    if (acted != acted_at_.end() && run->started <= acted->second)
      return "reeve worked on it on " + format_time(acted->second) +
             ", and its source was not read since; run `reeve sync`";
    const bool in_snapshot = std::ranges::find(snapshot_.info.runs, run->no) != snapshot_.info.runs.end();
    return in_snapshot ? "" : "the newest snapshot does not hold its newest read; run `reeve sync`";
  }

  static std::string add_words(PlannedChange& change, const EdgeFacts& facts, const RemovalWords& words) {
    try {
      RemovalText text = words.words(facts);
      if (text.steps.empty()) return text.why_none.empty() ? "there is no statement for it" : text.why_none;
      change.change.steps = std::move(text.steps);
      change.change.inverse = std::move(text.inverse_steps);
      change_text(change);
    } catch (const Error& error) {
      return error.message();
    }
    for (const GrantFact& g : facts.also_lost) change.also_gone.push_back(fact_words(g));
    return "";
  }

  std::string add_costs(PlannedChange& change, const EdgeFacts& facts) {
    std::vector<Edge> edges = places_of(change.change.edge);
    if (edges.empty()) return "the newest snapshot does not hold it; run `reeve sync`";
    for (const GrantFact& g : facts.also_lost) {
      const auto also = places_of({change.change.edge.source, Section::grant, edge_key(g)});
      edges.insert(edges.end(), also.begin(), also.end());
    }
    std::ranges::sort(edges);
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    if (std::string why = guards_.admit(change.change.edge.source, edges); !why.empty()) return why;
    for (const Loss& loss : blast_radius_.losses(edges)) {
      const Entitlement& lost = catalogue_.entitlements[loss.entitlement.value];
      if (decided_.contains({subject_key(snapshot_, loss.subject), entitlement_key(snapshot_, lost)}))
        continue;
      change.costs.push_back(display_name(snapshot_, loss.subject) + ": " + display_name(snapshot_, lost));
    }
    change.costs = shortened(std::move(change.costs));
    return "";
  }

  std::vector<Edge> places_of(const RemovableEdge& edge) const {
    std::vector<Edge> places;
    const auto [first, last] = edges_.equal_range(edge);
    for (auto it = first; it != last; ++it) places.push_back(it->second);
    return places;
  }

  const std::optional<SyncRun>& newest_run(const std::string& source) {
    const auto [it, is_new] = newest_.try_emplace(source);
    if (is_new) it->second = store_.latest_run(source);
    return it->second;
  }

  const SourceEdges& edges_of(const SyncRun& run) {
    const auto [it, is_new] = source_edges_.try_emplace(run.no);
    SourceEdges& edges = it->second;
    if (!is_new) return edges;
    store_.each_fact(run.no, Section::membership, [&](Ordinal, const Fact& fact) {
      edges.memberships.push_back(std::get<MembershipFact>(fact));
    });
    store_.each_fact(run.no, Section::grant,
                     [&](Ordinal, const Fact& fact) { edges.grants.push_back(std::get<GrantFact>(fact)); });
    store_.each_fact(run.no, Section::resource, [&](Ordinal, const Fact& fact) {
      const auto& resource = std::get<ResourceFact>(fact);
      edges.resources.emplace(resource.key, resource);
    });
    return edges;
  }

  Context& context_;
  Store& store_;
  const Snapshot& snapshot_;
  const AccessGraph graph_;
  const Catalogue catalogue_;
  BlastRadius blast_radius_;
  RemovalGuards guards_;
  const std::multimap<RemovableEdge, Edge> edges_;
  const std::vector<Removal> removals_;
  std::map<std::string, UtcMillis> acted_at_;
  std::map<std::string, std::map<std::int32_t, Case>> cases_;  // by campaign
  std::set<AccessKey> decided_;
  std::map<std::string, std::optional<SyncRun>> newest_;
  std::map<RunNo, SourceEdges> source_edges_;
};

}  // namespace

PlanFile make_plan(Context& context, Store& store) {
  const Snapshot snapshot = newest_snapshot(store);
  return Planner(context, store, snapshot).run();
}

PlanFile read_plan(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw Error(ErrorCode::io, "cannot read the plan `" + path + "`");
  std::ostringstream text;
  text << file.rdbuf();
  return parse_plan(text.str(), "`" + path + "`");
}

}  // namespace reeve
