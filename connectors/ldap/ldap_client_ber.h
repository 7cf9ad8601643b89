// The values of the LDAP controls that the client sends and receives.
#pragma once

#include <ldap.h>

#include <string>
#include <vector>

#include "connectors/ldap/ldap_directory.h"

namespace reeve::ldap {

// RFC 2696.
std::string page_value(int size, const std::string& cookie);
std::string page_cookie(LDAPControl** controls);  // empty: that was the last page

// MS-ADTS 3.1.1.3.4.1.5: <GUID=..>;<SID=..>;DN, readable.
std::string extended_names_value();

// RFC 4533, refreshOnly.
std::string sync_value(const std::string& cookie);
Change change_from(LDAPControl** controls);
std::vector<Change> changes_from(LDAP* ld, LDAPMessage* intermediate);
void read_sync_done(LDAPControl** controls, Changes& changes);

}  // namespace reeve::ldap
