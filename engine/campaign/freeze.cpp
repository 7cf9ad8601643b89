#include "engine/campaign/freeze.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/core/text.h"

namespace reeve {
namespace {

using AccessKey = std::pair<std::string, std::string>;  // subject key, entitlement key

AccessKey key_of(const Case& c) { return {c.subject_key, c.entitlement_key}; }

auto order_of(const CaseDraft& d) {
  return std::tie(d.evidence.reviewer_name, d.reviewer_key, d.content.subject_name, d.content.subject_key,
                  d.content.entitlement_name, d.content.entitlement_key);
}

class Freezer {
 public:
  explicit Freezer(std::vector<CaseDraft> drafts) : drafts_(std::move(drafts)) {
    std::sort(drafts_.begin(), drafts_.end(),
              [](const CaseDraft& a, const CaseDraft& b) { return order_of(a) < order_of(b); });
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      number_of_[key_of(drafts_[i].content)] = static_cast<std::int32_t>(i + 1);
    }
  }

  FrozenCases run() {
    for (CaseDraft& draft : drafts_) add(draft);
    for (Card& card : frozen_.cards) finish(card);
    return std::move(frozen_);
  }

 private:
  void add(CaseDraft& draft) {
    Case c = std::move(draft.content);
    c.no = number_of_.at(key_of(c));
    Card& card = card_for(draft, c);
    c.card = card.no;
    card.ends.push_back(c.no);
    for (const AccessKey& lost : draft.ends) {
      if (const auto it = number_of_.find(lost); it != number_of_.end()) card.ends.push_back(it->second);
    }
    subjects_of_[card.no].insert(c.subject_name);
    c.evidence = to_json(draft.evidence);
    c.evidence_digest = evidence_digest(c.evidence);
    frozen_.work_items.push_back({.case_no = c.no,
                                  .reviewer_key = draft.reviewer_key,
                                  .reviewer_name = draft.evidence.reviewer_name,
                                  .why_reviewer = draft.evidence.why_reviewer,
                                  .later = std::move(draft.later)});
    frozen_.cases.push_back(std::move(c));
  }

  Card& card_for(const CaseDraft& draft, const Case& c) {
    const RevokeEvidence& revoke = draft.evidence.revoke;
    std::vector<RemovableEdge> edges;
    for (const CardEdge& e : revoke.edges) edges.push_back(e.edge);
    if (!edges.empty()) {
      const auto [it, is_new] = card_of_.try_emplace({draft.reviewer_key, edges}, frozen_.cards.size());
      if (!is_new) return frozen_.cards[it->second];
    }
    frozen_.cards.push_back({.no = static_cast<std::int32_t>(frozen_.cards.size() + 1),
                             .title = draft.cut_name.empty() ? c.entitlement_name : draft.cut_name,
                             .edges = revoke.edges,
                             .why_no_cut = revoke.why_no_cut,
                             .consequence = revoke.consequence});
    return frozen_.cards.back();
  }

  void finish(Card& card) {
    std::sort(card.ends.begin(), card.ends.end());
    card.ends.erase(std::unique(card.ends.begin(), card.ends.end()), card.ends.end());
    const std::set<std::string>& subjects = subjects_of_[card.no];
    card.title += subjects.size() == 1 ? " for " + *subjects.begin()
                                       : " for " + count_of(subjects.size(), "subject", "subjects");
  }

  std::vector<CaseDraft> drafts_;
  std::map<AccessKey, std::int32_t> number_of_;
  std::map<std::pair<std::string, std::vector<RemovableEdge>>, std::size_t> card_of_;
  std::map<std::int32_t, std::set<std::string>> subjects_of_;
  FrozenCases frozen_;
};

}  // namespace

FrozenCases freeze(std::vector<CaseDraft> drafts) { return Freezer(std::move(drafts)).run(); }

}  // namespace reeve
