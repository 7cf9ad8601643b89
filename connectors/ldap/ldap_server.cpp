#include "connectors/ldap/ldap_server.h"

#include <algorithm>

namespace reeve::ldap {
namespace {

// Active Directory, and the same as a plain directory service (MS-ADTS 3.1.1.3.4.3).
constexpr std::string_view kActiveDirectory[] = {"1.2.840.113556.1.4.800", "1.2.840.113556.1.4.1851"};
constexpr std::string_view kPagedResults = "1.2.840.113556.1.4.319";
constexpr std::string_view kContentSync = "1.3.6.1.4.1.4203.1.9.1.1";

bool has(const Entry& entry, std::string_view attribute, std::string_view value) {
  const auto* const values = entry.values(attribute);
  return values != nullptr && std::ranges::find(*values, value) != values->end();
}

}  // namespace

std::string Server::suffix_of(const std::string& base) const {
  std::string longest;
  for (const std::string& context : contexts) {
    const std::string tail = context.size() <= base.size() ? base.substr(base.size() - context.size()) : "";
    if (folded(tail) == folded(context) && context.size() > longest.size()) longest = context;
  }
  return longest.empty() ? base : longest;
}

std::vector<std::string> server_attributes() {
  return {"objectClass",          "supportedCapabilities", "supportedControl", "namingContexts",
          "defaultNamingContext", "subschemaSubentry",     "dsServiceName",    "highestCommittedUSN"};
}

Server server_from(const Entry& root) {
  Server server{.product = "an LDAP server"};
  if (has(root, "objectClass", "OpenLDAProotDSE")) server.product = "OpenLDAP";
  if (std::ranges::any_of(kActiveDirectory,
                          [&](std::string_view each) { return has(root, "supportedCapabilities", each); })) {
    server.flavour = Flavour::active_directory;
    server.product = "Active Directory";
  }
  server.default_base = root.first("defaultNamingContext");
  const auto* const contexts = root.values("namingContexts");
  if (contexts != nullptr) server.contexts = *contexts;
  if (server.default_base.empty() && contexts != nullptr && contexts->size() == 1) {
    server.default_base = contexts->front();
  }
  server.subschema = root.first("subschemaSubentry");
  server.domain_service = root.first("dsServiceName");
  server.highest_usn = root.first("highestCommittedUSN");
  server.can_page = has(root, "supportedControl", kPagedResults);
  server.can_tell_changes = has(root, "supportedControl", kContentSync);
  return server;
}

Server ask_server(Directory& directory, Outcome& outcome) {
  const auto root =
      entry_of(directory, {.base = "", .scope = Scope::base, .attributes = server_attributes()}, outcome);
  if (!root && outcome.whole()) outcome.problem = "the server shows nothing about itself (its root entry)";
  return root ? server_from(*root) : Server{};
}

Schema ask_schema(Directory& directory, const Server& server) {
  if (server.subschema.empty()) return {};
  Outcome outcome;
  const auto subschema = entry_of(
      directory, {.base = server.subschema, .scope = Scope::base, .attributes = {"attributeTypes"}}, outcome);
  const auto* const types = subschema ? subschema->values("attributeTypes") : nullptr;
  return types == nullptr ? Schema{} : Schema{*types};
}

}  // namespace reeve::ldap
