#include "engine/access/members.h"

#include <algorithm>
#include <tuple>

namespace reeve {
namespace {

Csr turned_round(const Csr& edges) {
  return make_csr(edges.rows(), [&](auto emit) {
    for (std::uint32_t member = 0; member < edges.rows(); ++member) {
      for (const std::uint32_t container : edges.row(member)) emit(container, member);
    }
  });
}

// Identities come first: an invalid index is the largest.
auto place_in_table(const Subject& subject) { return std::tuple(subject.identity, subject.principal); }

}  // namespace

std::vector<std::uint32_t> reachable(const Csr& edges, std::uint32_t start) {
  std::vector<bool> seen(edges.rows(), false);
  std::vector<std::uint32_t> reached{start};
  seen[start] = true;
  for (std::size_t i = 0; i < reached.size(); ++i) {
    for (const std::uint32_t next : edges.row(reached[i])) {
      if (seen[next]) continue;
      seen[next] = true;
      reached.push_back(next);
    }
  }
  return reached;
}

Members::Members(const AccessGraph& graph)
    : graph_(graph),
      inheriting_(turned_round(graph.inherited)),
      acting_(turned_round(graph.assumable)),
      seen_(graph.inherited.rows()) {}

std::vector<std::uint32_t> Members::of(std::span<const std::uint32_t> principals) {
  seen_.clear();
  std::vector<std::uint32_t> members;
  const auto add = [&](std::uint32_t p) {
    if (seen_.add(p)) members.push_back(p);
  };
  for (const std::uint32_t p : principals) add(p);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::uint32_t container = members[i];
    for (const std::uint32_t member : inheriting_.row(container)) add(member);
    for (const std::uint32_t member : acting_.row(container)) add(member);
  }
  return members;
}

std::vector<Subject> Members::subjects_behind(std::span<const std::uint32_t> principals) {
  std::vector<Subject> subjects;
  for (const std::uint32_t p : of(principals)) {
    const PrincipalKind kind = graph_.snapshot.principals[p].kind;
    const bool is_subject = kind == PrincipalKind::account || kind == PrincipalKind::everyone;
    if (is_subject) subjects.push_back(subject_of(graph_, PrincipalIx(p)));
  }
  std::ranges::sort(subjects, {}, place_in_table);
  subjects.erase(std::unique(subjects.begin(), subjects.end()), subjects.end());
  return subjects;
}

}  // namespace reeve
