// A server that has been asked what it is, with the mapping and the plan that fit it.
#pragma once

#include <memory>

#include "connectors/ldap/ldap_options.h"
#include "connectors/ldap/ldap_reader.h"
#include "connectors/ldap/ldap_server.h"

namespace reeve::ldap {

class Session {
 public:
  // Throws Error{source} where the server does not say what it is, or not where to look.
  Session(Directory& directory, const Options& options);

  const Server& server() const { return server_; }
  const Mapping& mapping() const { return mapping_; }
  const Plan& plan() const { return plan_; }

 private:
  Server server_;
  Names names_;
  Mapping mapping_;
  Plan plan_;
};

// Where the entries of a read come from: the server alone, or what the last read kept and the changes since.
std::unique_ptr<Entries> entries_for(Directory& directory, const Session& session, const Options& options,
                                     UtcMillis now);

}  // namespace reeve::ldap
