#include "engine/campaign/event_words.h"

namespace reeve {

std::string event_detail(const CampaignEvent& event) {
  std::string way;
  if (!event.from_name.empty() && !event.to_name.empty()) {
    way = event.from_name + " to " + event.to_name;
  } else if (!event.to_name.empty()) {
    way = "to " + event.to_name;
  }
  return way + (way.empty() || event.text.empty() ? "" : ": ") + event.text;
}

}  // namespace reeve
