// A headless Chromium, spoken to over its debugging pipe (Chrome DevTools Protocol, messages end with NUL).
//
// One page at a time. Every wait has an end; what does not come in time throws std::runtime_error with what
// was waited for. The browser is started with an empty profile in a scratch folder and is killed, with its
// children, at the end of the scope.
#pragma once

#include <string>

#include "engine/core/json.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {

// /usr/bin/chromium or chromium on PATH; empty where there is none.
std::string chromium_binary();

class Chromium {
 public:
  explicit Chromium(const std::string& binary);
  ~Chromium();
  Chromium(const Chromium&) = delete;
  Chromium& operator=(const Chromium&) = delete;

  void open(const std::string& url);  // returns when the page has loaded
  void set_scripts(bool on);          // of the page; our own evaluations run either way
  void set_size(int width, int height, bool mobile = false);
  void set_dark(bool on);

  Json evaluate(const std::string& expression);   // its value; throws where it throws
  std::string text(const std::string& selector);  // innerText of the first match; throws where there is none
  int count(const std::string& selector);
  std::string url();
  // A real mouse click in the middle of the first match, scrolled into view. A click that loads a page is
  // waited for.
  void click(const std::string& selector);
  void press(const std::string& key);            // "j", "Tab", "Escape"
  void type(const std::string& text);            // into what has the focus
  void wait_for(const std::string& expression);  // until it is true
  std::string screenshot();                      // PNG of the whole page, in base64

 private:
  Json call(const std::string& method, Json params = Json::object(), bool in_page = true);
  Json next_message();
  void wait_for_load();

  ScratchDir profile_;
  int to_ = -1;
  int from_ = -1;
  int process_ = -1;
  int next_id_ = 1;
  std::string page_;
  std::string buffer_;
  int loads_ = 0;  // how often the page has loaded
};

}  // namespace reeve::test
