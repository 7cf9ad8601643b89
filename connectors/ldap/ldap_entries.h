// The entries of a search, each once, whatever happens to the connection; and values that come in pieces.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "connectors/ldap/ldap_directory.h"
#include "connectors/ldap/ldap_seen.h"

namespace reeve::ldap {

// As Directory::search, and where the connection is lost it is made again and the search is asked again, up
// to `attempts` times in all; what was given before is not given again. A server that repeats itself without
// end is stopped.
class Entries {
 public:
  static constexpr int kAttempts = 3;
  static constexpr int kMostRepeated = 2000;  // entries in a row that came before: more than a page

  explicit Entries(Directory& directory) : directory_{directory} {}
  virtual ~Entries() = default;

  // For what the read consists of; may answer from what an earlier read has kept (ldap_incremental.h).
  virtual Outcome each(const Search& search, const std::stop_token& stop,
                       const std::function<void(Entry&)>& visit) {
    return ask(search, stop, visit);
  }
  // Empty where the next read of this search need only ask for changes; else why it will be a full one.
  virtual std::string why_in_full(const Search&) { return "nothing is kept of a read"; }
  // Always from the server.
  Outcome ask(const Search& search, const std::stop_token& stop, const std::function<void(Entry&)>& visit);

 protected:
  Directory& directory_;
};

// Active Directory gives long lists in pieces: "member;range=0-1499". Asks for the others until the last, and
// leaves one attribute without a range. Empty, or what is missing and why.
std::string complete_ranges(Directory& directory, const Search& search, const std::stop_token& stop,
                            Entry& entry);

}  // namespace reeve::ldap
