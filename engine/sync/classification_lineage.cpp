#include "engine/sync/classification_lineage.h"

#include <algorithm>
#include <map>

namespace reeve {
namespace {

using Children = std::vector<std::vector<int>>;

std::size_t at(int place) { return static_cast<std::size_t>(place); }

// The place and everything below it.
std::vector<int> subtree(int place, const Children& children) {
  std::vector<int> out{place};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto& below = children[at(out[i])];
    out.insert(out.end(), below.begin(), below.end());
  }
  return out;
}

class LineageSpread {
 public:
  LineageSpread(const std::vector<ResourceNode>& resources, const std::vector<LineageLink>& lineage,
                std::vector<ContentDecision>& decisions)
      : children_(children_of(resources)), decisions_(decisions) {
    for (const LineageLink& link : lineage) {
      if (link.exposing != link.exposed) exposed_by_[link.exposing].push_back(link.exposed);
    }
    for (const auto& [exposing, exposed] : exposed_by_) {
      open_.insert(exposing);
      wait(exposing, exposing);
    }
  }

  void run() {
    for (std::size_t i = 0; i < decisions_.size(); ++i) spread_mask(static_cast<int>(i));
    while (close_some()) {
    }
    settle();
    while (add_categories()) {
    }
  }

 private:
  // `place` and what lies below it hang on what `exposing` shows, except where a direct decision stands.
  void wait(int place, int exposing) {
    if (decisions_[at(place)].by == DecidedBy::direct) return;
    waits_for_[place].push_back(exposing);
    parts_of_[exposing].push_back(place);
    for (const int child : children_[at(place)]) wait(child, exposing);
  }

  // A column of a masked view is masked as well.
  void spread_mask(int place) {
    const std::set<std::string> masked = decisions_[at(place)].masked;
    if (masked.empty()) return;
    for (const int below : subtree(place, children_)) {
      decisions_[at(below)].masked.insert(masked.begin(), masked.end());
    }
  }

  bool is_waiting(int place) const {
    const auto it = waits_for_.find(place);
    return it != waits_for_.end() &&
           std::ranges::any_of(it->second, [&](int e) { return open_.contains(e); });
  }

  bool is_settled(int place) const {
    const ContentDecision& decision = decisions_[at(place)];
    return !decision.refused && !is_waiting(place) && (decision.decided() || waits_for_.contains(place));
  }

  // Of a resource that holds others, what counts is what it holds.
  bool content_is_settled(int place) const {
    return std::ranges::all_of(subtree(place, children_),
                               [&](int below) { return !children_[at(below)].empty() || is_settled(below); });
  }

  // All exposing resources start open; one closes when everything that it shows is settled. So a circle that
  // rests on nothing stays open.
  bool close_some() {
    return std::erase_if(open_, [&](int exposing) {
             return std::ranges::all_of(exposed_by_.at(exposing),
                                        [&](int exposed) { return content_is_settled(exposed); });
           }) > 0;
  }

  void settle() {
    for (const auto& [place, exposing] : waits_for_) {
      ContentDecision& decision = decisions_[at(place)];
      if (is_waiting(place)) {
        decision.by = DecidedBy::nobody;
        decision.categories.clear();
        decision.refused = true;
      }
      if (decision.decided() || decision.refused) continue;
      decision.by = DecidedBy::lineage;
      decision.rule = "lineage";
    }
  }

  bool add_categories() {
    bool changed = false;
    for (const auto& [exposing, exposed] : exposed_by_) {
      std::map<std::string, int> shown;
      for (const int place : exposed) {
        for (const int below : subtree(place, children_)) {
          const auto& categories = decisions_[at(below)].categories;
          for (const std::string& category : categories) shown.emplace(category, below);
        }
      }
      changed = add(exposing, shown) || changed;
      for (const int place : parts_of_[exposing]) changed = add(place, shown) || changed;
    }
    return changed;
  }

  bool add(int place, const std::map<std::string, int>& shown) {
    ContentDecision& decision = decisions_[at(place)];
    if (!decision.decided()) return false;
    bool added = false;
    for (const auto& [category, from] : shown) {
      if (decision.masked.contains(category) || !decision.categories.insert(category).second) continue;
      decision.through.emplace(category, from);
      added = true;
    }
    return added;
  }

  Children children_;
  std::vector<ContentDecision>& decisions_;
  std::map<int, std::vector<int>> exposed_by_;
  std::map<int, std::vector<int>> waits_for_;  // place -> the exposing resources that it is or lies below
  std::map<int, std::vector<int>> parts_of_;   // the other way round
  std::set<int> open_;
};

}  // namespace

std::vector<std::vector<int>> children_of(const std::vector<ResourceNode>& resources) {
  std::vector<std::vector<int>> out(resources.size());
  for (std::size_t i = 0; i < resources.size(); ++i) {
    if (resources[i].parent >= 0) out[at(resources[i].parent)].push_back(static_cast<int>(i));
  }
  return out;
}

void spread_to_descendants(const std::vector<ResourceNode>& resources,
                           std::vector<ContentDecision>& decisions) {
  const std::vector<ContentDecision> own = decisions;
  for (std::size_t i = 0; i < resources.size(); ++i) {
    if (own[i].decided() || own[i].refused) continue;
    for (int above = resources[i].parent; above >= 0; above = resources[at(above)].parent) {
      const ContentDecision& decision = own[at(above)];
      if (decision.by != DecidedBy::direct && decision.by != DecidedBy::pattern) continue;
      decisions[i] = {.by = DecidedBy::ancestor,
                      .categories = decision.categories,
                      .rule = "ancestor",
                      .why = "as " + resources[at(above)].name + " above it: " + decision.why,
                      .masked = {},
                      .through = {}};
      break;
    }
  }
}

void spread_along_lineage(const std::vector<ResourceNode>& resources, const std::vector<LineageLink>& lineage,
                          std::vector<ContentDecision>& decisions) {
  LineageSpread(resources, lineage, decisions).run();
}

}  // namespace reeve
