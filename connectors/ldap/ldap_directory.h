// The seam between the connector and a directory server: what is asked, and what comes back. The client talks
// to a real server (ldap_client.h); tests put servers behind it that do what real ones seldom do.
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::ldap {

struct Attribute {
  std::string name;  // lower case, options included: "member;range=0-1499"
  std::vector<std::string> values;
};

struct Entry {
  std::string dn;  // as the server writes it
  std::vector<Attribute> attributes;

  // Both without regard to case; nullptr and "" where the entry shows no such attribute.
  const std::vector<std::string>* values(std::string_view name) const;
  std::string_view first(std::string_view name) const;
};

enum class Scope : unsigned char { base, one_level, subtree };

struct Search {
  std::string base;
  Scope scope = Scope::subtree;
  std::string filter = "(objectClass=*)";
  std::vector<std::string> attributes;
  std::vector<std::string> links;  // those of them whose values name entries
  bool paged = true;               // in pages, where the server can
  bool guid_in_names =
      false;  // Active Directory: names in values carry the GUID and the SID of what they name
};

// How a search ended.
struct Outcome {
  std::string problem;                 // empty: everything that the account may see was given
  bool lost = false;                   // the connection is gone; `reconnect` and ask again
  std::vector<std::string> referrals;  // parts of the tree that other servers hold; nobody asked those

  bool whole() const { return problem.empty(); }
};

// One change since a cookie (RFC 4533).
struct Change {
  enum class Kind : unsigned char { stored, unchanged, removed };
  Kind kind = Kind::stored;
  std::string uuid;  // 16 bytes
  Entry entry;       // of what is stored
};

struct Changes : Outcome {
  std::string cookie;           // of the next call
  bool rest_is_removed = true;  // what was neither stored nor unchanged is no longer there
};

// Thread rule: one thread. Nothing here throws for what a server does.
class Directory {
 public:
  virtual ~Directory() = default;

  // Calls `visit` for every entry, as it comes. `visit` may ask for other entries meanwhile.
  virtual Outcome search(const Search& search, const std::stop_token& stop,
                         const std::function<void(Entry&)>& visit) = 0;
  // What changed since `cookie`; everything where it is empty.
  virtual Changes changes(const Search& search, const std::string& cookie, const std::stop_token& stop,
                          const std::function<void(const Change&)>& visit) = 0;
  // A new connection, signed in as before. Empty, or why there is none.
  virtual std::string reconnect() = 0;
};

// The one entry of this name. nullopt where there is none; `outcome` says whether that is sure.
std::optional<Entry> entry_of(Directory& directory, const Search& search, Outcome& outcome);

}  // namespace reeve::ldap
