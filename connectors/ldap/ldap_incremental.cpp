#include "connectors/ldap/ldap_incremental.h"

#include <algorithm>
#include <iterator>

#include "connectors/ldap/ldap_values.h"
#include "engine/core/text.h"

namespace reeve::ldap {
namespace {

std::string id_of(const Entry& entry, bool active_directory) {
  if (active_directory) return std::string{entry.first("objectGUID")};
  return uuid_bytes(entry.first("entryUUID")).value_or("");
}

bool has_members(const Search& search) {
  return std::ranges::find(search.links, "member") != search.links.end();
}

// What the server says now about the names that the entry holds.
void replace_links(Entry& kept, const std::vector<std::string>& links, std::vector<Attribute>& now) {
  std::erase_if(kept.attributes, [&](const Attribute& attribute) {
    return std::ranges::any_of(links,
                               [&](const std::string& link) { return lower_ascii(link) == attribute.name; });
  });
  std::ranges::move(now, std::back_inserter(kept.attributes));
}

struct Collected {
  std::unordered_map<std::string, Entry> stored;
  std::unordered_set<std::string> unchanged, removed;
};

}  // namespace

IncrementalEntries::IncrementalEntries(Directory& directory, const Server& server, IncrementalOptions options)
    : Entries{directory}, server_{server}, options_{std::move(options)} {}

Outcome IncrementalEntries::each(const Search& search, const std::stop_token& stop, const Visit& visit) {
  if (has_members(search)) return ask(search, stop, visit);
  const std::optional<MemoryHeader> next = header_now(search);
  if (!next) {
    ++full_reads_;
    return ask(search, stop, visit);
  }
  const std::optional<MemoryHeader> known = read_memory(file_of(search));
  const UtcMillis oldest = options_.now - options_.full_read_after_days * kDay;
  if (known && known->fingerprint == next->fingerprint && known->places == next->places &&
      known->full_read_at > oldest && known->full_read_at <= options_.now) {
    if (auto outcome = from_changes(search, stop, *known, *next, visit)) return *outcome;
  }
  ++full_reads_;
  return in_full(search, stop, *next, visit);
}

std::string IncrementalEntries::why_in_full(const Search& search) {
  if (!is_active_directory() && !server_.can_tell_changes) {
    return "the server does not tell changes (overlay syncprov), so every read is a full one";
  }
  if (header_now(search)) return {};
  return is_active_directory() ? "the account may not read invocationId of `" + server_.domain_service + "`"
                               : "the account may not read contextCSN of `" + server_.suffix_of(search.base) +
                                     "`, or entryUUID of what stands above people and groups";
}

std::optional<Outcome> IncrementalEntries::from_changes(const Search& search, const std::stop_token& stop,
                                                        const MemoryHeader& known, const MemoryHeader& next,
                                                        const Visit& visit) {
  return is_active_directory() ? from_numbers(search, stop, known, next, visit)
                               : from_cookie(search, stop, known, next, visit);
}

std::optional<Outcome> IncrementalEntries::from_cookie(const Search& search, const std::stop_token& stop,
                                                       const MemoryHeader& known, const MemoryHeader& next,
                                                       const Visit& visit) {
  Collected now;
  const Changes changes = directory_.changes(search, known.cookie, stop, [&](const Change& change) {
    if (change.kind == Change::Kind::stored) now.stored.insert_or_assign(change.uuid, change.entry);
    if (change.kind == Change::Kind::unchanged) now.unchanged.insert(change.uuid);
    if (change.kind == Change::Kind::removed) now.removed.insert(change.uuid);
  });
  if (!changes.whole() || !changes.referrals.empty()) {
    if (changes.lost) directory_.reconnect();
    return std::nullopt;
  }
  AttributesById links;
  if (!search.links.empty() && !read_links(search, stop, links)) return std::nullopt;
  bool renamed = now.stored.contains("");  // the server did not say which entry that is
  each_kept(file_of(search), [&](KeptEntry& kept) {
    const auto changed = now.stored.find(kept.id);
    if (changed != now.stored.end() && changed->second.dn != kept.entry.dn) renamed = true;
  });
  if (renamed) return std::nullopt;

  MemoryHeader header = next;
  header.cookie = changes.cookie.empty() ? known.cookie : changes.cookie;  // none: nothing changed
  header.full_read_at = known.full_read_at;
  MemoryWriter writer{file_of(search), header};
  const auto give = [&](KeptEntry& kept) {
    replace_links(kept.entry, search.links, links[kept.id]);
    writer.add(kept);
    visit(kept.entry);
  };
  each_kept(file_of(search), [&](KeptEntry& kept) {
    if (now.stored.contains(kept.id) || now.removed.contains(kept.id)) return;
    if (changes.rest_is_removed && !now.unchanged.contains(kept.id)) return;
    give(kept);
  });
  for (auto& [id, entry] : now.stored) {
    KeptEntry kept{.id = id, .entry = std::move(entry)};
    give(kept);
  }
  writer.finish();
  return Outcome{};
}

bool IncrementalEntries::read_links(const Search& search, const std::stop_token& stop,
                                    AttributesById& links) {
  Search holders = search;
  std::string any;
  for (const std::string& link : search.links) any += "(" + link + "=*)";
  holders.filter = "(&" + search.filter + "(|" + any + "))";
  holders.attributes = search.links;
  holders.attributes.emplace_back("entryUUID");
  return ask(holders, stop,
             [&](Entry& entry) {
               std::vector<Attribute>& own = links[id_of(entry, false)];
               own = std::move(entry.attributes);
               std::erase_if(own, [](const Attribute& attribute) { return attribute.name == "entryuuid"; });
             })
      .whole();
}

std::optional<Outcome> IncrementalEntries::from_numbers(const Search& search, const std::stop_token& stop,
                                                        const MemoryHeader& known, const MemoryHeader& next,
                                                        const Visit& visit) {
  struct Present {
    std::string dn, number;
    std::vector<Attribute> links;
  };
  const auto last = number_from(known.cookie);
  if (!last) return std::nullopt;
  std::unordered_map<std::string, Present> present;
  Search names = search;
  names.attributes = search.links;
  names.attributes.insert(names.attributes.end(), {"objectGUID", "uSNChanged"});
  Outcome outcome = ask(names, stop, [&](Entry& entry) {
    Present& now = present[id_of(entry, true)];
    now = {.dn = entry.dn, .number = std::string{entry.first("uSNChanged")}};
    std::erase_if(entry.attributes, [](const Attribute& attribute) {
      return attribute.name == "objectguid" || attribute.name == "usnchanged";
    });
    now.links = std::move(entry.attributes);
  });
  if (!outcome.whole()) return std::nullopt;
  Search newer = search;
  newer.filter = "(&" + search.filter + "(uSNChanged>=" + std::to_string(*last + 1) + "))";
  std::unordered_map<std::string, KeptEntry> changed;
  bool sound = true;
  const Outcome second = ask(newer, stop, [&](Entry& entry) {
    KeptEntry kept = kept_from(search, stop, entry, sound);
    changed.insert_or_assign(kept.id, std::move(kept));
  });
  if (!second.whole() || !sound || changed.contains("") || present.contains("")) return std::nullopt;

  // Each one that is there must be known in its newest state.
  std::size_t accounted_for = 0;
  each_kept(file_of(search), [&](KeptEntry& kept) {
    const auto there = present.find(kept.id);
    if (there == present.end() || changed.contains(kept.id)) return;
    if (there->second.number != kept.change) sound = false;
    ++accounted_for;
  });
  for (const auto& [id, kept] : changed) accounted_for += present.contains(id) ? 1 : 0;
  if (!sound || accounted_for != present.size()) return std::nullopt;

  MemoryHeader header = next;
  header.full_read_at = known.full_read_at;
  MemoryWriter writer{file_of(search), header};
  each_kept(file_of(search), [&](KeptEntry& kept) {
    const auto there = present.find(kept.id);
    if (there == present.end() || changed.contains(kept.id)) return;
    kept.entry.dn = there->second.dn;
    replace_links(kept.entry, search.links, there->second.links);
    writer.add(kept);
    visit(kept.entry);
  });
  for (auto& [id, kept] : changed) {
    writer.add(kept);
    visit(kept.entry);
  }
  writer.finish();
  return outcome;
}

Outcome IncrementalEntries::in_full(const Search& search, const std::stop_token& stop,
                                    const MemoryHeader& next, const Visit& visit) {
  MemoryWriter writer{file_of(search), next};
  bool sound = true;
  const Outcome outcome = ask(search, stop, [&](Entry& entry) {
    const KeptEntry kept = kept_from(search, stop, entry, sound);
    sound = sound && !kept.id.empty();
    writer.add(kept);
    visit(entry);
  });
  if (outcome.whole() && sound) writer.finish();
  return outcome;
}

KeptEntry IncrementalEntries::kept_from(const Search& search, const std::stop_token& stop, Entry& entry,
                                        bool& sound) {
  // What is kept must be whole; what is not is noticed again by whoever reads the entry.
  Entry whole = entry;
  if (!complete_ranges(directory_, search, stop, whole).empty()) {
    sound = false;
    return {.id = id_of(entry, is_active_directory()), .entry = entry};
  }
  entry = whole;
  return {.id = id_of(entry, is_active_directory()),
          .change = std::string{entry.first("uSNChanged")},
          .entry = std::move(whole)};
}

std::optional<MemoryHeader> IncrementalEntries::header_now(const Search& search) {
  MemoryHeader header{.full_read_at = options_.now};
  Sha256 asked;
  asked.update_sized(options_.asked_as).update_sized(search.base).update_sized(search.filter);
  for (const std::string& attribute : search.attributes) asked.update_sized(attribute);
  if (is_active_directory()) {
    const auto life = controller_life();
    if (!life || server_.highest_usn.empty()) return std::nullopt;
    asked.update_sized(server_.domain_service).update_sized(*life);
    header.cookie = server_.highest_usn;
  } else {
    if (!server_.can_tell_changes) return std::nullopt;
    const auto cookie = context_cookie(search.base);
    const auto where = places(search.base, {});
    if (!cookie || !where) return std::nullopt;
    header.cookie = *cookie;
    header.places = *where;
  }
  header.fingerprint = to_hex(asked.finish());
  return header;
}

std::optional<std::string> IncrementalEntries::context_cookie(const std::string& base) {
  Outcome outcome;
  const auto top = entry_of(
      directory_, {.base = server_.suffix_of(base), .scope = Scope::base, .attributes = {"contextCSN"}},
      outcome);
  const auto* const numbers = top ? top->values("contextCSN") : nullptr;
  if (numbers == nullptr || numbers->empty()) return std::nullopt;
  return "rid=000,csn=" + join(*numbers, ";");
}

std::optional<std::string> IncrementalEntries::places(const std::string& base, const std::stop_token& stop) {
  const auto known = places_.find(base);
  if (known != places_.end()) return known->second;
  std::vector<std::string> names;
  bool sound = true;
  const Outcome outcome = ask({.base = base,
                               .filter = "(!" + options_.known_filter + ")",
                               .attributes = {"entryUUID"},
                               .paged = server_.can_page},
                              stop, [&](Entry& entry) {
                                sound = sound && !entry.first("entryUUID").empty();
                                names.push_back(std::string{entry.first("entryUUID")} + " " + entry.dn);
                              });
  std::ranges::sort(names);
  std::optional<std::string> digest;
  if (outcome.whole() && sound) digest = to_hex(sha256(join_key(names)));
  return places_.emplace(base, digest).first->second;
}

std::optional<std::string> IncrementalEntries::controller_life() {
  Outcome outcome;
  const auto service = entry_of(
      directory_, {.base = server_.domain_service, .scope = Scope::base, .attributes = {"invocationId"}},
      outcome);
  const std::string_view id = service ? service->first("invocationId") : std::string_view{};
  if (id.size() != 16) return std::nullopt;
  return std::string{id};
}

std::filesystem::path IncrementalEntries::file_of(const Search& search) const {
  Sha256 name;
  name.update_sized(options_.asked_as).update_sized(search.base).update_sized(search.filter);
  return options_.folder / (to_hex(name.finish()).substr(0, 24) + ".entries");
}

}  // namespace reeve::ldap
