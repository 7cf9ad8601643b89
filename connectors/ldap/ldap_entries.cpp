#include "connectors/ldap/ldap_entries.h"

#include <algorithm>
#include <optional>

#include "connectors/ldap/ldap_values.h"
#include "engine/core/text.h"

namespace reeve::ldap {
namespace {

// "member;range=0-1499": name, first place, last place or none for "*".
struct Range {
  std::string name;
  std::int64_t from = 0;
  std::optional<std::int64_t> to;
};

std::optional<Range> range_from(std::string_view attribute) {
  constexpr std::string_view kOption = ";range=";
  const std::size_t option = attribute.find(kOption);
  if (option == std::string_view::npos) return std::nullopt;
  const std::string_view bounds = attribute.substr(option + kOption.size());
  const std::size_t dash = bounds.find('-');
  const auto from = number_from(bounds.substr(0, dash));
  if (dash == std::string_view::npos || !from) return std::nullopt;
  Range range{.name = std::string{attribute.substr(0, option)}, .from = *from};
  if (bounds.substr(dash + 1) != "*") {
    range.to = number_from(bounds.substr(dash + 1));
    if (!range.to) return std::nullopt;
  }
  return range;
}

struct Piece {
  Range range;
  std::vector<std::string> values;
};

std::optional<Piece> piece_of(Entry& entry, std::string_view name) {
  for (Attribute& attribute : entry.attributes) {
    const auto range = range_from(attribute.name);
    if (range && (name.empty() || range->name == name)) return Piece{*range, std::move(attribute.values)};
  }
  return std::nullopt;
}

// The values from `next` on; empty, or why they did not come.
std::string add_rest(Directory& directory, const Search& search, const std::stop_token& stop,
                     const std::string& dn, const std::string& name, std::int64_t next,
                     std::vector<std::string>& values) {
  Search rest{.base = dn, .scope = Scope::base, .guid_in_names = search.guid_in_names};
  while (!stop.stop_requested()) {
    rest.attributes = {name + ";range=" + std::to_string(next) + "-*"};
    Outcome outcome;
    std::optional<Entry> entry = entry_of(directory, rest, outcome);
    if (!outcome.whole()) return outcome.problem;
    std::optional<Piece> piece = entry ? piece_of(*entry, name) : std::nullopt;
    if (!piece) return "the server stopped after " + std::to_string(next) + " values";
    if (piece->range.from != next) return "the server skipped values after the first " + std::to_string(next);
    values.insert(values.end(), piece->values.begin(), piece->values.end());
    if (!piece->range.to) return {};
    if (*piece->range.to < next) return "the server gave no more than " + std::to_string(next) + " values";
    next = *piece->range.to + 1;
  }
  return "the read was stopped before its end";
}

}  // namespace

Outcome Entries::ask(const Search& search, const std::stop_token& stop,
                     const std::function<void(Entry&)>& visit) {
  SeenTexts given;
  std::vector<std::string> referrals;
  for (int attempt = 1;; ++attempt) {
    std::stop_source enough;
    const std::stop_callback passed_on{stop, [&] { enough.request_stop(); }};
    int repeated = 0;
    Outcome outcome = directory_.search(search, enough.get_token(), [&](Entry& entry) {
      if (given.insert(entry.dn)) {
        repeated = 0;
        return visit(entry);
      }
      if (++repeated > kMostRepeated && attempt == 1) enough.request_stop();
    });
    if (repeated > kMostRepeated && attempt == 1)
      outcome.problem = "the server repeats the same entries without end";
    referrals.insert(referrals.end(), outcome.referrals.begin(), outcome.referrals.end());
    if (!outcome.lost || attempt == kAttempts || stop.stop_requested() || !directory_.reconnect().empty()) {
      std::ranges::sort(referrals);
      referrals.erase(std::ranges::unique(referrals).begin(), referrals.end());
      outcome.referrals = std::move(referrals);
      return outcome;
    }
  }
}

std::string complete_ranges(Directory& directory, const Search& search, const std::stop_token& stop,
                            Entry& entry) {
  while (std::optional<Piece> piece = piece_of(entry, "")) {
    const Range range = piece->range;
    std::vector<std::string> values = std::move(piece->values);
    std::string problem;
    if (range.from != 0) problem = "the server did not begin with the first value";
    if (problem.empty() && range.to) {
      problem = add_rest(directory, search, stop, entry.dn, range.name, *range.to + 1, values);
    }
    std::erase_if(entry.attributes, [&](const Attribute& attribute) {
      const auto other = range_from(attribute.name);
      return (other && other->name == range.name) || attribute.name == range.name;
    });
    entry.attributes.push_back({range.name, std::move(values)});
    if (!problem.empty()) return range.name + ": " + problem;
  }
  return {};
}

}  // namespace reeve::ldap
