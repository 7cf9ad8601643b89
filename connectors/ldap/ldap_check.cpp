#include "connectors/ldap/ldap_check.h"

#include <algorithm>
#include <map>

#include "engine/core/text.h"

namespace reeve::ldap {
namespace {

constexpr std::size_t kSample = 1000;

struct Sample {
  Outcome outcome;
  std::size_t entries = 0;
  std::map<std::string, std::size_t> shown;  // by attribute, lower case
  std::size_t hidden_members = 0;
  bool more = false;
};

Sample sample_of(Directory& directory, const Search& search, const Mapping& mapping) {
  Sample sample;
  std::stop_source enough;
  sample.outcome = directory.search(search, enough.get_token(), [&](Entry& entry) {
    if (sample.entries == kSample) {
      sample.more = true;
      enough.request_stop();
      return;
    }
    ++sample.entries;
    for (const Attribute& attribute : entry.attributes) {
      ++sample.shown[attribute.name.substr(0, attribute.name.find(';'))];
    }
    if (mapping.hides_members(entry)) ++sample.hidden_members;
  });
  if (sample.more) sample.outcome.problem.clear();
  return sample;
}

// What each entry of the kind has in every directory of this flavour.
std::vector<std::string> always_there(const Mapping& mapping, bool people) {
  if (!mapping.is_active_directory()) return {"objectClass", "entryUUID"};
  std::vector<std::string> names{"objectClass", "objectGUID", "objectSid", "sAMAccountName", "uSNChanged"};
  const std::vector<std::string> own = people
                                           ? std::vector<std::string>{"userAccountControl", "primaryGroupID"}
                                           : std::vector<std::string>{"groupType"};
  names.insert(names.end(), own.begin(), own.end());
  return names;
}

CheckItem count_item(const std::string& what, const Sample& sample) {
  CheckItem item{.what = "read " + what, .ok = tri(sample.outcome.whole() && sample.entries > 0)};
  item.detail = (sample.more ? "more than " : "") + count_of(sample.entries, "entry", "entries");
  if (sample.entries == 0) item.detail = "none to be seen; is the base right, and may the account see them?";
  if (!sample.outcome.whole()) item.detail += "; " + sample.outcome.problem;
  return item;
}

CheckItem attributes_item(const std::string& what, const Sample& sample, const Search& search,
                          const std::vector<std::string>& always) {
  CheckItem item{.what = "attributes of " + what, .ok = TriState::yes};
  std::vector<std::string> hidden, unseen;
  for (const std::string& name : search.attributes) {
    const auto shown = sample.shown.find(lower_ascii(name));
    const std::size_t count = shown == sample.shown.end() ? 0 : shown->second;
    const bool must = std::ranges::find(always, name) != always.end();
    if (must && count < sample.entries) {
      hidden.push_back(name + " (" + std::to_string(sample.entries - count) + " of " +
                       std::to_string(sample.entries) + ")");
    } else if (count == 0) {
      unseen.push_back(name);
    }
  }
  if (sample.hidden_members > 0) {
    hidden.push_back("members (" + std::to_string(sample.hidden_members) + " of " +
                     std::to_string(sample.entries) + ")");
  }
  if (!hidden.empty()) {
    item.ok = TriState::no;
    item.detail = "the account may not read " + enumerate_words(hidden);
  }
  if (!unseen.empty()) {
    item.detail +=
        std::string{item.detail.empty() ? "" : "; "} +
        "shown by no entry, because none has it or the account may not read it: " + join(unseen, ", ");
  }
  if (item.detail.empty()) item.detail = "each is shown by some entry";
  return item;
}

void add_kind(Directory& directory, const Session& session, const std::string& what, const Search& search,
              std::vector<CheckItem>& items) {
  const Sample sample = sample_of(directory, search, session.mapping());
  items.push_back(count_item(what, sample));
  if (sample.entries > 0) {
    items.push_back(attributes_item(what, sample, search, always_there(session.mapping(), what == "people")));
  }
  for (const std::string& referral : sample.outcome.referrals) {
    if (may_be_left_out(referral, session.plan(), session.mapping().flavour())) continue;
    items.push_back({what + " elsewhere", TriState::unknown,
                     "`" + referral + "` is not asked; a source of its own can read it"});
  }
}

}  // namespace

std::vector<CheckItem> check_items(Directory& directory, const Session& session) {
  std::vector<CheckItem> items;
  const Plan& plan = session.plan();
  items.push_back(
      {"connect", TriState::yes, session.server().product + " at " + plan.server + ", as " + plan.seen_as});
  add_kind(directory, session, "people", plan.people, items);
  add_kind(directory, session, "groups", plan.groups, items);
  return items;
}

void add_changes_item(Entries& entries, const Session& session, std::vector<CheckItem>& items) {
  std::string why = entries.why_in_full(session.plan().people);
  if (why.empty()) why = entries.why_in_full(session.plan().groups);
  items.push_back({"read changes only", tri(why.empty()), why.empty() ? "the server tells them" : why});
}

}  // namespace reeve::ldap
