#include "engine/workflow/campaign_lookup.h"

#include <algorithm>
#include <map>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/core/time.h"

namespace reeve {
namespace {

std::string words(const Campaign& c) {
  return "`" + c.id + "` (" + c.name + ", opened " + format_date(c.opened_at) + ", " +
         std::string(to_string(c.state)) + ")";
}

std::string list(const std::vector<Campaign>& campaigns) {
  std::vector<std::string> lines;
  for (const Campaign& c : campaigns) lines.push_back(words(c));
  return enumerate_words(lines);
}

Campaign the_open_one(const std::vector<Campaign>& all) {
  std::vector<Campaign> open;
  std::ranges::copy_if(all, std::back_inserter(open),
                       [](const Campaign& c) { return c.state == CampaignState::open; });
  if (open.size() == 1) return open.front();
  if (open.empty())
    throw Error(ErrorCode::not_found,
                "no campaign is open; name one with `--campaign`, or open one with `reeve campaign open`");
  throw Error(ErrorCode::usage, "several campaigns are open; name one with `--campaign`: " + list(open));
}

bool same_words(std::string_view a, std::string_view b) {
  return lower_ascii(trim(a)) == lower_ascii(trim(b));
}

bool names(const std::string& key, const std::string& name, const std::string& text) {
  return key == text || same_words(name, text) || split_key(key).back() == text || printable_key(key) == text;
}

}  // namespace

Campaign find_campaign(Store& store, const std::string& text) {
  const std::vector<Campaign> all = store.campaigns();
  if (text.empty()) return the_open_one(all);
  std::vector<Campaign> found;
  for (const Campaign& c : all) {
    if (c.id == text) return c;
    if (c.id.starts_with(text)) found.push_back(c);
  }
  if (found.empty()) {
    for (const Campaign& c : all) {
      if (c.name == text) found = {c};
    }
  }
  if (found.empty())
    throw Error(ErrorCode::not_found,
                "there is no campaign `" + text + "`; `reeve campaign list` names them");
  if (found.size() > 1)
    throw Error(ErrorCode::usage, "several campaigns begin with `" + text + "`: " + list(found));
  return found.front();
}

Campaign find_campaign_to_show(Store& store, const std::string& text) {
  const std::vector<Campaign> all = store.campaigns();
  const bool any_open =
      std::ranges::any_of(all, [](const Campaign& c) { return c.state == CampaignState::open; });
  return text.empty() && !any_open && !all.empty() ? all.back() : find_campaign(store, text);
}

NamedReviewer find_reviewer(Store& store, const CampaignContent& content, const std::string& text) {
  std::map<std::string, std::string> all;
  for (const SignOff& s : store.sign_offs(content.campaign.id)) all[s.reviewer_key] = s.reviewer_name;
  for (const WorkItem& item : content.work_items) all[item.reviewer_key] = item.reviewer_name;
  std::vector<NamedReviewer> found;
  std::vector<std::string> known;
  for (const auto& [key, name] : all) {
    if (names(key, name, text)) found.push_back({key, name});
    known.push_back(name + " (`" + split_key(key).back() + "`)");
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    if (known.size() > 12) known.resize(12);
    throw Error(
        ErrorCode::not_found,
        "nobody called `" + text + "` has a case in this campaign; reviewers are " + enumerate_words(known));
  }
  std::vector<std::string> keys;
  for (const NamedReviewer& r : found) keys.push_back("`" + split_key(r.key).back() + "`");
  throw Error(ErrorCode::usage,
              "`" + text + "` names several reviewers; use a key: " + enumerate_words(keys));
}

}  // namespace reeve
