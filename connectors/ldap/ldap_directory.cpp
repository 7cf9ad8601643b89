#include "connectors/ldap/ldap_directory.h"

#include <strings.h>

namespace reeve::ldap {

const std::vector<std::string>* Entry::values(std::string_view name) const {
  for (const Attribute& attribute : attributes) {
    if (attribute.name.size() == name.size() &&
        strncasecmp(attribute.name.data(), name.data(), name.size()) == 0) {
      return &attribute.values;
    }
  }
  return nullptr;
}

std::string_view Entry::first(std::string_view name) const {
  const auto* const found = values(name);
  return found == nullptr || found->empty() ? std::string_view{} : std::string_view{found->front()};
}

std::optional<Entry> entry_of(Directory& directory, const Search& search, Outcome& outcome) {
  std::optional<Entry> found;
  outcome = directory.search(search, {}, [&](const Entry& entry) { found = entry; });
  return found;
}

}  // namespace reeve::ldap
