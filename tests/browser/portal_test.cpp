// The portal as a manager meets it: a real Chromium against the real server.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "engine/core/digest.h"
#include "engine/workflow/links.h"
#include "portal/routes.h"
#include "tests/support/chromium.h"
#include "tests/support/portal_fixture.h"

namespace reeve {
namespace {

using test::Chromium;
using test::kPortalNow;
using ::testing::HasSubstr;

class PortalInBrowser : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string binary = test::chromium_binary();
    if (binary.empty())
      GTEST_SKIP() << "CHROMIUM IS NOT INSTALLED: `scripts/setup` installs it; the portal is not tested";
    context_.config.company = "Brimstow Market";
    context_.clock = &clock_;
    context_.progress = &progress_;
    test::open_small_campaign(store_);
    server_ = std::make_unique<HttpServer>(
        ServerSettings{}, [this](const ServerRequest& request) { return portal::answer(site_, request); });
    thread_ = std::thread([this] { server_->run(); });
    browser_ = std::make_unique<Chromium>(binary);
    browser_->set_size(1100, 900);
  }
  void TearDown() override {
    browser_.reset();
    if (!server_) return;
    server_->stop();
    thread_.join();
  }

  std::string address(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(server_->port()) + path;
  }

  void enter() {
    const std::string token = random_token();
    store_.add_link({.token_digest = link_digest(token),
                     .campaign_id = "0190-campaign",
                     .reviewer_key = "mara",
                     .reviewer_name = "Mara Okafor",
                     .expires = kPortalNow + kDay});
    browser_->open(address(std::string(kLinkPath) + token));
    browser_->click(".button.primary");
    browser_->wait_for("document.querySelector('.card')");
  }

  std::map<std::int32_t, DecisionKind> standing() {
    std::map<std::int32_t, DecisionKind> out;
    for (const Decision& d : store_.decisions("0190-campaign")) {
      if (d.undone_at.empty()) out[d.case_no] = d.kind;
    }
    return out;
  }

  std::string focused_card() {
    return browser_->evaluate("document.activeElement?.closest('.card')?.id ?? ''").get<std::string>();
  }

  FixedClock clock_{kPortalNow};
  SilentProgress progress_;
  Context context_;
  MemoryStore store_;
  portal::Site site_{context_, store_};
  std::unique_ptr<HttpServer> server_;
  std::thread thread_;
  std::unique_ptr<Chromium> browser_;
};

using Decisions = std::map<std::int32_t, DecisionKind>;

TEST_F(PortalInBrowser, AManagerDecidesByMouseUndoesAndSignsOff) {
  enter();
  EXPECT_THAT(browser_->text("h1"), HasSubstr("Autumn review"));
  browser_->click("#card-1 button[value=certify]");
  browser_->wait_for("document.querySelector('#card-1 .problem')");
  EXPECT_EQ(standing(), Decisions{});
  browser_->type("She covers the complaints desk");
  browser_->click("#card-1 button[value=certify]");
  browser_->wait_for("document.querySelector('#card-1.decided')");
  EXPECT_EQ(standing(), (Decisions{{1, DecisionKind::certify}, {2, DecisionKind::certify}}));
  browser_->click("#card-1 button.undo");
  browser_->wait_for("document.querySelector('#card-1:not(.decided)')");
  EXPECT_EQ(standing(), Decisions{});
  browser_->click("#reason-1");
  browser_->type("moved to billing");
  browser_->click("#card-1 button[value=revoke]");
  browser_->wait_for("document.querySelector('#card-1.decided')");
  browser_->click("#card-2 button[value=certify]");
  browser_->wait_for("document.querySelector('#card-2.decided')");
  EXPECT_THAT(browser_->text(".progress"), HasSubstr("3 of 3 decided"));
  browser_->click(".notice a[href='/sign-off']");
  browser_->wait_for("location.pathname === '/sign-off'");
  browser_->click("input[name=agree]");
  browser_->click("form.signoff button[type=submit]");
  browser_->wait_for("location.pathname === '/'");
  EXPECT_THAT(browser_->text("main"), HasSubstr("You signed off on"));
  EXPECT_EQ(store_.sign_offs("0190-campaign").size(), 1U);
}

TEST_F(PortalInBrowser, TheKeyboardIsEnough) {
  enter();
  browser_->press("j");
  EXPECT_EQ(focused_card(), "card-1");
  browser_->press("j");
  EXPECT_EQ(focused_card(), "card-2");
  browser_->press("k");
  EXPECT_EQ(focused_card(), "card-1");
  browser_->press("h");
  EXPECT_TRUE(browser_->evaluate("document.querySelector('#card-1 details.how').open").get<bool>());
  browser_->press("r");
  EXPECT_EQ(browser_->evaluate("document.activeElement.id"), "reason-1");
  browser_->type("not needed any more");
  browser_->press("Escape");
  browser_->press("r");
  browser_->wait_for("document.querySelector('#card-1.decided')");
  EXPECT_EQ(standing(), (Decisions{{1, DecisionKind::revoke}, {2, DecisionKind::revoke}}));
  browser_->wait_for("document.activeElement?.id === 'card-2'");
  browser_->press("c");
  browser_->wait_for("document.querySelector('#card-2.decided')");
  browser_->press("u");
  browser_->wait_for("document.querySelector('#card-2:not(.decided)')");
  EXPECT_EQ(standing(), (Decisions{{1, DecisionKind::revoke}, {2, DecisionKind::revoke}}));
}

TEST_F(PortalInBrowser, EverythingWorksWithoutScripts) {
  browser_->set_scripts(false);
  enter();
  browser_->click("#reason-1");
  browser_->type("moved to billing");
  browser_->click("#card-1 button[value=revoke]");
  browser_->wait_for("document.querySelector('#card-1.decided')");
  browser_->click("#card-2 button[value=certify]");
  browser_->wait_for("document.querySelector('#card-2.decided')");
  EXPECT_EQ(standing(),
            (Decisions{{1, DecisionKind::revoke}, {2, DecisionKind::revoke}, {3, DecisionKind::certify}}));
}

TEST_F(PortalInBrowser, AReviewInFrenchByKeyboard) {
  enter();
  browser_->click("form.languages button[value=fr]");
  browser_->wait_for("document.documentElement.lang === 'fr'");
  EXPECT_THAT(browser_->text("#card-1 button[value=certify]"), HasSubstr("Conserver"));
  browser_->press("j");
  browser_->press("r");
  browser_->type("partie au service facturation");
  browser_->press("Escape");
  browser_->press("r");
  browser_->wait_for("document.querySelector('#card-1.decided')");
  EXPECT_THAT(browser_->text("#card-1 .outcome"), HasSubstr("Retirer"));
  EXPECT_EQ(standing(), (Decisions{{1, DecisionKind::revoke}, {2, DecisionKind::revoke}}));
}

TEST_F(PortalInBrowser, NothingBreaksTheContentSecurityPolicyAndNothingOverflowsAPhone) {
  browser_->set_size(360, 740, true);
  enter();
  for (const auto* page : {"/", "/?split=1", "/?show=flagged", "/nowhere"}) {
    browser_->open(address(page));
    EXPECT_LE(browser_->evaluate("document.documentElement.scrollWidth").get<int>(), 360) << page;
  }
  browser_->open(address("/"));
  EXPECT_EQ(browser_->count("[style], style, script:not([src])"), 0);
  EXPECT_EQ(browser_->evaluate("document.styleSheets.length"), 1);
  EXPECT_EQ(browser_->evaluate("document.cookie"), "");
}

TEST_F(PortalInBrowser, PagesOfStaffFitAPhoneAndNameTheirControls) {
  context_.config.portal_roles[PortalRole::auditor] = {"ines"};
  browser_->set_size(360, 740, true);
  PortalLink link{.reviewer_key = "ines",
                  .reviewer_name = "Ines Duarte",
                  .roles = {PortalRole::auditor},
                  .expires = kPortalNow + kDay};
  const std::string token = new_link_token(link);
  store_.add_link(link);
  browser_->open(address(std::string(kLinkPath) + token));
  browser_->click(".button.primary");
  browser_->wait_for("location.pathname === '/overview'");
  for (const auto* page :
       {"/overview", "/findings", "/access", "/access?q=a", "/campaigns", "/cases?campaign=0190-campaign",
        "/case?campaign=0190-campaign&no=1", "/waivers", "/sources", "/looks"}) {
    browser_->open(address(page));
    EXPECT_LE(browser_->evaluate("document.documentElement.scrollWidth").get<int>(), 360) << page;
    EXPECT_EQ(browser_->count("h1"), 1) << page;
    EXPECT_EQ(browser_->count("[style], style, script:not([src])"), 0) << page;
    EXPECT_EQ(browser_->count(".pages a[aria-current]"), 1) << page;
    EXPECT_EQ(
        browser_->evaluate("[...document.querySelectorAll('select, input:not([type=hidden])')].filter(e => "
                           "!e.labels?.length).length"),
        0)
        << page;
  }
}

TEST_F(PortalInBrowser, EveryControlHasANameAndEveryHeadingItsPlace) {
  enter();
  EXPECT_EQ(browser_->count("h1"), 1);
  EXPECT_EQ(
      browser_->evaluate("[...document.querySelectorAll('textarea, input:not([type=hidden])')].filter(e => "
                         "!e.labels?.length).length"),
      0);
  EXPECT_EQ(browser_->evaluate("[...document.querySelectorAll('button, a')].filter(e => "
                               "!e.textContent.trim()).map(e => e.outerHTML)"),
            Json::array());
  EXPECT_EQ(browser_->evaluate("document.documentElement.lang"), "en");
}

}  // namespace
}  // namespace reeve
