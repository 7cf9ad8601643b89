#include "engine/policy/findings.h"

#include <set>

#include "engine/core/text.h"
#include "engine/model/access_names.h"

namespace reeve {
namespace {

// Whom or what a row is about, in the words and keys of a finding.
struct Place {
  Finding base;  // keys, names, source, manager, categories
  std::map<std::string, std::string> words;
  std::size_t people = 0;
};

std::string source_of(const Snapshot& s, const Origin& origin) { return s.source_name(origin.source); }

void add_manager(Finding& base, const Snapshot& s, IdentityIx person) {
  if (!person.valid() || !s[person].manager.valid()) return;
  base.manager_key = s.subject_key(s[person].manager);
  base.manager_name = display_name(s, s[person].manager);
}

Place person_place(const Snapshot& s, IdentityIx person) {
  Place p;
  p.base.subject_key = s.subject_key(person);
  p.base.subject_name = display_name(s, person);
  p.base.source = source_of(s, s[person].origin);
  add_manager(p.base, s, person);
  p.words["identity"] = p.base.subject_name;
  p.people = 1;
  return p;
}

void add_peers(Place& place, const FindingSources& from, std::uint32_t row) {
  if (from.peers == nullptr) return;
  const Peers peers = from.peers->of(row);
  const bool few = peers.others < kFewestPeers;
  place.words["peers"] = few ? "few" : std::to_string(peers.others);
  place.words["peers_holding"] = few ? "few" : std::to_string(peers.holding);
}

Place access_place(const FindingSources& from, std::uint32_t row) {
  const Snapshot& s = from.snapshot;
  Place p = person_place(s, from.access.subject[row].identity);
  const Entitlement& e = from.access.entitlements[from.access.entitlement[row].value];
  p.base.entitlement_key = entitlement_key(s, e);
  p.base.entitlement_name = display_name(s, e);
  p.base.source = source_of(s, s[e.resource].origin);
  p.base.categories = category_ids(s, e.categories);
  p.words["entitlement"] = p.base.entitlement_name;
  p.words["resource"] = display_name(s, e.resource);
  add_peers(p, from, row);
  return p;
}

Place principal_place(const FindingSources& from, PrincipalIx principal) {
  const Snapshot& s = from.snapshot;
  Place p;
  p.base.subject_key = s.subject_key(principal);
  p.base.subject_name = display_name(s, principal);
  p.base.source = source_of(s, s[principal].origin);
  p.base.categories = category_ids(s, from.access.reach[principal.value]);
  add_manager(p.base, s, s[principal].identity);
  p.words["account"] = p.words["principal"] = p.base.subject_name;
  p.words["identity"] = s[principal].identity.valid() ? display_name(s, s[principal].identity) : "nobody";
  p.people = s[principal].identity.valid() ? 1 : 0;
  return p;
}

Place resource_place(const FindingSources& from, ResourceIx resource) {
  const Snapshot& s = from.snapshot;
  Place p;
  p.base.subject_key = s.resource_key(resource);
  p.base.subject_name = display_name(s, resource);
  p.base.source = source_of(s, s[resource].origin);
  for (const CategoryIx category : s[resource].categories)
    p.base.categories.push_back(s.categories[category.value]);
  for (std::size_t e = 0; e < from.access.entitlements.size(); ++e) {
    if (from.access.entitlements[e].resource != resource) continue;
    if (p.base.categories.empty())
      p.base.categories = category_ids(s, from.access.entitlements[e].categories);
    p.people = std::max<std::size_t>(p.people, from.access.holders[e]);
  }
  p.words["resource"] = p.base.subject_name;
  return p;
}

Place waiver_place(const FindingSources& from, std::uint32_t row) {
  const Waiver& waiver = from.waivers[row];
  Place p;
  p.base.subject_key = waiver.subject_key;
  p.base.entitlement_key = waiver.entitlement_key;
  p.base.source = waiver.entitlement_key.empty() ? "" : split_key(waiver.entitlement_key).front();
  p.base.subject_name = "waiver of " + waiver.rule + " for " +
                        (waiver.subject_key.empty() ? "everybody" : split_key(waiver.subject_key).back());
  p.words["waiver"] = p.base.subject_name;
  return p;
}

Place place_of(Grain grain, const FindingSources& from, std::uint32_t row) {
  switch (grain) {
    case Grain::access: return access_place(from, row);
    case Grain::holder: return person_place(from.snapshot, IdentityIx(row));
    case Grain::account:
    case Grain::principal: return principal_place(from, PrincipalIx(row));
    case Grain::resource: return resource_place(from, ResourceIx(row));
    case Grain::waiver: return waiver_place(from, row);
  }
  return {};
}

std::string word_of(const Json& value, const std::map<std::string, std::string>& category_names) {
  if (value.is_array()) {
    std::vector<std::string> words;
    for (const Json& item : value) words.push_back(word_of(item, category_names));
    return enumerate_words(words);
  }
  if (!value.is_string()) return value.is_null() ? "unknown" : value.dump();
  const auto text = value.get<std::string>();
  const auto name = category_names.find(text);
  return name == category_names.end() ? text : name->second;
}

std::string sentence_for(const Rule& rule, const std::string& code, const Json& params, const Place& place,
                         const FindingSources& from) {
  auto words = place.words;
  words["source"] = place.base.source;
  words.emplace("categories", word_of(Json(place.base.categories), from.category_names));
  for (const auto& [name, value] : params.items()) words[name] = word_of(value, from.category_names);
  const auto message = rule.metadata.messages.find(code);
  return fill_message(message == rule.metadata.messages.end() ? rule.metadata.title : message->second, words);
}

std::string code_of(const Json& item) {
  return item.is_object() && item.contains("code") && item.at("code").is_string()
             ? item.at("code").get<std::string>()
             : std::string();
}

class Spreader {
 public:
  Spreader(const Rule& rule, const FindingSources& from, RuleOutcome& out)
      : rule_(rule), from_(from), out_(out) {}

  void add(const Judgement& judgement, const Place& place) {
    std::set<std::string> codes;
    for (const Json& violation : judgement.violations) {
      const std::string code = code_of(violation);
      if (code.empty()) {
        not_judged(place, "rule_error", "the rule gives a violation without a code");
      } else if (codes.insert(code).second) {
        violation_of(code, violation.value("params", Json::object()), place);
      }
    }
    for (const Json& item : judgement.not_evaluable) {
      const std::string code = code_of(item);
      not_judged(
          place, code.empty() ? "rule_error" : code,
          sentence_for(rule_, code, item.is_object() ? item.value("params", Json::object()) : Json::object(),
                       place, from_));
    }
    if (!judgement.unknown.empty()) {
      not_judged(place, "unknown_attribute",
                 enumerate_words(judgement.unknown) + (judgement.unknown.size() == 1 ? " is" : " are") +
                     " not known");
    }
    if (!judgement.error.empty()) not_judged(place, "rule_error", judgement.error);
  }

 private:
  void violation_of(const std::string& code, const Json& params, const Place& place) {
    Finding f = place.base;
    f.rule = rule_.id;
    f.code = code;
    f.severity = rule_.metadata.severity;
    f.grain = rule_.metadata.grain;
    f.params = params;
    if (params.contains("categories") && params.at("categories").is_array()) {
      f.categories = params.at("categories").get<std::vector<std::string>>();
    }
    f.sentence = sentence_for(rule_, code, params, place, from_);
    f.fingerprint = fingerprint_of(f.rule, f.code, f.subject_key, f.entitlement_key);
    // Two waivers of one scope are one finding: their keys are their scope.
    if (seen_.insert(f.fingerprint).second) out_.findings.push_back(std::move(f));
  }

  void not_judged(const Place& place, std::string reason, std::string detail) {
    out_.not_evaluable.push_back({.rule = rule_.id,
                                  .grain = rule_.metadata.grain,
                                  .subject_key = place.base.subject_key,
                                  .entitlement_key = place.base.entitlement_key,
                                  .reason = std::move(reason),
                                  .detail = std::move(detail),
                                  .people = place.people});
  }

  const Rule& rule_;
  const FindingSources& from_;
  RuleOutcome& out_;
  std::set<Digest> seen_;
};

bool is_silent(const Judgement& j) {
  return j.violations.empty() && j.not_evaluable.empty() && j.unknown.empty() && j.error.empty();
}

Grain grain_of(Section section) {
  if (section == Section::identity) return Grain::holder;
  return section == Section::resource  ? Grain::resource
         : section == Section::account ? Grain::account
                                       : Grain::principal;
}

std::string_view kind_word(Section section) {
  if (section == Section::identity || section == Section::resource) return to_string(section);
  return section == Section::account || section == Section::principal ? "principal" : to_string(section);
}

}  // namespace

std::string fill_message(const std::string& message, const std::map<std::string, std::string>& values) {
  std::string out;
  for (std::size_t at = 0; at < message.size();) {
    const auto open = message.find('{', at);
    const auto close = open == std::string::npos ? open : message.find('}', open);
    if (close == std::string::npos) return out + message.substr(at);
    const auto value = values.find(message.substr(open + 1, close - open - 1));
    out += message.substr(at, open - at);
    out += value == values.end() ? message.substr(open, close - open + 1) : printable_utf8(value->second);
    at = close + 1;
  }
  return out;
}

RuleOutcome outcome_of(const Rule& rule, const RuleVerdicts& verdicts, const AttributeColumns& columns,
                       const FindingSources& sources) {
  RuleOutcome out;
  Spreader spread(rule, sources, out);
  std::vector<bool> silent;
  for (const Judgement& judgement : verdicts.judgements) silent.push_back(is_silent(judgement));
  for (std::size_t row = 0; row < verdicts.of_row.size(); ++row) {
    const std::uint32_t judgement = verdicts.of_row[row];
    if (silent[judgement]) continue;
    spread.add(verdicts.judgements[judgement], place_of(columns.grain, sources, columns.row_index[row]));
  }
  return out;
}

std::vector<NotEvaluable> not_evaluable_for_all(const FindingSources& from) {
  std::vector<NotEvaluable> out;
  std::map<ResourceIx, std::size_t> people;
  for (std::size_t e = 0; e < from.access.entitlements.size(); ++e) {
    if (!from.access.entitlements[e].undecided) continue;
    std::size_t& most = people[from.access.entitlements[e].resource];
    most = std::max<std::size_t>(most, from.access.holders[e]);
  }
  for (const auto& [resource, reached_by] : people) {
    out.push_back({.grain = Grain::resource,
                   .subject_key = from.snapshot.resource_key(resource),
                   .reason = "unclassified_resource",
                   .detail = "nobody decided what " + display_name(from.snapshot, resource) +
                             " holds in full; " + count_of(reached_by, "person reaches", "people reach") +
                             " it",
                   .people = reached_by});
  }
  for (const SnapshotReject& reject : from.snapshot.rejects) {
    if (!reject.reject.key) continue;
    out.push_back({.grain = grain_of(reject.reject.section),
                   .subject_key = join_key({from.snapshot.source_name(reject.source),
                                            kind_word(reject.reject.section), *reject.reject.key}),
                   .reason = "blocked_key",
                   .detail = reject.reject.where + ": " + reject.reject.reason,
                   .people = reject.reject.section == Section::identity ? 1U : 0U});
  }
  return out;
}

}  // namespace reeve
