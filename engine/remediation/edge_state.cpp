#include "engine/remediation/edge_state.h"

#include <algorithm>
#include <set>

#include "engine/core/text.h"

namespace reeve {
namespace {

using Encoded = std::set<std::string>;

Encoded encoded(const SourceEdges& edges) {
  Encoded out;
  for (const MembershipFact& m : edges.memberships) out.insert(encode_fact(m));
  for (const GrantFact& g : edges.grants) out.insert(encode_fact(g));
  return out;
}

std::vector<Fact> only_in(const Encoded& one, const Encoded& other) {
  std::vector<Fact> out;
  for (const std::string& bytes : one) {
    if (!other.contains(bytes)) out.push_back(decode_fact(bytes));
  }
  return out;
}

ResourceFact resource_of(const SourceEdges& edges, const std::string& key) {
  const auto found = edges.resources.find(key);
  return found == edges.resources.end() ? ResourceFact{.key = key} : found->second;
}

std::string granted_by(const std::string& grantor) {
  return grantor.empty() ? "" : ", granted by " + printable_utf8(grantor);
}

}  // namespace

EdgeFacts edge_facts(const SourceEdges& edges, const RemovableEdge& edge, const RemovalWords& words) {
  EdgeFacts facts{.section = edge.section};
  if (edge.section == Section::membership) {
    std::ranges::copy_if(edges.memberships, std::back_inserter(facts.memberships),
                         [&](const MembershipFact& m) { return edge_key(m) == edge.edge_key; });
    return facts;
  }
  std::ranges::copy_if(edges.grants, std::back_inserter(facts.grants),
                       [&](const GrantFact& g) { return edge_key(g) == edge.edge_key; });
  if (facts.grants.empty()) return facts;
  std::ranges::sort(facts.grants, {}, [](const GrantFact& g) { return encode_fact(g); });
  facts.resource = resource_of(edges, facts.grants.front().resource_key);
  if (words.also_lost != nullptr) facts.also_lost = words.also_lost(facts, edges.grants);
  for (const GrantFact& g : facts.also_lost)
    facts.also_resources.push_back(resource_of(edges, g.resource_key));
  return facts;
}

bool is_absent(const EdgeFacts& edge) { return edge.memberships.empty() && edge.grants.empty(); }

Digest facts_digest(const std::vector<Fact>& facts) {
  std::set<std::string> ordered;
  for (const Fact& fact : facts) ordered.insert(encode_fact(fact));
  Sha256 digest;
  for (const std::string& bytes : ordered) digest.update_sized(bytes);
  return digest.finish();
}

Digest facts_digest(const EdgeFacts& edge) {
  std::vector<Fact> facts(edge.memberships.begin(), edge.memberships.end());
  facts.insert(facts.end(), edge.grants.begin(), edge.grants.end());
  facts.insert(facts.end(), edge.also_lost.begin(), edge.also_lost.end());
  return facts_digest(facts);
}

EdgeDifference difference(const SourceEdges& before, const SourceEdges& after) {
  const Encoded one = encoded(before);
  const Encoded other = encoded(after);
  return {.lost = only_in(one, other), .gained = only_in(other, one)};
}

std::string fact_words(const Fact& fact) {
  if (const auto* m = std::get_if<MembershipFact>(&fact)) {
    return "membership of " + printable_utf8(m->member_key) + " in " + printable_utf8(m->container_key) +
           granted_by(m->grantor_key);
  }
  const auto& g = std::get<GrantFact>(fact);
  return printable_utf8(g.privilege) + " on " + printable_utf8(g.resource_key) + " for " +
         printable_utf8(g.principal_key) + (g.grant_option ? " with grant option" : "") +
         granted_by(g.grantor_key);
}

std::string facts_words(const std::vector<Fact>& facts) {
  constexpr std::size_t kNamed = 5;
  std::vector<std::string> words;
  for (const Fact& fact : facts) {
    if (words.size() == kNamed) break;
    words.push_back(fact_words(fact));
  }
  if (facts.size() > kNamed) words.push_back(std::to_string(facts.size() - kNamed) + " more");
  return join(words, "; ");
}

}  // namespace reeve
