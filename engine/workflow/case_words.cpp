#include "engine/workflow/case_words.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/model/access_names.h"

namespace reeve {
namespace {

constexpr std::size_t kNamedLosses = 10;

std::string source_of(const Snapshot& snapshot, const Origin& origin) {
  return origin.source.valid() ? snapshot.source_name(origin.source) : "";
}

PathStep membership_step(const Snapshot& snapshot, const Membership& m) {
  const std::string member = display_name(snapshot, m.member);
  const std::string container = display_name(snapshot, m.container);
  if (!m.origin.source.valid()) return {member + " is bound to " + container, ""};
  const std::string verb = m.inherited ? " is a member of " : " may act as ";
  return {member + verb + container, source_of(snapshot, m.origin)};
}

PathStep grant_step(const Snapshot& snapshot, const Grant& g) {
  const std::string who = display_name(snapshot, g.principal);
  const std::string resource = display_name(snapshot, g.resource);
  const std::string source = source_of(snapshot, g.origin);
  const std::string privilege(snapshot.text(g.privilege));
  if (g.kind == GrantKind::ownership) return {who + " owns " + resource + " and so has " + privilege, source};
  if (g.kind == GrantKind::superuser)
    return {who + " is a superuser and so has " + privilege + " on " + resource, source};
  return {who + " has " + privilege + " on " + resource, source};
}

PathStep step(const Snapshot& snapshot, const Edge& edge) {
  switch (edge.kind) {
    case EdgeKind::owner: {
      const Principal& account = snapshot.principals[edge.index];
      const std::string name = display_name(snapshot, PrincipalIx(edge.index));
      const std::string owner =
          account.identity.valid() ? display_name(snapshot, account.identity) : "nobody known";
      return {name + " is the account of " + owner, source_of(snapshot, account.origin)};
    }
    case EdgeKind::everyone:
      return {"everybody is in " + display_name(snapshot, PrincipalIx(edge.index)),
              source_of(snapshot, snapshot.principals[edge.index].origin)};
    case EdgeKind::membership: return membership_step(snapshot, snapshot.memberships[edge.index]);
    case EdgeKind::grant: return grant_step(snapshot, snapshot.grants[edge.index]);
    case EdgeKind::gate: {
      const Gate& gate = snapshot.gates[edge.index];
      return {"needs " + std::string(snapshot.text(gate.privilege)) + " on " +
                  display_name(snapshot, gate.resource),
              source_of(snapshot, gate.origin)};
    }
    case EdgeKind::lineage: break;
  }
  const Lineage& lineage = snapshot.lineages[edge.index];
  return {display_name(snapshot, lineage.exposing) + " shows " + display_name(snapshot, lineage.exposed),
          source_of(snapshot, lineage.origin)};
}

std::string verb_of(const AccessFlags& flags) {
  if (flags.option_only) return " may pass on ";
  if (flags.usability == Usability::latent) return " would have ";
  if (flags.usability == Usability::assumable) return " can reach, after assuming a role, ";
  return " has ";
}

std::string through(const Snapshot& snapshot, const Explanation& explanation) {
  if (explanation.paths.empty()) return "";
  std::vector<std::string> names;
  for (const Edge& edge : explanation.paths.front().edges) {
    if (edge.kind == EdgeKind::membership)
      names.push_back(display_name(snapshot, snapshot.memberships[edge.index].container));
    if (edge.kind == EdgeKind::everyone) names.push_back(display_name(snapshot, PrincipalIx(edge.index)));
  }
  return names.empty() ? ", granted directly" : ", through " + enumerate_words(names);
}

}  // namespace

std::vector<PathStep> path_steps(const Snapshot& snapshot, const AccessPath& path) {
  std::vector<PathStep> steps;
  for (const Edge& edge : path.edges) steps.push_back(step(snapshot, edge));
  return steps;
}

std::string access_sentence(const Snapshot& snapshot, const AccessTable& table, AccessIx access,
                            const Explanation& explanation) {
  const Entitlement& entitlement = table.entitlements[table.entitlement[access.value].value];
  const AccessFlags& flags = table.flags[access.value];
  std::string text = display_name(snapshot, table.subject[access.value]) + verb_of(flags) +
                     display_name(snapshot, entitlement) + " in " +
                     source_of(snapshot, snapshot[entitlement.resource].origin) +
                     through(snapshot, explanation);
  if (flags.usability == Usability::latent) text += ", but something is missing";
  if (flags.usability_unknown) text += ", if what is not known allows it";
  return text + ".";
}

std::string cut_consequence(const std::vector<CardEdge>& edges, const std::vector<std::string>& losses) {
  std::vector<std::string> parts;
  for (const CardEdge& edge : edges) parts.push_back(edge.what);
  std::string text =
      "To revoke: " + enumerate_words(parts) + ". That ends " + count_of(losses.size(), "access", "accesses");
  std::vector<std::string> named(
      losses.begin(), losses.begin() + static_cast<std::ptrdiff_t>(std::min(losses.size(), kNamedLosses)));
  if (losses.size() > named.size()) named.push_back(std::to_string(losses.size() - named.size()) + " more");
  return text + (named.empty() ? "." : ": " + join(named, ", ") + ".");
}

}  // namespace reeve
