#include "connectors/ldap/ldap_schema.h"

#include <vector>

#include "engine/core/text.h"

namespace reeve::ldap {
namespace {

// RFC 4519, as a schema would write them.
constexpr std::string_view kUsual[] = {
    "( 2.5.4.3 NAME ( 'cn' 'commonName' ) )",
    "( 2.5.4.4 NAME ( 'sn' 'surname' ) )",
    "( 2.5.4.6 NAME ( 'c' 'countryName' ) )",
    "( 2.5.4.7 NAME ( 'l' 'localityName' ) )",
    "( 2.5.4.8 NAME ( 'st' 'stateOrProvinceName' ) )",
    "( 2.5.4.9 NAME ( 'street' 'streetAddress' ) )",
    "( 2.5.4.10 NAME ( 'o' 'organizationName' ) )",
    "( 2.5.4.11 NAME ( 'ou' 'organizationalUnitName' ) )",
    "( 0.9.2342.19200300.100.1.1 NAME ( 'uid' 'userid' ) )",
    "( 0.9.2342.19200300.100.1.3 NAME ( 'mail' 'rfc822Mailbox' ) )",
    "( 0.9.2342.19200300.100.1.25 NAME ( 'dc' 'domainComponent' ) )",
};

// Words and brackets; what stands in quotes is one word.
std::vector<std::string> words_of(std::string_view definition) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < definition.size();) {
    const char c = definition[i];
    if (c == ' ') {
      ++i;
    } else if (c == '(' || c == ')') {
      words.emplace_back(1, c);
      ++i;
    } else if (c == '\'') {
      const std::size_t end = std::min(definition.find('\'', i + 1), definition.size());
      words.emplace_back(definition.substr(i + 1, end - i - 1));
      i = end + 1;
    } else {
      const std::size_t end = std::min(definition.find_first_of(" ()", i), definition.size());
      words.emplace_back(definition.substr(i, end - i));
      i = end;
    }
  }
  return words;
}

Comparison comparison_of(std::string_view rule) {
  const std::string name = lower_ascii(rule);
  if (name.starts_with("caseignore")) return Comparison::folded;
  if (name.starts_with("caseexact")) return Comparison::spaced;
  return Comparison::bytes;
}

}  // namespace

Schema::Schema() {
  for (const std::string_view each : kUsual) add(each);
}

Schema::Schema(std::span<const std::string> attribute_types) : Schema() {
  for (const std::string& each : attribute_types) add(each);
  for (auto& [name, definition] : types_) inherit(definition, 0);
}

void Schema::add(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  if (words.size() < 3 || words.front() != "(") return;
  std::vector<std::string> names;
  Definition definition;
  for (std::size_t i = 2; i + 1 < words.size(); ++i) {
    if (words[i] == "NAME" && names.empty()) {
      std::size_t at = i + 1;
      if (words[at] != "(") {
        names.push_back(lower_ascii(words[at]));
      } else {
        for (++at; at < words.size() && words[at] != ")"; ++at) names.push_back(lower_ascii(words[at]));
      }
      i = at;
    } else if (words[i] == "SUP") {
      definition.superior = lower_ascii(words[++i]);
    } else if (words[i] == "EQUALITY") {
      definition.type.comparison = comparison_of(words[++i]);
      definition.has_rule = true;
    } else if (words[i] == "DESC") {
      ++i;
    }
  }
  const std::string oid = lower_ascii(words[1]);
  definition.type.name = names.empty() ? oid : names.front();
  names.push_back(oid);
  for (const std::string& name : names) types_.insert_or_assign(name, definition);
}

void Schema::inherit(Definition& definition, int depth) const {
  if (definition.has_rule || definition.superior.empty() || depth > 10) return;
  const auto superior = types_.find(definition.superior);
  if (superior == types_.end()) return;
  Definition copy = superior->second;
  inherit(copy, depth + 1);
  definition.type.comparison = copy.type.comparison;
  definition.has_rule = copy.has_rule;
}

AttributeType Schema::type(std::string_view name) const {
  std::string key = lower_ascii(name);
  if (key.starts_with("oid.")) key.erase(0, 4);
  const auto found = types_.find(key);
  return found == types_.end() ? AttributeType{.name = key} : found->second.type;
}

}  // namespace reeve::ldap
