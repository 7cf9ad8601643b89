#include "cli/demo/answer_key_json.h"

#include "engine/core/json.h"

namespace reeve::demo {

std::string answer_key_json(const Company& company) {
  Json stories = Json::array();
  for (const Story& story : company.key.stories) {
    stories.push_back({{"id", story.id}, {"title", story.title}, {"resembles", story.resembles}});
  }
  Json planted = Json::array();
  for (const PlantedFinding& finding : company.key.planted) {
    planted.push_back({{"story", finding.story},
                       {"rule", finding.rule},
                       {"code", finding.code},
                       {"subject", finding.subject_key},
                       {"entitlement", finding.entitlement_key},
                       {"waived", finding.waived}});
  }
  Json near_misses = Json::array();
  for (const NearMiss& near_miss : company.key.near_misses) {
    near_misses.push_back({{"story", near_miss.story},
                           {"rule", near_miss.rule},
                           {"subject", near_miss.subject_key},
                           {"entitlement", near_miss.entitlement_key},
                           {"why", near_miss.why}});
  }
  Json unjudged = Json::array();
  for (const Unjudged& item : company.key.unjudged) {
    unjudged.push_back(
        {{"rule", item.rule}, {"subject", item.subject_key}, {"entitlement", item.entitlement_key}});
  }
  const Json key{{"people", company.spec.people},
                 {"seed", company.spec.seed},
                 {"stories", stories},
                 {"planted", planted},
                 {"near_misses", near_misses},
                 {"not_evaluable", unjudged}};
  return pretty_json(key) + "\n";
}

bool is_exact(std::string_view rule) {
  return rule != rule::kPeerOutlier && rule != rule::kPurposeDrift && rule != rule::kBrokerBundle;
}

}  // namespace reeve::demo
