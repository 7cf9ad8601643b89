#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/core/digest.h"
#include "engine/workflow/links.h"
#include "portal/routes.h"
#include "tests/support/portal_fixture.h"

namespace reeve {
namespace {

using test::Browser;
using test::kPortalNow;
using ::testing::HasSubstr;
using ::testing::Not;

class Portal : public ::testing::Test {
 protected:
  Portal() {
    context_.config.company = "Brimstow Market";
    context_.clock = &clock_;
    context_.progress = &progress_;
    test::open_small_campaign(store_);
  }

  std::string link_for(const std::string& reviewer, UtcMillis expires = kPortalNow + kDay) {
    const std::string token = random_token();
    store_.add_link({.token_digest = link_digest(token),
                     .campaign_id = "0190-campaign",
                     .reviewer_key = reviewer,
                     .reviewer_name = "Mara Okafor",
                     .expires = expires});
    return std::string(kLinkPath) + token;
  }

  std::vector<Decision> standing() {
    std::vector<Decision> out;
    for (const Decision& d : store_.decisions("0190-campaign")) {
      if (d.undone_at.empty()) out.push_back(d);
    }
    std::ranges::sort(out, {}, &Decision::case_no);
    return out;
  }

  ServerResponse decide(const std::string& decision, const std::string& reason, int card = 1) {
    return mara_.post("/decide", {{"csrf", mara_.csrf()},
                                  {"card", std::to_string(card)},
                                  {"shown", mara_.shown(card)},
                                  {"decision", decision},
                                  {"reason", reason}});
  }

  FixedClock clock_{kPortalNow};
  SilentProgress progress_;
  Context context_;
  MemoryStore store_;
  Browser mara_{context_, store_};
};

TEST_F(Portal, EveryAnswerCarriesTheSecurityHeadersAndNothingIsCached) {
  for (const auto* path : {"/", "/nowhere", "/health", "/enter/none"}) {
    const ServerResponse response = mara_.get(path);
    std::map<std::string, std::string> headers(response.headers.begin(), response.headers.end());
    EXPECT_EQ(headers["Content-Security-Policy"],
              "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
              "form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        << path;
    EXPECT_EQ(headers["Cache-Control"], "no-store") << path;
    EXPECT_EQ(headers["X-Content-Type-Options"], "nosniff") << path;
    EXPECT_EQ(headers["Referrer-Policy"], "same-origin") << path;
  }
}

TEST_F(Portal, WithoutASessionNoPageOfAReviewOpens) {
  for (const auto* path : {"/", "/sign-off"}) EXPECT_EQ(mara_.get(path).status, 401) << path;
  for (const auto* path : {"/decide", "/undo", "/sign-off", "/leave"}) {
    EXPECT_EQ(mara_.post(path, {{"csrf", "x"}}).status, 401) << path;
  }
  mara_.set_cookie("guess");
  EXPECT_EQ(mara_.get("/").status, 401);
}

TEST_F(Portal, LookingAtALinkUsesNothingUpAndItsButtonDoesOnce) {
  const std::string link = link_for("mara");
  for (int i = 0; i < 3; ++i) {
    const ServerResponse page = mara_.get(link);
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, HasSubstr("action=\"" + link + "\""));
    EXPECT_THAT(page.body, Not(HasSubstr("Mara")));
  }
  EXPECT_EQ(mara_.post(link, {}).status, 303);
  EXPECT_EQ(mara_.get("/").status, 200);
  Browser other(context_, store_);
  EXPECT_EQ(other.get(link).status, 410);
  EXPECT_EQ(other.post(link, {}).status, 410);
  EXPECT_EQ(other.get("/").status, 401);
}

TEST_F(Portal, AnExpiredLinkAndOnePressedFromElsewhereOpenNothing) {
  const std::string late = link_for("mara", kPortalNow);
  EXPECT_EQ(mara_.get(late).status, 410);
  EXPECT_EQ(mara_.post(late, {}).status, 410);
  const std::string link = link_for("mara");
  EXPECT_EQ(mara_.post(link, {}, {{"origin", "https://elsewhere.example"}}).status, 410);
  EXPECT_EQ(mara_.post(link, {}, {{"sec-fetch-site", "cross-site"}}).status, 410);
  EXPECT_EQ(
      mara_.post(link, {}, {{"origin", "http://127.0.0.1:8080"}, {"sec-fetch-site", "same-origin"}}).status,
      303);
}

TEST_F(Portal, TheCookieIsForThisHostOnlyAndHiddenFromScripts) {
  const std::string link = link_for("mara");
  const ServerResponse response = mara_.post(link, {});
  const std::map<std::string, std::string> headers(response.headers.begin(), response.headers.end());
  EXPECT_THAT(headers.at("Set-Cookie"), HasSubstr("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=86400"));
  EXPECT_TRUE(headers.at("Set-Cookie").starts_with("__Host-reeve="));
}

TEST_F(Portal, TheDeskShowsHerCasesRiskFirstAndNobodyElses) {
  mara_.enter("mara", "Mara Okafor");
  const std::string page = mara_.get("/").body;
  EXPECT_THAT(page, HasSubstr("Ana Lopes can read customers because of the group crew."));
  EXPECT_LT(page.find("id=\"card-1\""), page.find("id=\"card-2\""));
  EXPECT_THAT(page, Not(HasSubstr("Ben Adeyemi")));
  EXPECT_THAT(page, HasSubstr("<strong>0 of 3</strong> decided"));
  EXPECT_THAT(page, HasSubstr("customers&apos; e-mail addresses"));
}

TEST_F(Portal, ThePathIsDrawn) {
  mara_.enter("mara", "Mara Okafor");
  const std::string page = mara_.get("/").body;
  EXPECT_THAT(page, HasSubstr("aria-labelledby=\"path-1-t path-1-d\""));
  EXPECT_THAT(page, HasSubstr(">crew &lt;b&gt;</text>"));
}

TEST_F(Portal, TextOfSourcesNeverBecomesMarkup) {
  mara_.enter("mara", "Mara Okafor");
  const std::string page = mara_.get("/").body;
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;not&lt;/b&gt; in the matrix"));
  EXPECT_THAT(page, Not(HasSubstr("<b>not</b>")));
}

TEST_F(Portal, ADecisionOnACardCountsForAllItsCasesAndCanBeUndone) {
  mara_.enter("mara", "Mara Okafor");
  EXPECT_EQ(decide("revoke", "moved to billing").status, 303);
  std::vector<std::tuple<std::int32_t, DecisionKind, std::string, std::string, std::string>> kept;
  for (const Decision& d : standing()) kept.emplace_back(d.case_no, d.kind, d.reason, d.by_key, d.signed_in);
  EXPECT_EQ(kept, (decltype(kept){{1, DecisionKind::revoke, "moved to billing", "mara", "single-use link"},
                                  {2, DecisionKind::revoke, "moved to billing", "mara", "single-use link"}}));
  const auto campaign = test::small_campaign();
  EXPECT_EQ(standing().front().evidence_digest, campaign.cases.front().evidence_digest);
  EXPECT_EQ(mara_.post("/undo", {{"csrf", mara_.csrf()}, {"card", "1"}}).status, 303);
  EXPECT_TRUE(standing().empty());
}

TEST_F(Portal, OneCaseOfACardCanBeDecidedByItself) {
  mara_.enter("mara", "Mara Okafor");
  const std::string page = mara_.get("/?split=1").body;
  const std::string shown = test::hidden_field(page, "id=\"case-2\"", "shown");
  EXPECT_EQ(
      mara_
          .post("/decide", {{"csrf", mara_.csrf()}, {"case", "2"}, {"shown", shown}, {"decision", "certify"}})
          .status,
      303);
  ASSERT_EQ(standing().size(), 1U);
  EXPECT_EQ(standing().front().case_no, 2);
}

TEST_F(Portal, KeepingAFlaggedCaseNeedsAReasonAndNothingIsLostOnTheWay) {
  mara_.enter("mara", "Mara Okafor");
  const ServerResponse page = decide("certify", "");
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("This access is flagged; say why it has to stay."));
  EXPECT_TRUE(standing().empty());
  const ServerResponse late = mara_.post("/decide", {{"csrf", mara_.csrf()},
                                                     {"card", "1"},
                                                     {"shown", mara_.shown(1)},
                                                     {"decision", "certify-until"},
                                                     {"until", "2000-01-01"},
                                                     {"reason", "needs it & wants it"}});
  EXPECT_EQ(late.status, 422);
  EXPECT_THAT(late.body, HasSubstr(">needs it &amp; wants it</textarea>"));
}

TEST_F(Portal, ADateIsKeptToTheEndOfItsDay) {
  mara_.enter("mara", "Mara Okafor");
  EXPECT_EQ(mara_
                .post("/decide", {{"csrf", mara_.csrf()},
                                  {"card", "2"},
                                  {"shown", mara_.shown(2)},
                                  {"decision", "certify-until"},
                                  {"until", "2026-10-31"}})
                .status,
            303);
  ASSERT_EQ(standing().size(), 1U);
  EXPECT_EQ(format_time(*standing().front().until), "2026-10-31T23:59:59.999Z");
}

TEST_F(Portal, TheDeskCanBeNarrowedDownAndStaysSoWhileDeciding) {
  mara_.enter("mara", "Mara Okafor");
  const std::string flagged = mara_.get("/?show=flagged").body;
  EXPECT_THAT(flagged, HasSubstr("id=\"card-1\""));
  EXPECT_THAT(flagged, Not(HasSubstr("id=\"card-2\"")));
  EXPECT_THAT(flagged, HasSubstr("aria-current=\"true\">Flagged <span class=\"quiet\">1</span>"));
  EXPECT_THAT(flagged, HasSubstr("<input type=\"hidden\" name=\"show\" value=\"flagged\">"));
  const ServerResponse decided = mara_.post("/decide", {{"csrf", mara_.csrf()},
                                                        {"card", "1"},
                                                        {"shown", mara_.shown(1)},
                                                        {"show", "open"},
                                                        {"decision", "revoke"},
                                                        {"reason", "moved"}});
  const std::map<std::string, std::string> headers(decided.headers.begin(), decided.headers.end());
  EXPECT_EQ(headers.at("Location"), "/?show=open#card-1");
  const std::string open = mara_.get("/?show=open").body;
  EXPECT_THAT(open, Not(HasSubstr("id=\"card-1\"")));
  EXPECT_THAT(open, HasSubstr("id=\"card-2\""));
  EXPECT_THAT(mara_.get("/?show=unused").body, HasSubstr("Nothing is left here."));
  EXPECT_THAT(mara_.get("/?show=nonsense").body, HasSubstr("id=\"card-1\""));
}

TEST_F(Portal, AfterSigningOffSheSeesWhatBecameOfEachRemoval) {
  mara_.enter("mara", "Mara Okafor");
  decide("revoke", "moved");
  decide("certify", "", 2);
  mara_.post("/sign-off", {{"csrf", mara_.csrf()}, {"agree", "yes"}});
  EXPECT_THAT(mara_.get("/").body,
              HasSubstr("<span class=\"state warn\">not asked for yet</span> <span>Remove ana"));
  Removal removal = store_.removals().front();
  removal.state = RemovalState::verified_removed;
  removal.state_at = kPortalNow + kDay;
  ASSERT_TRUE(store_.change_removal(removal, RemovalState::planned, {}));
  const std::string page = mara_.get("/").body;
  EXPECT_THAT(page, HasSubstr("<span class=\"state good\">gone, proven by a later read</span>"));
  Browser noor(context_, store_);
  noor.enter("noor", "Noor Haddad");
  EXPECT_THAT(noor.get("/").body, Not(HasSubstr("What became of")));
}

TEST_F(Portal, AReviewerCanReadHerDeskInFrench) {
  mara_.enter("mara", "Mara Okafor");
  const ServerResponse chosen =
      mara_.post("/language", {{"to", "fr"}}, {{"referer", "http://127.0.0.1:8080/?show=open"}});
  const std::map<std::string, std::string> headers(chosen.headers.begin(), chosen.headers.end());
  EXPECT_EQ(headers.at("Location"), "/?show=open");
  EXPECT_THAT(headers.at("Set-Cookie"), HasSubstr("__Host-reeve-language=fr; Path=/; Secure; HttpOnly"));
  const std::string page = mara_.get("/").body;
  EXPECT_THAT(page, HasSubstr("<html lang=\"fr\""));
  EXPECT_THAT(
      page,
      HasSubstr(
          "Ana Lopes peut lire les adresses \xC3\xA9lectroniques des clients (SELECT on customers, source shop)."));
  EXPECT_THAT(page, HasSubstr("<strong>0 sur 3</strong> d\xC3\xA9"
                              "cid\xC3\xA9s"));
  EXPECT_THAT(page, HasSubstr(">Conserver</button>"));
  EXPECT_THAT(page, HasSubstr("encore 14 jours"));
  EXPECT_THAT(page, HasSubstr("<span lang=\"en\">&lt;b&gt;not&lt;/b&gt; in the matrix</span>"));
  EXPECT_THAT(page, HasSubstr("Ana Lopes a le compte acc"));
  const ServerResponse refused = decide("certify", "");
  EXPECT_THAT(refused.body, HasSubstr("Cet acc\xC3\xA8s est signal\xC3\xA9"));
  mara_.post("/language", {{"to", "en"}});
  EXPECT_THAT(mara_.get("/").body, HasSubstr(">Keep</button>"));
}

TEST_F(Portal, ALanguageIsChosenOnOurOwnPagesOnly) {
  for (const auto& [to, headers] : std::vector<std::pair<std::string, std::map<std::string, std::string>>>{
           {"xx", {}}, {"fr", {{"origin", "https://elsewhere.example"}}}}) {
    const ServerResponse response = mara_.post("/language", {{"to", to}}, headers);
    EXPECT_TRUE(std::ranges::none_of(response.headers, [](const auto& h) { return h.first == "Set-Cookie"; }))
        << to;
  }
  for (const std::string referer :
       {"https://elsewhere.example/", "http://127.0.0.1:8080//elsewhere.example", "nonsense"}) {
    const ServerResponse response = mara_.post("/language", {{"to", "fr"}}, {{"referer", referer}});
    const std::map<std::string, std::string> headers(response.headers.begin(), response.headers.end());
    EXPECT_EQ(headers.at("Location"), "/") << referer;
  }
}

TEST_F(Portal, AFormFromAnOlderPageIsRefused) {
  mara_.enter("mara", "Mara Okafor");
  const std::string before = mara_.shown(1);
  EXPECT_EQ(decide("revoke", "moved").status, 303);
  const ServerResponse page = mara_.post(
      "/decide",
      {{"csrf", mara_.csrf()}, {"card", "1"}, {"shown", before}, {"decision", "certify"}, {"reason", "x"}});
  EXPECT_EQ(page.status, 422);
  EXPECT_THAT(page.body, HasSubstr("This changed while you looked at it"));
  EXPECT_EQ(standing().front().kind, DecisionKind::revoke);
}

TEST_F(Portal, NobodyElsesCasesCanBeDecidedUndoneOrFound) {
  mara_.enter("mara", "Mara Okafor");
  const std::string csrf = mara_.csrf();
  for (const auto& [field, number] :
       {std::pair{"card", "3"}, {"case", "4"}, {"card", "99"}, {"case", "-1"}}) {
    const ServerResponse decided =
        mara_.post("/decide", {{"csrf", csrf}, {field, number}, {"decision", "certify"}, {"shown", "x"}});
    EXPECT_EQ(decided.status, 404) << field << number;
    EXPECT_EQ(mara_.post("/undo", {{"csrf", csrf}, {field, number}}).status, 404) << field << number;
    EXPECT_THAT(decided.body, Not(HasSubstr("Ben")));
  }
  EXPECT_TRUE(standing().empty());
}

TEST_F(Portal, AFormNeedsTheTokenOfItsSession) {
  mara_.enter("mara", "Mara Okafor");
  Browser noor(context_, store_);
  noor.enter("noor", "Noor Haddad");
  const std::string shown = mara_.shown(2);
  for (const std::string& csrf : {std::string(), std::string("x"), noor.csrf()}) {
    EXPECT_EQ(
        mara_.post("/decide", {{"csrf", csrf}, {"card", "2"}, {"shown", shown}, {"decision", "certify"}})
            .status,
        403);
  }
  EXPECT_EQ(
      mara_
          .post("/decide", {{"csrf", mara_.csrf()}, {"card", "2"}, {"shown", shown}, {"decision", "certify"}},
                {{"origin", "https://elsewhere.example"}})
          .status,
      403);
  EXPECT_TRUE(standing().empty());
}

TEST_F(Portal, SigningOffNeedsEveryCaseDecidedAndMakesTheDecisionsFinal) {
  mara_.enter("mara", "Mara Okafor");
  EXPECT_EQ(mara_.post("/sign-off", {{"csrf", mara_.csrf()}, {"agree", "yes"}}).status, 409);
  EXPECT_EQ(decide("revoke", "moved").status, 303);
  EXPECT_EQ(decide("certify", "", 2).status, 303);
  const ServerResponse summary = mara_.get("/sign-off");
  EXPECT_EQ(summary.status, 200);
  EXPECT_THAT(summary.body, HasSubstr("You keep 1, remove 2 and could not judge 0."));
  EXPECT_EQ(mara_.post("/sign-off", {{"csrf", mara_.csrf()}}).status, 303);
  EXPECT_TRUE(store_.sign_offs("0190-campaign").empty());
  EXPECT_EQ(mara_.post("/sign-off", {{"csrf", mara_.csrf()}, {"agree", "yes"}}).status, 303);
  EXPECT_EQ(mara_.post("/sign-off", {{"csrf", mara_.csrf()}, {"agree", "yes"}}).status, 303) << "again";
  ASSERT_EQ(store_.sign_offs("0190-campaign").size(), 1U);
  EXPECT_EQ(store_.removals().size(), 1U);
  EXPECT_THAT(mara_.get("/").body, HasSubstr("You signed off on"));
  EXPECT_EQ(mara_.post("/undo", {{"csrf", mara_.csrf()}, {"card", "1"}}).status, 422);
  EXPECT_EQ(standing().size(), 3U);
}

TEST_F(Portal, AfterTheDeadlineTheDeskCanBeReadAndNotChanged) {
  mara_.enter("mara", "Mara Okafor");
  const std::string csrf = mara_.csrf();
  const std::string shown = mara_.shown(2);
  ASSERT_TRUE(store_.close_campaign("0190-campaign", "system", kPortalNow));
  EXPECT_EQ(mara_.post("/decide", {{"csrf", csrf}, {"card", "2"}, {"shown", shown}, {"decision", "certify"}})
                .status,
            422);
  EXPECT_TRUE(standing().empty());
  EXPECT_THAT(mara_.get("/").body, HasSubstr("This review is over"));
}

TEST_F(Portal, SigningOutEndsTheSession) {
  mara_.enter("mara", "Mara Okafor");
  const std::string cookie = mara_.cookie();
  EXPECT_EQ(mara_.post("/leave", {{"csrf", mara_.csrf()}}).status, 200);
  mara_.set_cookie(cookie);
  EXPECT_EQ(mara_.get("/").status, 401);
}

TEST_F(Portal, ASessionEndsWithItsTime) {
  mara_.enter("mara", "Mara Okafor");
  clock_.advance(kDay);
  EXPECT_EQ(mara_.get("/").status, 401);
}

TEST_F(Portal, AssetsAreServedAndNothingBesideThem) {
  EXPECT_EQ(mara_.get("/assets/reeve.css").content_type, "text/css; charset=utf-8");
  EXPECT_EQ(mara_.get("/assets/reeve.js").content_type, "text/javascript; charset=utf-8");
  for (const auto* path : {"/assets/../templates/desk.html", "/assets/", "/assets/none.css"}) {
    EXPECT_EQ(mara_.get(path).status, 404) << path;
  }
}

}  // namespace
}  // namespace reeve
