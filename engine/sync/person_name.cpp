#include "engine/sync/person_name.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/core/text.h"

namespace reeve {
namespace {

// Base letters of U+00C0 .. U+017F in order; an empty one means that the character stays as it is.
constexpr std::array<std::string_view, 0x180 - 0xc0> kBaseLetters{
    "a", "a", "a",  "a",  "a", "a", "ae", "c",  "e",  "e", "e", "e", "i",  "i",  "i", "i", "d", "n",
    "o", "o", "o",  "o",  "o", "",  "o",  "u",  "u",  "u", "u", "y", "th", "ss", "a", "a", "a", "a",
    "a", "a", "ae", "c",  "e", "e", "e",  "e",  "i",  "i", "i", "i", "d",  "n",  "o", "o", "o", "o",
    "o", "",  "o",  "u",  "u", "u", "u",  "y",  "th", "y", "a", "a", "a",  "a",  "a", "a", "c", "c",
    "c", "c", "c",  "c",  "c", "c", "d",  "d",  "d",  "d", "e", "e", "e",  "e",  "e", "e", "e", "e",
    "e", "e", "g",  "g",  "g", "g", "g",  "g",  "g",  "g", "h", "h", "h",  "h",  "i", "i", "i", "i",
    "i", "i", "i",  "i",  "i", "i", "ij", "ij", "j",  "j", "k", "k", "k",  "l",  "l", "l", "l", "l",
    "l", "l", "l",  "l",  "l", "n", "n",  "n",  "n",  "n", "n", "n", "n",  "n",  "o", "o", "o", "o",
    "o", "o", "oe", "oe", "r", "r", "r",  "r",  "r",  "r", "s", "s", "s",  "s",  "s", "s", "s", "s",
    "t", "t", "t",  "t",  "t", "t", "u",  "u",  "u",  "u", "u", "u", "u",  "u",  "u", "u", "u", "u",
    "w", "w", "y",  "y",  "y", "z", "z",  "z",  "z",  "z", "z", "s"};

bool is_letter_or_digit(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
}

// U+00C0 .. U+017F are the sequences C3 80 .. C5 BF.
std::string_view base_letter(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0xc3 || first > 0xc5 || at + 1 >= text.size()) return {};
  const auto second = static_cast<unsigned char>(text[at + 1]);
  const unsigned code = (first & 0x1fU) << 6 | (second & 0x3fU);
  return code < 0x180 ? kBaseLetters.at(code - 0xc0) : std::string_view();
}

}  // namespace

std::string comparable_name(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (const std::string_view base = base_letter(name, i); !base.empty()) {
      words.back() += base;
      ++i;
    } else if (is_letter_or_digit(static_cast<unsigned char>(name[i]))) {
      words.back() += name[i];
    } else if (name[i] != '\'') {
      words.emplace_back();
    }
  }
  std::erase(words, "");
  for (std::string& word : words) word = lower_ascii(word);
  std::ranges::sort(words);
  return join(words, " ");
}

std::string login_part(std::string_view login) {
  login = login.substr(login.rfind('\\') + 1);
  return lower_ascii(trim(login.substr(0, login.find('@'))));
}

}  // namespace reeve
