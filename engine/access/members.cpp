#include "engine/access/members.h"

#include <algorithm>

namespace reeve {
namespace {

// container -> members
Csr turned_round(const Csr& edges) {
  return make_csr(edges.rows(), [&](auto emit) {
    for (std::uint32_t member = 0; member < edges.rows(); ++member) {
      for (const std::uint32_t container : edges.row(member)) emit(container, member);
    }
  });
}

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

std::vector<bool> members_of(const AccessGraph& graph, std::span<const std::uint32_t> principals) {
  const Csr inheriting = turned_round(graph.inherited), assuming = turned_round(graph.assumable);
  std::vector<bool> seen(graph.inherited.rows(), false);
  std::vector<std::uint32_t> queue;
  const auto add = [&](std::uint32_t p) {
    if (!seen[p]) queue.push_back(p);
    seen[p] = true;
  };
  for (const std::uint32_t p : principals) add(p);
  for (std::size_t i = 0; i < queue.size(); ++i) {
    for (const std::uint32_t member : inheriting.row(queue[i])) add(member);
    for (const std::uint32_t member : assuming.row(queue[i])) add(member);
  }
  return seen;
}

std::vector<Subject> subjects_behind(const AccessGraph& graph, std::span<const std::uint32_t> principals) {
  const std::vector<bool> members = members_of(graph, principals);
  std::vector<Subject> subjects;
  for (const Subject& subject : all_subjects(graph)) {
    const std::vector<std::uint32_t> accounts = accounts_of(graph, subject);
    const auto behind = [&](std::uint32_t account) { return members[account]; };
    if (std::any_of(accounts.begin(), accounts.end(), behind)) subjects.push_back(subject);
  }
  return subjects;
}

}  // namespace reeve
