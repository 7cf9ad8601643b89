// Distinguished names (RFC 4514), compared by the rules of their attribute types and not by their bytes.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "connectors/ldap/ldap_schema.h"

namespace reeve::ldap {

// One text per name: two names are the same entry exactly where their normal forms are equal. The normal form
// is itself a distinguished name, so that people can read and type it.
class Names {
 public:
  explicit Names(Schema schema) : schema_{std::move(schema)} {}

  // nullopt where the text is no distinguished name. Remembers what it worked out about the upper parts of
  // names, because most names share them.
  std::optional<std::string> normal(std::string_view dn);

 private:
  std::optional<std::string> normal_rdn(std::string_view rdn);
  std::optional<std::string> plain_rdn(std::string_view rdn);
  std::optional<std::string> normal_upper(std::string_view upper);
  const AttributeType& type(std::string_view name);

  Schema schema_;
  std::unordered_map<std::string, std::optional<std::string>> uppers_;
  std::string last_upper_, last_normal_upper_;                // most names share it with the one before
  std::vector<std::pair<std::string, AttributeType>> types_;  // as names write them, few
};

// The value without regard to case, the number of spaces, and ways to compose a character: for what is
// compared by caseIgnoreMatch. Text that is no UTF-8 stays as it is.
std::string folded(std::string_view value);

// A value as it has to stand inside a filter (RFC 4515).
std::string in_filter(std::string_view value);

// ldap:///base?attributes?scope?filter (RFC 4516). nullopt where the text is something else, or names a host.
struct SearchUrl {
  std::string base;
  std::string scope;  // base, one or sub
  std::string filter;
};
std::optional<SearchUrl> local_search_from(std::string_view url);

}  // namespace reeve::ldap
