#include "engine/workflow/removal_lookup.h"

#include <set>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr std::size_t kLeastTyped = 4;
constexpr std::size_t kLeastShown = 8;
constexpr std::size_t kWholeId = 36;

std::string end_of(const std::string& id, std::size_t length) {
  return id.size() <= length ? id : id.substr(id.size() - length);
}

}  // namespace

Removal find_removal(Store& store, const std::string& typed) {
  const std::string text = lower_ascii(trim(typed));
  std::vector<Removal> found;
  for (const Removal& removal : store.removals()) {
    if (text.size() >= kLeastTyped && (removal.id.starts_with(text) || removal.id.ends_with(text)))
      found.push_back(removal);
  }
  if (found.empty()) {
    throw Error(ErrorCode::not_found, "there is no removal `" + typed + "`; `reeve tickets list` shows them");
  }
  if (found.size() > 1) {
    throw Error(ErrorCode::usage, "`" + typed + "` stands for " + std::to_string(found.size()) +
                                      " removals; use the short name that `reeve tickets list` shows");
  }
  return found.front();
}

std::map<std::string, std::string> short_names(const std::vector<Removal>& removals) {
  std::map<std::string, std::string> names;
  for (std::size_t length = kLeastShown; length <= kWholeId; ++length) {
    std::set<std::string> ends;
    for (const Removal& removal : removals) ends.insert(end_of(removal.id, length));
    if (ends.size() < removals.size() && length < kWholeId) continue;
    for (const Removal& removal : removals) names[removal.id] = end_of(removal.id, length);
    break;
  }
  return names;
}

}  // namespace reeve
