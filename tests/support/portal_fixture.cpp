#include "tests/support/portal_fixture.h"

#include <gtest/gtest.h>

#include "engine/campaign/definition.h"
#include "engine/campaign/evidence.h"
#include "engine/core/digest.h"
#include "engine/core/text.h"
#include "engine/workflow/links.h"
#include "portal/routes.h"
#include "tests/support/publish_snapshot.h"

namespace reeve::test {
namespace {

Case make_case(std::int32_t no, std::int32_t card, const std::string& who, const std::string& what,
               bool flagged) {
  Evidence e;
  e.sentence = who + " can read " + what + " because of the group crew.";
  e.subject = {.name = who, .kind = "person", .job = "Support Agent", .department = "Care", .region = "EMEA"};
  e.entitlement = {.name = what,
                   .source = "shop",
                   .privilege = "SELECT",
                   .action = "read",
                   .categories = {"customer_email"},
                   .category_names = {"customers' e-mail addresses"}};
  e.how = {.usability = "usable",
           .since = "unknown",
           .independent_paths = 1,
           .path = {{"account of " + who, "shop"}, {"member of crew", "shop"}},
           .places = {{"person", who}, {"account", "acc"}, {"group", "crew <b>"}},
           .steps = {"has the account", "is in"}};
  e.use = {.words = "use is not known",
           .last_used = "unknown",
           .observed_from = "unknown",
           .observed_to = "unknown",
           .attribution = "unknown"};
  if (flagged)
    e.findings.push_back(
        {.rule = "need/matrix", .sentence = "<b>not</b> in the matrix", .severity = Severity::high});
  e.snapshot = 1;
  e.as_of = kPortalNow;
  Case c{.no = no,
         .card = card,
         .subject_key = "hr\x1fidentity\x1f" + who,
         .subject_name = who,
         .entitlement_key = "shop\x1fresource\x1f" + what + "\x1fSELECT",
         .entitlement_name = "SELECT on " + what,
         .categories = {"customer_email"},
         .risk = flagged ? Severity::high : Severity::low,
         .flagged = flagged,
         .evidence = to_json(e)};
  c.evidence_digest = evidence_digest(c.evidence);
  return c;
}

Card make_card(std::int32_t no, const std::string& title, const std::string& edge) {
  return {.no = no,
          .title = title,
          .edges = {{.edge = {"shop", Section::membership, edge}, .what = "remove " + edge, .seen_in = 1}},
          .ends = {},
          .consequence = "Nobody else is affected."};
}

WorkItem item(std::int32_t case_no, const std::string& key, const std::string& name) {
  return {.case_no = case_no, .reviewer_key = key, .reviewer_name = name, .why_reviewer = "manager"};
}

}  // namespace

CampaignContent small_campaign() {
  CampaignContent content;
  content.campaign = {
      .id = "0190-campaign",
      .name = "Autumn review",
      .snapshot = 1,
      .opened_by = "root",
      .opened_at = kPortalNow,
      .deadline = kPortalNow + 14 * kDay,
      .definition = to_json(CampaignDefinition{.name = "quarterly", .title = "Autumn review"})};
  content.cards = {make_card(1, "crew for Ana Lopes", "ana"), make_card(2, "desk for Ana Lopes", "desk"),
                   make_card(3, "crew for Ben Adeyemi", "ben")};
  content.cases = {
      make_case(1, 1, "Ana Lopes", "customers", true), make_case(2, 1, "Ana Lopes", "orders", false),
      make_case(3, 2, "Ana Lopes", "searches", false), make_case(4, 3, "Ben Adeyemi", "customers", false)};
  content.cards[0].ends = {1, 2};
  content.cards[1].ends = {3};
  content.cards[2].ends = {4};
  content.work_items = {item(1, "mara", "Mara Okafor"), item(2, "mara", "Mara Okafor"),
                        item(3, "mara", "Mara Okafor"), item(4, "noor", "Noor Haddad")};
  return content;
}

void open_small_campaign(Store& store) {
  const SyncRun run =
      store.begin_run({.id = uuid_v7(kPortalNow), .source = "shop", .kind = "csv", .started = kPortalNow})
          ->publish({.finished = kPortalNow});
  publish_snapshot(store, {.id = uuid_v7(kPortalNow), .as_of = kPortalNow, .runs = {run.no}});
  store.open_campaign(small_campaign());
}

ServerResponse Browser::send(ServerRequest request) {
  request.headers["host"] = "127.0.0.1:8080";
  if (!cookie_.empty()) request.cookies["__Host-reeve"] = cookie_;
  if (!language_.empty()) request.cookies[portal::kLanguageCookie] = language_;
  ServerResponse response = portal::answer(site_, request);
  for (const auto& [name, value] : response.headers) {
    if (name != "Set-Cookie") continue;
    const std::string kept = value.substr(value.find('=') + 1, value.find(';') - value.find('=') - 1);
    (value.starts_with(portal::kLanguageCookie) ? language_ : cookie_) = kept;
  }
  return response;
}

ServerResponse Browser::get(const std::string& path_and_query) {
  ServerRequest request;
  request.method = "GET";
  const auto question = path_and_query.find('?');
  request.path = path_and_query.substr(0, question);
  if (question != std::string::npos) {
    for (const auto& pair : split(path_and_query.substr(question + 1), '&')) {
      request.query.emplace(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
    }
  }
  return send(std::move(request));
}

ServerResponse Browser::post(const std::string& path, std::map<std::string, std::string> form,
                             std::map<std::string, std::string> headers) {
  ServerRequest request;
  request.method = "POST";
  request.path = path;
  request.form = std::move(form);
  request.headers = std::move(headers);
  return send(std::move(request));
}

void Browser::open_link(PortalLink link) {
  const std::string token = new_link_token(link);
  store_.add_link(link);
  ASSERT_EQ(post(std::string(kLinkPath) + token, {}).status, 303);
}

void Browser::enter(const std::string& reviewer_key, const std::string& reviewer_name) {
  open_link({.campaign_id = "0190-campaign",
             .reviewer_key = reviewer_key,
             .reviewer_name = reviewer_name,
             .expires = kPortalNow + kDay});
}

void Browser::enter_as(PortalRole role, const std::string& entry) {
  open_link({.reviewer_key = entry, .reviewer_name = entry, .roles = {role}, .expires = kPortalNow + kDay});
}

std::string Browser::csrf() { return hidden_field(get("/").body, "action=\"/leave\"", "csrf"); }

std::string Browser::shown(int card_no) {
  return hidden_field(get("/").body, "id=\"card-" + std::to_string(card_no) + "\"", "shown");
}

std::string hidden_field(const std::string& page, const std::string& marker, const std::string& name) {
  const auto from = page.find(marker);
  if (from == std::string::npos) return {};
  const std::string field = "name=\"" + name + "\" value=\"";
  const auto at = page.find(field, from);
  if (at == std::string::npos) return {};
  const auto start = at + field.size();
  return page.substr(start, page.find('"', start) - start);
}

}  // namespace reeve::test
