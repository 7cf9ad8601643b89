#include "engine/campaign/carry_forward.h"

#include "engine/campaign/evidence_diff.h"
#include "engine/core/text.h"
#include "engine/core/time.h"

namespace reeve {
namespace {

bool keeps(DecisionKind kind) { return kind == DecisionKind::certify || kind == DecisionKind::certify_until; }

Json to_json(const EarlierDecision& earlier) {
  return {{"campaign", earlier.campaign},
          {"decision", to_string(earlier.kind)},
          {"until", earlier.until ? Json(*earlier.until) : Json()},
          {"by", printable_utf8(earlier.by)},
          {"at", earlier.at},
          {"digest", to_hex(earlier.digest)},
          {"times", earlier.times}};
}

EarlierDecision from_json(const Json& json, const Json& evidence) {
  EarlierDecision earlier{.campaign = json.at("campaign"),
                          .kind = enum_value<DecisionKind>(json.at("decision").get<std::string>())
                                      .value_or(DecisionKind::cannot_judge),
                          .until = std::nullopt,
                          .by = json.at("by"),
                          .at = json.at("at"),
                          .digest = digest_from_hex(json.at("digest").get<std::string>()),
                          .times = json.at("times"),
                          .evidence = evidence};
  if (!json.at("until").is_null()) earlier.until = json.at("until").get<UtcMillis>();
  return earlier;
}

}  // namespace

std::optional<EarlierDecision> earlier_decision(const Campaign& campaign, const Case& c, const WorkItem& item,
                                                const Decision* standing) {
  if (item.state == WorkItemState::carried) return from_json(c.evidence.at("earlier"), c.evidence);
  const bool signed_off = item.state == WorkItemState::signed_off && standing != nullptr;
  if (!signed_off || !keeps(standing->kind) || standing->by_key.empty()) return std::nullopt;
  return EarlierDecision{.campaign = campaign.name,
                         .kind = standing->kind,
                         .until = standing->until,
                         .by = standing->by_name,
                         .at = standing->at,
                         .digest = standing->evidence_digest,
                         .times = 0,
                         .evidence = c.evidence};
}

std::string why_anew(const CarryRules& rules, const EarlierDecision& earlier, const Case& c, UtcMillis now,
                     UtcMillis deadline) {
  if (c.risk == Severity::critical) return "critical access is decided anew";
  if (earlier.times >= rules.times)
    return "it was carried forward " + count_of(static_cast<std::size_t>(earlier.times), "time", "times");
  if (earlier.at + rules.days * kDay < now) return "a person decided too long ago";
  if (earlier.until && *earlier.until <= deadline) return "it was certified until a date that comes";
  const auto changes = differences_in_meaning(earlier.evidence, c.evidence);
  return join(changes, "; ");
}

void carry(const EarlierDecision& earlier, Case& c, WorkItem& item) {
  EarlierDecision counted = earlier;
  ++counted.times;
  c.evidence["earlier"] = to_json(counted);
  c.evidence_digest = evidence_digest(c.evidence);
  item.state = WorkItemState::carried;
}

}  // namespace reeve
