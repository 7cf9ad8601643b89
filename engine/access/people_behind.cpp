#include "engine/access/people_behind.h"

#include <roaring/roaring.hh>

#include "engine/access/components.h"

namespace reeve {
namespace {

// container -> members
Csr members_of(const AccessGraph& graph) {
  return make_csr(graph.snapshot.principals.size(), [&](const auto& emit) {
    for (const Csr* edges : {&graph.inherited, &graph.assumable}) {
      for (std::uint32_t member = 0; member < edges->rows(); ++member) {
        for (const std::uint32_t container : edges->row(member)) emit(container, member);
      }
    }
  });
}

// By principal: whose account it is, where that person is at work.
std::vector<IdentityIx> people_at_work(const AccessGraph& graph) {
  std::vector<IdentityIx> person(graph.snapshot.principals.size());
  for (std::uint32_t i = 0; i < graph.accounts_of.rows(); ++i) {
    if (graph.snapshot.identities[i].status == IdentityStatus::left) continue;
    for (const std::uint32_t account : graph.accounts_of.row(i)) person[account] = IdentityIx(i);
  }
  return person;
}

}  // namespace

std::vector<std::uint32_t> people_behind(const AccessGraph& graph) {
  const Csr members = members_of(graph);
  const Components components = find_components(members);
  const std::vector<IdentityIx> person = people_at_work(graph);
  std::vector<Roaring> people(components.count());
  std::vector<std::uint32_t> counts(graph.snapshot.principals.size(), 0);
  for (std::uint32_t c = 0; c < components.count(); ++c) {
    Roaring& here = people[c];
    for (const std::uint32_t node : components.members.row(c)) {
      if (person[node].valid()) here.add(person[node].value);
      for (const std::uint32_t member : members.row(node)) {
        if (components.of[member] != c) here |= people[components.of[member]];
      }
    }
    const auto count = static_cast<std::uint32_t>(here.cardinality());
    for (const std::uint32_t node : components.members.row(c)) counts[node] = count;
  }
  return counts;
}

}  // namespace reeve
