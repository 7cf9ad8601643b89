// PORT Connector: reads one source into facts. Reads only; never writes to the source.
//
// Thread rule: one connector object is used by one thread at a time; several objects may work in parallel.
// Errors: `read` throws Error{source} only where not even sections can be reported; everything else closes
// the section it concerns as partial or failed. `check` reports and does not throw for what it could find
// out.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "engine/model/facts.h"
#include "engine/model/sync_run.h"

namespace reeve {

// Where a connector puts what it reads. Sections are opened and closed exactly once each, in any order, not
// nested in a transaction; a section that is never opened is `absent`; one that is opened and not closed is
// failed. Facts of a section come between its open and its close. read == facts + rejects for each section.
class FactSink {
 public:
  virtual ~FactSink() = default;

  // `scope`: what is asked, with which filter, seen with which rights, as canonical text without secrets or
  // times.
  virtual void open(Section section, std::string_view scope) = 0;
  virtual void fact(Fact fact) = 0;
  // A reject with a key blocks that key; one without makes the section partial, because nobody can tell what
  // is missing. The key may be cut to the parts that could be read: a grant whose grantor is unreadable
  // blocks principal, resource and privilege.
  virtual void reject(Reject reject) = 0;
  // complete or partial or failed; `reason` is required for the last two. complete with rejects is worked out
  // here.
  virtual void close(Section section, SectionState state, std::string_view reason = {}) = 0;
};

// One line of `reeve source check`.
struct CheckItem {
  std::string what;  // "read pg_roles"
  TriState ok = TriState::unknown;
  std::string detail;  // what was found, or what to do
};

class Connector {
 public:
  virtual ~Connector() = default;
  virtual std::vector<CheckItem> check() = 0;  // one real round trip
  virtual void read(FactSink& sink, std::stop_token stop) = 0;
};

// One source of reeve.toml. Options are the strings of its table; paths are resolved against `base_dir`.
struct SourceConfig {
  std::string name;
  std::string kind;
  std::string base_dir;
  std::map<std::string, std::string> options;

  // The option's value; throws Error{config} naming source and option where it is missing.
  const std::string& required(const std::string& option) const;
  std::string optional(const std::string& option, std::string fallback) const;
  // The value of the environment variable that `option` names ("password_env"); throws Error{config} where
  // the variable is not set. Empty string where the option is not given.
  std::string secret(const std::string& option) const;
  std::string path(const std::string& option) const;  // required, resolved
};

struct OptionHelp {
  std::string name;
  bool required = false;
  std::string help;
  std::string example;
};

// One entry of the registry (connectors/registry.cpp).
struct ConnectorKind {
  std::string name;  // "csv"
  std::string help;
  std::vector<OptionHelp> options;
  std::unique_ptr<Connector> (*create)(const SourceConfig& config, const Clock& clock) = nullptr;
};

// The connector that reads this source. Throws Error{config} where the registry has no such kind, or the kind
// no such option (with the nearest name), or lacks one that it requires.
std::unique_ptr<Connector> make_connector(const SourceConfig& config, std::span<const ConnectorKind> kinds,
                                          const Clock& clock);

}  // namespace reeve
