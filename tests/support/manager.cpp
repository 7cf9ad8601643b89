#include "tests/support/manager.h"

#include <gtest/gtest.h>

#include "tests/support/chromium.h"
#include "tests/support/portal_client.h"

namespace reeve::test {
namespace {

class ManagerWithoutScripts final : public Manager {
 public:
  explicit ManagerWithoutScripts(const std::string& origin) : origin_(origin), client_(origin) {}

  void enter(const std::string& link) override {
    PortalClient scanner(origin_);  // opens what it finds, and must not use it up
    EXPECT_EQ(scanner.get(link.substr(origin_.size())).status, 200);
    client_.enter(link);
    EXPECT_EQ(scanner.get(link.substr(origin_.size())).status, 410) << "the link works once";
    EXPECT_EQ(scanner.get("/").status, 401);
  }
  std::string desk() override { return client_.get("/").body; }
  void revoke_the_only_card(const std::string& reason) override {
    const std::string page = desk();
    EXPECT_EQ(client_.submit(page, "<article", {{"csrf", "guessed"}, {"decision", "revoke"}}).status, 403);
    const auto decided = client_.submit(page, "<article", {{"decision", "revoke"}, {"reason", reason}});
    EXPECT_EQ(decided.status, 303) << decided.body;
  }
  void sign_off() override {
    const auto signed_off = client_.submit(client_.get("/sign-off").body, "Look it over", {{"agree", "yes"}});
    EXPECT_EQ(signed_off.status, 303) << signed_off.body;
  }

 private:
  std::string origin_;
  PortalClient client_;
};

class ManagerInChromium final : public Manager {
 public:
  ManagerInChromium() : browser_(chromium_binary()) { browser_.set_size(1100, 900); }

  void enter(const std::string& link) override {
    browser_.open(link);
    browser_.click(".button.primary");
    browser_.wait_for("document.querySelector('.card')");
  }
  std::string desk() override { return browser_.text("main"); }
  void revoke_the_only_card(const std::string& reason) override {
    EXPECT_EQ(browser_.count(".card"), 1);
    browser_.click(".card textarea");
    browser_.type(reason);
    browser_.click(".card button[value=revoke]");
    browser_.wait_for("document.querySelector('.card.decided')");
  }
  void sign_off() override {
    browser_.click(".notice a[href='/sign-off']");
    browser_.wait_for("location.pathname === '/sign-off'");
    browser_.click("input[name=agree]");
    browser_.click("form.signoff button[type=submit]");
    browser_.wait_for("location.pathname === '/'");
  }

 private:
  Chromium browser_;
};

}  // namespace

bool has_chromium() { return !chromium_binary().empty(); }

std::unique_ptr<Manager> manager_in_chromium() { return std::make_unique<ManagerInChromium>(); }

std::unique_ptr<Manager> manager_without_scripts(const std::string& origin) {
  return std::make_unique<ManagerWithoutScripts>(origin);
}

}  // namespace reeve::test
