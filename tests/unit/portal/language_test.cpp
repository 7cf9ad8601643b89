#include "portal/language.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "tests/support/paths.h"

namespace reeve::portal {
namespace {

using testing::IsEmpty;

constexpr UtcMillis kNoon = 1'796'126'400'000;  // 2026-12-01 12:00 UTC

std::string text_of(const std::filesystem::path& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The adjacent string literals that begin at `at`, as one text; `at` moves behind them.
std::string literals_at(const std::string& code, std::size_t& at) {
  std::string out;
  for (at = code.find_first_not_of(" \n", at); at != std::string::npos && code[at] == '"';
       at = code.find_first_not_of(" \n", at)) {
    for (++at; code[at] != '"'; ++at) {
      if (code[at] == '\\') ++at;
      out += code[at];
    }
    ++at;
  }
  return out;
}

void add(std::set<std::string>& texts, const std::string& text) {
  if (!text.empty()) texts.insert(text);
}

// What code says: say("..."), say.count(n, "...", "...") and message(request, 404, "...", "...", "...").
void add_code(std::set<std::string>& texts, const std::string& code) {
  for (std::size_t at = code.find("say("); at != std::string::npos; at = code.find("say(", at))
    add(texts, literals_at(code, at += 4));
  for (const std::string call : {"say.count(", "message(request, ", "message(nobody, "}) {
    for (std::size_t at = code.find(call); at != std::string::npos; at = code.find(call, at)) {
      const std::size_t end = code.find(';', at);
      at = code.find('"', at);
      while (at < end) {
        add(texts, literals_at(code, at));
        at = code.find_first_not_of(" \n,", at);
        if (at == std::string::npos || code[at] != '"') break;
      }
      at = std::min(at, end);
    }
  }
}

std::set<std::string> texts_of_the_portal() {
  std::set<std::string> texts;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(test::source_dir() / "portal")) {
    const std::string text = entry.is_regular_file() ? text_of(entry.path()) : "";
    if (entry.path().extension() == ".cpp") add_code(texts, text);
    if (entry.path().extension() != ".html") continue;
    for (std::size_t at = text.find("[["); at != std::string::npos; at = text.find("[[", at + 2))
      texts.insert(text.substr(at + 2, text.find("]]", at) - at - 2));
  }
  return texts;
}

TEST(Languages, EveryOneSaysEveryTextOfThePortal) {
  const std::set<std::string> texts = texts_of_the_portal();
  EXPECT_GT(texts.size(), 120U);
  ASSERT_TRUE(texts.contains("Keep until then"));
  ASSERT_TRUE(texts.contains("You are signed out"));
  for (const auto& [code, language] : languages()) {
    if (code == "en") continue;
    std::vector<std::string> missing;
    for (const std::string& text : texts) {
      if (!language.knows(text)) missing.push_back(text);
    }
    EXPECT_THAT(missing, IsEmpty()) << code;
  }
}

TEST(Languages, ATranslationHasThePlaceholdersOfItsText) {
  const auto placeholders = [](const std::string& text) {
    std::multiset<std::string> found;
    for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1))
      found.insert(text.substr(at, text.find('}', at) - at));
    return found;
  };
  for (const auto& [code, language] : languages()) {
    for (const auto& [english_text, said] : language.texts())
      EXPECT_EQ(placeholders(said), placeholders(english_text)) << code << ": " << english_text;
  }
}

TEST(Languages, NumbersAndDatesFollowTheLanguage) {
  const Language& french = languages().at("fr");
  EXPECT_EQ(french.count(0, "{n} day left", "{n} days left"), "encore 0 jour");
  EXPECT_EQ(french.count(1, "{n} day left", "{n} days left"), "encore 1 jour");
  EXPECT_EQ(french.count(2, "{n} day left", "{n} days left"), "encore 2 jours");
  EXPECT_EQ(english().count(0, "{n} day left", "{n} days left"), "0 days left");
  EXPECT_EQ(english().count(1, "{n} day left", "{n} days left"), "1 day left");
  EXPECT_EQ(french.date(kNoon), "1er décembre 2026");
  EXPECT_EQ(french.date(kNoon + 7 * kDay), "8 décembre 2026");
  EXPECT_EQ(french.minute(kNoon), "1er décembre 2026 à 12:00 UTC");
  EXPECT_EQ(english().minute(kNoon), "2026-12-01 12:00 UTC");
}

TEST(Languages, WhatIsNotTranslatedStaysEnglishAndValuesAreNotReadAsPlaceholders) {
  const Language& french = languages().at("fr");
  EXPECT_EQ(french("no such text {a}", {{"a", "1"}}), "no such text 1");
  EXPECT_EQ(french("since {day}", {{"day", "{day}"}}), "depuis le {day}");
  EXPECT_EQ(french.in_template("<b>[[Keep]]</b> [[nothing]]"), "<b>Conserver</b> nothing");
}

TEST(Languages, AreChosenByTheReaderThenByTheBrowser) {
  ServerRequest request;
  EXPECT_EQ(language_of(request).code(), "en");
  request.headers["accept-language"] = "de-CH, fr-CH;q=0.9, en;q=0.8";
  EXPECT_EQ(language_of(request).code(), "fr");
  request.headers["accept-language"] = "*";
  EXPECT_EQ(language_of(request).code(), "en");
  request.cookies[kLanguageCookie] = "fr";
  EXPECT_EQ(language_of(request).code(), "fr");
  request.cookies[kLanguageCookie] = "../../etc";
  EXPECT_EQ(language_of(request).code(), "en");
}

}  // namespace
}  // namespace reeve::portal
