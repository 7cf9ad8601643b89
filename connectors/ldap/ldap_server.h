// What a server says about itself, and what follows from it for a read.
#pragma once

#include <string>
#include <vector>

#include "connectors/ldap/ldap_directory.h"
#include "connectors/ldap/ldap_mapping.h"
#include "connectors/ldap/ldap_schema.h"

namespace reeve::ldap {

struct Server {
  Flavour flavour = Flavour::standard;
  std::string product;       // "OpenLDAP", "Active Directory", "an LDAP server"
  std::string default_base;  // empty: the server names none, or several
  std::vector<std::string> contexts;
  std::string subschema;
  std::string domain_service;  // Active Directory: the controller that answers
  std::string highest_usn;     // Active Directory: its newest change
  bool can_page = false;
  bool can_tell_changes = false;  // RFC 4533

  // The context that holds `base`; `base` itself where none is known.
  std::string suffix_of(const std::string& base) const;
};

// The attributes of the root that `server_from` reads.
std::vector<std::string> server_attributes();
Server server_from(const Entry& root);

// Asks. `outcome` says whether that worked.
Server ask_server(Directory& directory, Outcome& outcome);
// The built-in schema where the server does not show its own.
Schema ask_schema(Directory& directory, const Server& server);

}  // namespace reeve::ldap
