#include "engine/campaign/definition.h"

#include "engine/core/error.h"

namespace reeve {

Json to_json(const CampaignDefinition& definition) {
  const DecisionRules& rules = definition.decisions;
  return {{"name", definition.name},
          {"title", definition.title},
          {"categories", definition.categories},
          {"days", definition.days},
          {"silence", "nothing"},
          {"decisions",
           {{"reason_to_keep_flagged", rules.reason_to_keep_flagged},
            {"reason_to_revoke_unflagged", rules.reason_to_revoke_unflagged},
            {"reason_not_to_judge", rules.reason_not_to_judge},
            {"bulk", rules.bulk},
            {"longest_until_days", rules.longest_until_days}}}};
}

CampaignDefinition definition_from_json(const Json& json) {
  try {
    CampaignDefinition definition;
    definition.name = json.at("name").get<std::string>();
    definition.title = json.at("title").get<std::string>();
    definition.categories = json.at("categories").get<std::vector<std::string>>();
    definition.days = json.at("days").get<int>();
    const Json& rules = json.at("decisions");
    definition.decisions = {.reason_to_keep_flagged = rules.at("reason_to_keep_flagged").get<bool>(),
                            .reason_to_revoke_unflagged = rules.at("reason_to_revoke_unflagged").get<bool>(),
                            .reason_not_to_judge = rules.at("reason_not_to_judge").get<bool>(),
                            .bulk = rules.at("bulk").get<bool>(),
                            .longest_until_days = rules.at("longest_until_days").get<int>()};
    return definition;
  } catch (const Json::exception& e) {
    throw Error(ErrorCode::internal, std::string("a kept campaign definition cannot be read: ") + e.what());
  }
}

}  // namespace reeve
