// The language of a page. English stands in templates and code; portal/languages/<code>.json holds what is
// said instead. Another language is one more file there and nothing else.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/json.h"
#include "engine/core/time.h"
#include "engine/net/http_server.h"

namespace reeve::portal {

using Placeholders = std::initializer_list<std::pair<const char*, std::string>>;

class Language {
 public:
  explicit Language(const Json& catalogue);

  const std::string& code() const { return code_; }  // "fr"
  const std::string& name() const { return name_; }  // "Français", in its own words

  // What is said for the English text, with {placeholders} filled; the English text where there is nothing
  // else.
  std::string operator()(const std::string& english, Placeholders values = {}) const;
  // The one or the other, by the rule of the language; {n} is the number.
  std::string count(std::size_t n, const std::string& one, const std::string& many) const;
  bool knows(const std::string& english) const { return texts_.contains(english); }

  std::string date(UtcMillis t) const;    // "2026-12-08", "8 décembre 2026"
  std::string minute(UtcMillis t) const;  // "2026-12-08 17:00 UTC"

  // Puts what is said in the place of each [[English text]] of a template.
  std::string in_template(std::string text) const;

  const std::map<std::string, std::string>& texts() const { return texts_; }

 private:
  std::string code_, name_;
  std::string first_day_;  // of a month: "1er"
  std::string date_, minute_;
  std::vector<std::size_t> singular_;  // numbers that take `one`
  std::vector<std::string> months_;
  std::map<std::string, std::string> texts_;
};

// All there are, by code.
const std::map<std::string, Language>& languages();
const Language& english();

// What the reader chose on a page before; else the first of the browser's languages that there is; else
// English.
inline constexpr const char* kLanguageCookie = "__Host-reeve-language";
const Language& language_of(const ServerRequest& request);

}  // namespace reeve::portal
