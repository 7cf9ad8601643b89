// A real Active Directory domain controller for tests, by Samba: its own domain AD.TEST in a scratch folder,
// on an address of loopback that is its own (127.77.x.y), because Samba's ports are fixed. Needs root.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/scratch_dir.h"
#include "tests/support/server_process.h"

namespace reeve::test {

class SambaServer {
 public:
  static constexpr const char* kBase = "DC=ad,DC=test";
  static constexpr const char* kAdmin = "administrator@ad.test";
  static constexpr const char* kReader = "reader@ad.test";    // a user without any right of its own
  static constexpr const char* kPassword = "Passw0rd.Adm1n";  // of both

  // Makes the domain and starts it; about ten seconds. Throws std::runtime_error with the server's log.
  SambaServer();
  // Why none can be started on this machine; empty where it can.
  static std::string why_unavailable();

  const std::string& address() const { return address_; }
  std::string url() const { return "ldaps://" + address_; }
  std::string authority() const { return (folder_.path() / "certificate.pem").string(); }

  // LDIF, as kAdmin. Throws with the server's words.
  void change(const std::string& ldif) const;
  // "NAME=value" for the environment, with which a program finds the domain's Kerberos and the reader's
  // ticket.
  std::vector<std::string> kerberos_for_reader() const;

 private:
  void make_domain();
  void make_certificate() const;
  void start();
  std::filesystem::path configuration() const { return folder_.path() / "dc" / "etc" / "smb.conf"; }

  ScratchDir folder_;
  std::string address_;
  ServerProcess process_;
};

}  // namespace reeve::test
