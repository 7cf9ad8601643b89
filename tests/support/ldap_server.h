// A real OpenLDAP server for tests: its own database in a scratch folder, on loopback, on free ports.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/scratch_dir.h"
#include "tests/support/server_process.h"

namespace reeve::test {

// Lines of slapd.conf, beside those that every server here has.
struct LdapServerSetup {
  std::string global;    // before the database: limits, TLS
  std::string database;  // of the database dc=example,dc=org: access, overlays
  std::string content;   // LDIF, loaded before the start
};

class LdapServer {
 public:
  static constexpr const char* kBase = "dc=example,dc=org";
  static constexpr const char* kAdmin = "cn=admin,dc=example,dc=org";
  static constexpr const char* kPassword = "secret";  // of kAdmin

  // Starts one; throws std::runtime_error with the server's log where that fails.
  explicit LdapServer(LdapServerSetup setup = {});
  // Why none can be started on this machine; empty where it can.
  static std::string why_unavailable();

  int port() const { return port_; }
  std::string url() const { return "ldap://127.0.0.1:" + std::to_string(port_); }
  std::string secure_url() const { return "ldaps://127.0.0.1:" + std::to_string(secure_port_); }
  std::string socket_url() const;
  const std::filesystem::path& folder() const { return folder_.path(); }

  // LDIF, as kAdmin: entries, or changes with `changetype`. Throws with the server's words.
  void change(const std::string& ldif) const;
  std::string search(const std::vector<std::string>& arguments) const;

 private:
  bool start();

  ScratchDir folder_;
  bool has_tls_ = false;
  int port_ = 0;
  int secure_port_ = 0;
  ServerProcess process_;
};

}  // namespace reeve::test
