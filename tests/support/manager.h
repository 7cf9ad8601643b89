// A manager who reviews in the portal with her single-use link, in one of the ways in which people do.
#pragma once

#include <memory>
#include <string>

namespace reeve::test {

// Each step fails the test, or throws, where the portal does not do what she asks for.
class Manager {
 public:
  virtual ~Manager() = default;
  virtual void enter(const std::string& link) = 0;
  virtual std::string desk() = 0;  // what stands there
  virtual void revoke_the_only_card(const std::string& reason) = 0;
  virtual void sign_off() = 0;
};

bool has_chromium();
std::unique_ptr<Manager> manager_in_chromium();
// Sends the forms of the pages. Tries on the way what must not work: to use up her link by opening it, to
// open it a second time, to come in without it, and to send a form of another page.
std::unique_ptr<Manager> manager_without_scripts(const std::string& origin);

}  // namespace reeve::test
