// reeve.toml as values. Format: docs/formats/reeve-toml.md.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/model/portal_role.h"
#include "engine/remediation/ticket_sink.h"
#include "engine/sync/connector.h"

namespace reeve {

// What a snapshot holds of a source that could not be read or is quarantined. It is named as missing in both
// cases.
enum class FailedSource : unsigned char { leave_out, last_good };

// What a removal plan may not do, and who has to agree to one.
struct RemovalSettings {
  int most_percent = 20;         // of a source's memberships and grants in one plan; five are always allowed
  int approvals = 0;             // people who approve a plan before it is applied
  int high_value_approvals = 0;  // the same, for a plan with a change that ends critical access
  int undo_days = 30;            // how long `revoke undo` puts back what was removed
  int due_days_critical = 1;     // until when a removal is to be done, by the risk of what it ends
  int due_days_high = 7;
  int due_days_medium = 14;
  int due_days_low = 30;
  std::vector<std::string> birthright;    // "SOURCE/GROUP": memberships and grants that everybody has
  std::vector<std::string> keep_staffed;  // "SOURCE/GROUP": never without somebody who can sign in
};

// Credentials with which reeve removes at a source itself: [remove.<source>].
struct RemoveConfig {
  std::string name;  // of the source
  std::string kind;  // always empty
  std::string base_dir;
  std::map<std::string, std::string> options;
};

struct Config {
  std::string path;      // of reeve.toml
  std::string base_dir;  // its folder; the paths below are resolved against it
  std::string company = "your company";
  std::string store = "sqlite:reeve.db";
  std::string opa_binary;             // empty: beside reeve, then ../libexec/reeve/opa, then PATH
  std::vector<std::string> opa_urls;  // OPA servers that run elsewhere; empty: one is started
  std::string opa_token_env;          // environment variable with their bearer token; empty = none
  std::string opa_ca_file;            // PEM; empty: the system's
  std::string policy_pack_dir;        // rules, lib and data in the place of the shipped ones; empty = none
  std::string policy_data_dir;   // JSON files that replace shipped data files of the same name; empty = none
  std::string policy_rules_dir;  // <group>/<rule>/<rule>.rego of the company's own; empty = none
  std::vector<std::string> disabled_rules;  // printed wherever findings are counted
  std::string labels_file;                  // classification decisions (docs/formats/labels.md); empty = none
  std::string bindings_file;                // docs/formats/bindings.md; empty = none
  std::string entitlements_file;            // docs/formats/entitlements.md; empty = none
  std::string register_file;                // docs/formats/register.md; empty = none
  int max_source_age_days = 7;              // older runs make a source stale
  int max_source_skew_hours = 0;            // sources read further apart make the older one stale; 0 = any
  int correlation_percent = 0;              // weaker rules of correlation decide nothing
  int quarantine_loss_percent = 20;         // a run that loses more than this is quarantined
  FailedSource failed_source = FailedSource::leave_out;
  std::string portal_listen = "127.0.0.1:8080";
  std::string portal_url;      // as reviewers see it; empty: http://<listen>
  // Who has which staff role: names of people as `reeve access` takes them, or texts of their own.
  std::map<PortalRole, std::vector<std::string>> portal_roles;
  std::string campaign_owner;  // identity key or e-mail: reviewer of last resort
  int campaign_days = 14;
  std::string campaign_definition = "review";        // the one that is opened where none is named
  std::string campaign_definitions;                  // folder of the company's own; empty = none
  std::map<std::string, std::string> source_owners;  // identity key or e-mail, by source
  std::vector<SourceConfig> sources;                 // in the order of the file
  std::vector<SourceConfig> catalogues;  // imports of what resources contain, in the order of the file
  std::vector<SinkConfig> ticket_sinks;
  RemovalSettings removal;
  std::vector<RemoveConfig> removers;
};

// Throws Error{config} "reeve.toml: line L: ..." on a syntax error, an unknown key (with the nearest name), a
// wrong type, a missing value or two sources of one name; Error{not_found} saying "run `reeve init`" where
// there is no file.
Config load_config(const std::string& path);

// The commented file that `reeve init` writes. It parses.
std::string config_template(const std::string& company);

}  // namespace reeve
