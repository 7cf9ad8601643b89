#include "engine/workflow/card_edges.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/model/access_names.h"
#include "engine/workflow/access_sentences.h"

namespace reeve {
namespace {

std::string native(const Snapshot& snapshot, PrincipalIx principal) {
  return std::string(snapshot.text(snapshot[principal].key));
}

std::string grant_name(const Snapshot& snapshot, const Grant& grant) {
  return std::string(snapshot.text(grant.privilege)) + " on " + display_name(snapshot, grant.resource);
}

const Origin& origin_of(const Snapshot& snapshot, const Edge& edge) {
  const bool observed = edge.kind == EdgeKind::membership || edge.kind == EdgeKind::grant;
  if (!observed) throw Error(ErrorCode::internal, "an edge of a cut cannot be removed");
  return edge.kind == EdgeKind::membership ? snapshot.memberships[edge.index].origin
                                           : snapshot.grants[edge.index].origin;
}

RemovableEdge removable(const Snapshot& snapshot, const Edge& edge) {
  const std::string& source = snapshot.source_name(origin_of(snapshot, edge).source);
  if (edge.kind == EdgeKind::membership) {
    const Membership& m = snapshot.memberships[edge.index];
    const MembershipFact fact{.member_key = native(snapshot, m.member),
                              .container_key = native(snapshot, m.container)};
    return {source, Section::membership, edge_key(fact)};
  }
  const Grant& g = snapshot.grants[edge.index];
  const GrantFact fact{.principal_key = native(snapshot, g.principal),
                       .resource_key = std::string(snapshot.text(snapshot[g.resource].key)),
                       .privilege = std::string(snapshot.text(g.privilege))};
  return {source, Section::grant, edge_key(fact)};
}

ResourceFact resource_fact(const Snapshot& snapshot, ResourceIx ix) {
  const Resource& r = snapshot[ix];
  return {.key = std::string(snapshot.text(r.key)),
          .second_key = std::string(snapshot.text(r.second_key)),
          .parent_key = r.parent.valid() ? std::string(snapshot.text(snapshot[r.parent].key)) : "",
          .display_name = std::string(snapshot.text(r.name)),
          .kind = r.kind,
          .owner_key = std::string(snapshot.text(r.owner_key))};
}

EdgeFacts facts_of(Store& store, const Snapshot& snapshot, const Edge& edge, const CardEdge& card_edge) {
  EdgeFacts facts{.section = card_edge.edge.section};
  for (const Fact& fact :
       store.find_edge(card_edge.seen_in, card_edge.edge.section, card_edge.edge.edge_key)) {
    if (const auto* m = std::get_if<MembershipFact>(&fact)) facts.memberships.push_back(*m);
    if (const auto* g = std::get_if<GrantFact>(&fact)) facts.grants.push_back(*g);
  }
  if (edge.kind == EdgeKind::grant) {
    facts.resource = resource_fact(snapshot, snapshot.grants[edge.index].resource);
  }
  return facts;
}

}  // namespace

std::vector<CardEdge> CardEdges::of(const std::vector<Edge>& edges) {
  std::map<RemovableEdge, CardEdge> ordered;
  for (const Edge& edge : edges) {
    const CardEdge& found = find(edge);
    ordered.emplace(found.edge, found);
  }
  std::vector<CardEdge> list;
  for (auto& [key, edge] : ordered) list.push_back(std::move(edge));
  return list;
}

std::string CardEdges::name_of(const std::vector<Edge>& edges) const {
  if (edges.empty()) return {};
  const Edge& first = *std::ranges::min_element(edges);
  const std::string& source = snapshot_.source_name(origin_of(snapshot_, first).source);
  std::string name;
  if (first.kind == EdgeKind::membership) {
    name = display_name(snapshot_, snapshot_.memberships[first.index].container);
  } else {
    const Grant& g = snapshot_.grants[first.index];
    name = grant_name(snapshot_, g) + " for " + display_name(snapshot_, g.principal);
  }
  name += " in " + source;
  return edges.size() == 1 ? name : name + " and " + std::to_string(edges.size() - 1) + " more";
}

const CardEdge& CardEdges::find(const Edge& edge) {
  const auto it = known_.find(edge);
  return it != known_.end() ? it->second : known_.emplace(edge, look_up(edge)).first->second;
}

CardEdge CardEdges::look_up(const Edge& edge) {
  const SyncRun& run = snapshot_.runs[origin_of(snapshot_, edge).source.value];
  CardEdge card_edge{.edge = removable(snapshot_, edge),
                     .what = removal_words(snapshot_, edge) + " in " + run.source};
  card_edge.seen_in = run.no;
  card_edge.scope_digest = run.section(card_edge.edge.section).scope_digest;
  const auto words = std::ranges::find(context_.removal_words, run.kind, &RemovalWords::connector);
  if (words == context_.removal_words.end()) {
    card_edge.inverse = return_words(snapshot_, edge) + " in " + run.source;
    return card_edge;
  }
  const RemovalText text = words->words(facts_of(store_, snapshot_, edge, card_edge));
  card_edge.statement = text.statement;
  card_edge.inverse = text.inverse;
  return card_edge;
}

}  // namespace reeve
