// Rego as text: for what the compiled tree does not tell.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace reeve {

struct TextPlace {
  std::size_t row = 0, column = 0;  // from 1
};

// The text with every comment, string and raw string blanked out; rows and columns stay.
std::string code_only(std::string_view text);

// The first place where `word` stands as a whole word in code; nullopt where it does not.
std::optional<TextPlace> find_word(std::string_view text, std::string_view word);

// A use of rego.metadata, which the compiler replaces by a constant, so that the tree no longer shows it.
// What stands in strings and behind code in comments counts too: template strings hold code.
std::optional<TextPlace> find_erased_builtin(std::string_view text);

}  // namespace reeve
