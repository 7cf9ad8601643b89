// The options of a source of this kind, checked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connectors/ldap/ldap_client.h"
#include "connectors/ldap/ldap_mapping.h"
#include "engine/sync/connector.h"

namespace reeve::ldap {

struct Options {
  ConnectionOptions connection;
  std::string base;  // empty = what the server says
  std::string people_base, people_filter;
  std::string group_base, group_filter;
  People people = People::none;
  FieldNames fields;  // those that the configuration names
  std::vector<std::string> known_referrals;
  std::string memory_dir;  // of incremental reads; empty = always read everything
  int full_read_after_days = 7;
};

std::vector<OptionHelp> option_help();
// Throws Error{config} naming the option and what to write.
Options options_from(const SourceConfig& config);

}  // namespace reeve::ldap
