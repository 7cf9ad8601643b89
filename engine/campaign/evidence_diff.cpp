#include "engine/campaign/evidence_diff.h"

#include <map>
#include <set>

#include "engine/core/text.h"

namespace reeve {
namespace {

Json part(const Json& evidence, const char* name) { return evidence.value(name, Json::object()); }

std::string word(const Json& object, const char* key) {
  const auto it = object.find(key);
  if (it == object.end()) return {};
  return it->is_string() ? it->get<std::string>() : canonical_json(*it);
}

std::set<std::string> words(const Json& object, const char* key) {
  std::set<std::string> found;
  for (const Json& item : object.value(key, Json::array())) found.insert(item.get<std::string>());
  return found;
}

std::string path_of(const Json& how) {
  std::vector<std::string> steps;
  for (const Json& step : how.value("path", Json::array())) steps.push_back(step.value("text", ""));
  return join(steps, ", ");
}

// Findings by fingerprint.
std::map<std::string, Json> findings_of(const Json& evidence) {
  std::map<std::string, Json> found;
  for (const Json& f : evidence.value("findings", Json::array())) found[f.value("fingerprint", "")] = f;
  return found;
}

std::set<std::string> unjudged(const Json& evidence) {
  std::set<std::string> rules;
  for (const Json& n : evidence.value("not_evaluable", Json::array())) rules.insert(n.value("rule", ""));
  return rules;
}

class Comparison {
 public:
  Comparison(const Json& before, const Json& after) : before_(before), after_(after) {}

  std::vector<std::string> run() {
    for (const char* key : {"employment", "status", "job", "department", "region"}) {
      compare_word("subject", key, key);
    }
    compare_categories();
    compare_word("entitlement", "action", "action");
    compare_word("how", "usability", "access");
    compare_flag("entitlement", "unclassified_part", "a part of it is not classified any more");
    compare_flag("how", "grant_option", "may now be passed on to others");
    compare_paths();
    compare_findings();
    for (const std::string& rule : unjudged(after_)) {
      if (!unjudged(before_).contains(rule)) say("rule " + rule + " cannot judge it any more");
    }
    return std::move(lines_);
  }

 private:
  void say(const std::string& line) { lines_.push_back(line); }

  void compare_word(const char* section, const char* key, const std::string& what) {
    const std::string was = word(part(before_, section), key);
    const std::string is = word(part(after_, section), key);
    if (was != is)
      say(what + " is " + (is.empty() ? "not known" : is) + ", was " + (was.empty() ? "not known" : was));
  }

  void compare_flag(const char* section, const char* key, const std::string& line) {
    if (part(after_, section).value(key, false) && !part(before_, section).value(key, false)) say(line);
  }

  void compare_categories() {
    const auto was = words(part(before_, "entitlement"), "categories");
    const auto is = words(part(after_, "entitlement"), "categories");
    for (const std::string& id : is) {
      if (!was.contains(id)) say("reaches " + id + " now");
    }
    for (const std::string& id : was) {
      if (!is.contains(id)) say("does not reach " + id + " any more");
    }
  }

  void compare_paths() {
    const Json was = part(before_, "how");
    const Json is = part(after_, "how");
    if (path_of(was) != path_of(is)) say("is reached in another way: " + path_of(is));
    const auto ways = is.value("independent_paths", std::size_t{0});
    if (ways > was.value("independent_paths", std::size_t{0}))
      say("is reached in " + count_of(ways, "separate way", "separate ways") + " now");
  }

  void compare_findings() {
    const auto was = findings_of(before_);
    const auto is = findings_of(after_);
    for (const auto& [fingerprint, f] : is) {
      const auto old = was.find(fingerprint);
      const std::string rule = f.value("rule", "");
      if (old == was.end()) {
        say("flagged by " + rule + ": " + f.value("sentence", ""));
      } else if (old->second.value("waived", false) && !f.value("waived", false)) {
        say("the waiver for " + rule + " has ended");
      } else if (old->second.value("severity", "") != f.value("severity", "")) {
        say(rule + " calls it " + f.value("severity", "") + " now");
      }
    }
    for (const auto& [fingerprint, f] : was) {
      if (!is.contains(fingerprint)) say("not flagged by " + f.value("rule", "") + " any more");
    }
  }

  const Json& before_;
  const Json& after_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> differences_in_meaning(const Json& before, const Json& after) {
  return Comparison(before, after).run();
}

}  // namespace reeve
