#include "connectors/removal_checks.h"

#include "engine/core/error.h"

namespace reeve {
namespace {

std::vector<Fact> all_of(const EdgeFacts& edge) {
  std::vector<Fact> facts(edge.memberships.begin(), edge.memberships.end());
  facts.insert(facts.end(), edge.grants.begin(), edge.grants.end());
  facts.insert(facts.end(), edge.also_lost.begin(), edge.also_lost.end());
  return facts;
}

}  // namespace

std::optional<RemoverAnswer> why_not_remove(const SourceEdges& now, const EdgeChange& change,
                                            const RemovalWords& words) {
  const EdgeFacts edge = edge_facts(now, change.edge, words);
  if (is_absent(edge)) return RemoverAnswer{ActOutcome::already, "it is not there"};
  if (facts_digest(edge) != change.facts) {
    return RemoverAnswer{ActOutcome::differs, "the source says now: " + facts_words(all_of(edge))};
  }
  try {
    const RemovalText text = words.words(edge);
    if (text.steps == change.steps && text.inverse_steps == change.inverse) return std::nullopt;
    return RemoverAnswer{ActOutcome::refused, "this reeve would say it in other words; make a new plan"};
  } catch (const Error& error) {
    return RemoverAnswer{ActOutcome::refused, error.message()};
  }
}

std::optional<RemoverAnswer> why_not_restore(const SourceEdges& now, const EdgeChange& change,
                                             const RemovalWords& words) {
  const EdgeFacts edge = edge_facts(now, change.edge, words);
  if (is_absent(edge)) return std::nullopt;
  if (facts_digest(edge) == change.facts) return RemoverAnswer{ActOutcome::already, "it is there as it was"};
  return RemoverAnswer{ActOutcome::differs, "it is there in another way: " + facts_words(all_of(edge))};
}

std::string wrong_after_removal(const EdgeDifference& difference, const EdgeChange& change) {
  if (difference.lost.empty() && difference.gained.empty())
    return "the source took the statements and changed nothing";
  if (!difference.gained.empty()) return "it would add " + facts_words(difference.gained);
  if (facts_digest(difference.lost) == change.facts) return "";
  return "what goes is not what was planned: " + facts_words(difference.lost);
}

std::string wrong_after_restoring(const EdgeDifference& difference, const EdgeChange& change) {
  if (difference.lost.empty() && difference.gained.empty())
    return "the source took the statements and changed nothing";
  if (!difference.lost.empty()) return "it would take away " + facts_words(difference.lost);
  if (facts_digest(difference.gained) == change.facts) return "";
  return "what comes is not what was there: " + facts_words(difference.gained);
}

}  // namespace reeve
