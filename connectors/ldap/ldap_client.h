// The wire to an LDAP server, by libldap: one connection, paged searches, no referral followed, certificates
// checked. Nothing else in the connector talks to a server.
#pragma once

#include <memory>
#include <string>

#include "connectors/ldap/ldap_directory.h"

namespace reeve::ldap {

enum class Bind : unsigned char { anonymous, simple, external, gssapi };
enum class Tls : unsigned char { none, start, from_first_byte };

struct ConnectionOptions {
  std::string url;  // ldap://host:port, ldaps://host:port or ldapi://path
  Tls tls = Tls::none;
  Bind bind = Bind::simple;
  std::string bind_dn;
  std::string password;
  std::string ca_file;           // empty = the machine's authorities
  std::string certificate_file;  // ours, with its key, for EXTERNAL
  std::string key_file;
  int timeout_seconds = 30;  // for the connection, and for each answer
  int page_size = 500;
};

class Client final : public Directory {
 public:
  // Connects and signs in. Throws Error{source} with the server's words and what to do.
  explicit Client(ConnectionOptions options);
  ~Client() override;

  Outcome search(const Search& search, const std::stop_token& stop,
                 const std::function<void(Entry&)>& visit) override;
  Changes changes(const Search& search, const std::string& cookie, const std::stop_token& stop,
                  const std::function<void(const Change&)>& visit) override;
  std::string reconnect() override;

  // For removers alone: takes one value of an attribute away, or adds it. Empty where the server did so, else
  // its words; `lost` where nobody can tell.
  enum class Modification : unsigned char { take_away, add };
  struct Modified {
    std::string problem;
    bool lost = false;
  };
  Modified modify(const std::string& dn, const std::string& attribute, const std::string& value,
                  Modification modification);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve::ldap
