// The entries of a search from what the last read has kept and the changes since; everything from the server
// where that is not sure to be the same.
//
// Elsewhere than in Active Directory: the server is asked for changes by the cookie of content
// synchronisation (RFC 4533). Renaming an upper entry changes the names below it without telling; so the
// names of upper entries are compared, and any that changed makes the read a full one.
//
// Active Directory: entries whose uSNChanged is higher than the last one, by the same controller in the same
// life. What is still there, under which name and with which number, is asked for each time, so neither a
// deletion nor a move nor a right that changed is missed, and no right on deleted objects is needed.
//
// Both: where an entry is deleted or renamed, its name in others changes without their counting as changed
// (in OpenLDAP by the overlay refint). So groups are always read from the server, and of people the names
// that they hold.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "connectors/ldap/ldap_entries.h"
#include "connectors/ldap/ldap_memory.h"
#include "connectors/ldap/ldap_server.h"

namespace reeve::ldap {

struct IncrementalOptions {
  std::filesystem::path folder;
  std::string asked_as;      // address and account: part of the fingerprint
  std::string known_filter;  // people or groups: what is neither has a place only
  UtcMillis now = 0;
  int full_read_after_days = 7;
};

class IncrementalEntries final : public Entries {
 public:
  IncrementalEntries(Directory& directory, const Server& server, IncrementalOptions options);

  Outcome each(const Search& search, const std::stop_token& stop,
               const std::function<void(Entry&)>& visit) override;

  std::string why_in_full(const Search& search) override;
  int full_reads() const { return full_reads_; }

 private:
  using Visit = std::function<void(Entry&)>;
  // An answer from memory and changes; nullopt where a full read is needed. Nothing was visited then.
  std::optional<Outcome> from_changes(const Search& search, const std::stop_token& stop,
                                      const MemoryHeader& known, const MemoryHeader& next,
                                      const Visit& visit);
  std::optional<Outcome> from_cookie(const Search& search, const std::stop_token& stop,
                                     const MemoryHeader& known, const MemoryHeader& next, const Visit& visit);
  std::optional<Outcome> from_numbers(const Search& search, const std::stop_token& stop,
                                      const MemoryHeader& known, const MemoryHeader& next,
                                      const Visit& visit);
  Outcome in_full(const Search& search, const std::stop_token& stop, const MemoryHeader& next,
                  const Visit& visit);

  using AttributesById = std::unordered_map<std::string, std::vector<Attribute>>;
  // The links that entries hold now; false where they could not be read.
  bool read_links(const Search& search, const std::stop_token& stop, AttributesById& links);
  // What the header of a read that begins now says; nullopt where the server does not tell enough.
  std::optional<MemoryHeader> header_now(const Search& search);
  std::optional<std::string> context_cookie(const std::string& base);
  std::optional<std::string> places(const std::string& base, const std::stop_token& stop);
  std::optional<std::string> controller_life();
  KeptEntry kept_from(const Search& search, const std::stop_token& stop, Entry& entry, bool& sound);
  std::filesystem::path file_of(const Search& search) const;
  bool is_active_directory() const { return server_.flavour == Flavour::active_directory; }

  const Server& server_;
  IncrementalOptions options_;
  std::map<std::string, std::optional<std::string>> places_;  // by base, of this read
  int full_reads_ = 0;
};

}  // namespace reeve::ldap
