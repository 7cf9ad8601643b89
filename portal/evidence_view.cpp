#include "portal/evidence_view.h"

#include <algorithm>
#include <map>

#include "engine/core/text.h"
#include "engine/report/svg_path.h"

namespace reeve::portal {
namespace {

// The words that were frozen are English.
bool is_frozen_language(const Language& say) { return say.code() == "en"; }

std::string sentence_in(const Case& c, const Language& say, const Json& categories) {
  const Json entitlement = c.evidence.value("entitlement", Json::object());
  const std::map<std::string, std::string> verbs{
      {"read", say("can read")},     {"write", say("can change")},    {"create", say("can create")},
      {"delete", say("can delete")}, {"execute", say("can execute")}, {"administer", say("can administer")}};
  const auto verb = verbs.find(text_in(entitlement, "action"));
  std::vector<std::string> names;
  for (const Json& name : categories) names.push_back(name.get<std::string>());
  return say("{who} {can} {categories} ({what} in {source}).",
             {{"who", c.subject_name},
              {"can", verb == verbs.end() ? say("can use") : verb->second},
              {"categories", join(names, ", ")},
              {"what", c.entitlement_name},
              {"source", text_in(entitlement, "source")}});
}

std::string use_in(const Json& evidence, const Language& say) {
  const Json use = evidence.value("use", Json::object());
  if (is_frozen_language(say)) return text_in(use, "words");
  const auto as_of = parse_time(text_in(evidence.value("snapshot", Json::object()), "as_of"));
  const auto used = parse_time(text_in(use, "last_used"));
  if (used && as_of) {
    const auto days = std::max<UtcMillis>(0, *as_of / kDay - *used / kDay);
    return days == 0
               ? say("last used today")
               : say.count(static_cast<std::size_t>(days), "last used {n} day ago", "last used {n} days ago");
  }
  const auto begins = parse_time(text_in(use, "observed_from"));
  if (text_in(use, "last_used") == "never" && begins)
    return say("not used since {day}, when the log begins", {{"day", say.date(*begins)}});
  return say("use is not known");
}

Json fact_words(const Json& evidence, const Language& say) {
  Json facts = Json::array();
  facts.push_back(use_in(evidence, say));
  const Json how = evidence.value("how", Json::object());
  const std::string usability = text_in(how, "usability");
  if (usability == "assumable") facts.push_back(say("only after switching roles"));
  if (usability == "latent") facts.push_back(say("does not work at the moment"));
  if (how.value("grant_option", false)) facts.push_back(say("may pass it on to others"));
  const Json peers = evidence.value("peers", Json::object());
  if (peers.value("population", 0) > 0) {
    facts.push_back(say("{holders} of {population} people have it",
                        {{"holders", std::to_string(peers.value("holders", 0))},
                         {"population", std::to_string(peers.value("population", 0))}}));
  }
  if (const auto since = parse_time(text_in(how, "since")))
    facts.push_back(say("since {day}", {{"day", say.date(*since)}}));
  if (evidence.value("entitlement", Json::object()).value("unclassified_part", false)) {
    facts.push_back(say("part of it is not classified yet"));
  }
  return facts;
}

Json finding_words(const Json& evidence, const Language& say) {
  Json list = Json::array();
  for (const Json& f : evidence.value("findings", Json::array())) {
    const std::string severity = text_in(f, "severity");
    const bool waived = f.value("waived", false);
    list.push_back({{"severity", severity},
                    {"label", say(capitalised(severity)) + (waived ? say(", accepted for now") : "")},
                    {"sentence", text_in(f, "sentence")}});
  }
  for (const Json& n : evidence.value("not_evaluable", Json::array())) {
    list.push_back(
        {{"severity", "medium"}, {"label", say("Could not be checked")}, {"sentence", text_in(n, "detail")}});
  }
  return list;
}

Json path_words(const Json& how, const Language& say) {
  Json path = Json::array();
  const Json places = how.value("places", Json::array());
  const Json steps = how.value("steps", Json::array());
  for (const Json& step : how.value("path", Json::array())) {
    const std::size_t at = path.size();
    std::string words = text_in(step, "text");
    if (!is_frozen_language(say) && at < steps.size() && at + 1 < places.size()) {
      words = text_in(places[at], "name") + " " + say(steps[at].get<std::string>()) + " " +
              text_in(places[at + 1], "name");
    }
    path.push_back({{"label", words}, {"source", text_in(step, "source")}});
  }
  return path;
}

// The path drawn; empty where the evidence of an older campaign does not name the places.
std::string drawing_of(std::int32_t case_no, const Json& how, const Language& say) {
  PathDrawing drawing{.id = "path-" + std::to_string(case_no), .title = say("How this access comes about")};
  const Json path = how.value("path", Json::array());
  for (const Json& place : how.value("places", Json::array()))
    drawing.nodes.push_back(
        {.kind = say(text_in(place, "kind")), .name = text_in(place, "name"), .href = ""});
  for (const Json& step : how.value("steps", Json::array())) {
    const std::size_t at = drawing.steps.size();
    drawing.steps.push_back({.label = say(step.get<std::string>()),
                             .source = at < path.size() ? text_in(path[at], "source") : ""});
  }
  if (drawing.nodes.size() != drawing.steps.size() + 1) return {};
  drawing.description = say("From {start} to {end}; the steps stand in words beside it.",
                            {{"start", drawing.nodes.front().name}, {"end", drawing.nodes.back().name}});
  return path_drawing(drawing);
}

std::string more_paths(const Json& how, const Language& say) {
  const auto paths = how.value("independent_paths", 0);
  if (paths > 1)
    return say("There are {n} separate ways; this is the shortest.", {{"n", std::to_string(paths)}});
  return paths == 1 ? say("There is no other way.") : "";
}

// The categories by their names in the language, where its catalogue has them.
Json category_names(const Json& evidence, const Language& say) {
  Json names = evidence.value("entitlement", Json::object()).value("category_names", Json::array());
  for (Json& name : names) name = say(name.get<std::string>());
  return names;
}

}  // namespace

std::string text_in(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

Json evidence_view(const Case& c, const Language& say) {
  const Json& evidence = c.evidence;
  const Json how = evidence.value("how", Json::object());
  const Json categories = category_names(evidence, say);
  Json path = path_words(how, say);
  const bool frozen = is_frozen_language(say) || categories.empty();
  return {{"sentence", frozen ? text_in(evidence, "sentence") : sentence_in(c, say, categories)},
          {"categories", categories},
          {"facts", fact_words(evidence, say)},
          {"findings", finding_words(evidence, say)},
          {"has_path", !path.empty()},
          {"path", std::move(path)},
          {"drawing", drawing_of(c.no, how, say)},
          {"missing", how.value("missing", Json::array())},
          {"paths_more", more_paths(how, say)},
          {"digest", to_hex(c.evidence_digest)},
          {"frozen_language", is_frozen_language(say) ? "" : "en"}};
}

}  // namespace reeve::portal
