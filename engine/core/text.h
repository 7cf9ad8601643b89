// Small text tools without business meaning. Everything is bytes unless a name says UTF-8.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reeve {

std::string_view trim(std::string_view text);
std::string lower_ascii(std::string_view text);
std::string capitalised(std::string text);  // its first letter, where that is a to z
std::vector<std::string> split(std::string_view text, char separator);  // "a||b" -> {a, "", b}; "" -> {}
std::string join(const std::vector<std::string>& parts, std::string_view separator);
// "a", "a and b", "a, b and c".
std::string enumerate_words(const std::vector<std::string>& words);
bool is_valid_utf8(std::string_view text);
// Invalid sequences, controls other than tab and newline, and marks that turn the writing become U+FFFD.
std::string printable_utf8(std::string_view text);
// Number of columns a terminal needs, counting code points (no wide-character table).
std::size_t utf8_length(std::string_view text);
std::string html_escape(std::string_view text);

// Joins the parts of a natural key: parts are separated by U+001F; a U+001F or a backslash inside a part is
// escaped with a backslash. `split_key` is its inverse. Prefixes of parts are prefixes of the key (plus the
// separator).
std::string join_key(std::initializer_list<std::string_view> parts);
std::string join_key(const std::vector<std::string>& parts);
std::vector<std::string> split_key(std::string_view key);
// The same key for people: parts separated by " / ".
std::string printable_key(std::string_view key);

// The candidate with the smallest edit distance, where that is at most a third of the length; for "did you
// mean".
std::optional<std::string> nearest_name(std::string_view name, const std::vector<std::string>& candidates);

// "1 person", "3 people"
std::string count_of(std::size_t count, std::string_view one, std::string_view many);

}  // namespace reeve
