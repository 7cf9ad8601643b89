#include "engine/campaign/evidence.h"

#include <algorithm>

#include "engine/core/text.h"

namespace reeve {
namespace {

// Names come from sources; what is no valid text there must still become evidence.
std::string shown(const std::string& text) { return printable_utf8(text); }

Json shown(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back(shown(text));
  return list;
}

Json json_of(const SubjectEvidence& s) {
  return {{"name", shown(s.name)},     {"kind", s.kind},
          {"job", shown(s.job)},       {"department", shown(s.department)},
          {"region", shown(s.region)}, {"employment", s.employment},
          {"status", s.status},        {"manager", shown(s.manager)}};
}

Json json_of(const EntitlementEvidence& e) {
  return {{"name", shown(e.name)},
          {"source", e.source},
          {"privilege", shown(e.privilege)},
          {"action", e.action},
          {"categories", e.categories},
          {"category_names", shown(e.category_names)},
          {"unclassified_part", e.unclassified_part}};
}

Json json_of(const HowEvidence& how) {
  Json path = Json::array();
  for (const EdgeWords& step : how.path)
    path.push_back({{"text", shown(step.text)}, {"source", step.source}});
  Json places = Json::array();
  for (const PlaceEvidence& place : how.places)
    places.push_back({{"kind", place.kind}, {"name", shown(place.name)}});
  return {{"usability", how.usability},
          {"since", how.since},
          {"grant_option", how.grant_option},
          {"direct_only", how.direct_only},
          {"independent_paths", how.independent_paths},
          {"path", std::move(path)},
          {"places", std::move(places)},
          {"steps", shown(how.steps)},
          {"missing", shown(how.missing)}};
}

Json json_of(std::vector<FindingEvidence> findings) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const auto& a, const auto& b) { return a.severity > b.severity; });
  Json list = Json::array();
  for (const FindingEvidence& f : findings) {
    list.push_back({{"fingerprint", to_hex(f.fingerprint)},
                    {"rule", f.rule},
                    {"severity", to_string(f.severity)},
                    {"sentence", shown(f.sentence)},
                    {"waived", f.waived}});
  }
  return list;
}

Json json_of(const std::vector<NotEvaluable>& not_evaluable) {
  Json list = Json::array();
  for (const NotEvaluable& n : not_evaluable) {
    list.push_back({{"rule", n.rule}, {"reason", n.reason}, {"detail", shown(n.detail)}});
  }
  return list;
}

Json json_of(const RevokeEvidence& revoke) {
  Json edges = Json::array();
  for (const CardEdge& e : revoke.edges) {
    edges.push_back({{"what", shown(e.what)},
                     {"source", e.edge.source},
                     {"statement", shown(e.statement)},
                     {"inverse", shown(e.inverse)}});
  }
  return {{"edges", std::move(edges)},
          {"consequence", shown(revoke.consequence)},
          {"losses", shown(revoke.losses)},
          {"other_people", revoke.other_people},
          {"why_no_cut", shown(revoke.why_no_cut)}};
}

}  // namespace

Json to_json(const Evidence& e) {
  return {{"sentence", shown(e.sentence)},
          {"subject", json_of(e.subject)},
          {"entitlement", json_of(e.entitlement)},
          {"how", json_of(e.how)},
          {"use",
           {{"words", e.use.words},
            {"last_used", e.use.last_used},
            {"observed_from", e.use.observed_from},
            {"observed_to", e.use.observed_to},
            {"attribution", e.use.attribution}}},
          {"peers", {{"holders", e.holders}, {"population", e.population}}},
          {"findings", json_of(e.findings)},
          {"not_evaluable", json_of(e.not_evaluable)},
          {"revoke", json_of(e.revoke)},
          {"reviewer", {{"name", shown(e.reviewer_name)}, {"why", e.why_reviewer}}},
          {"snapshot", {{"no", e.snapshot}, {"as_of", format_time(e.as_of)}}}};
}

Digest evidence_digest(const Json& evidence) { return sha256(canonical_json(evidence)); }

}  // namespace reeve
