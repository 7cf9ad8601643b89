#include "tests/support/samba_server.h"

#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

constexpr const char* kServer = "/usr/sbin/samba";
constexpr const char* kTool = "/usr/bin/samba-tool";

// Two tests at once have two processes, so two addresses.
std::string own_address() {
  const int process = getpid();
  return "127.77." + std::to_string(process / 250 % 250 + 1) + "." + std::to_string(process % 250 + 1);
}

}  // namespace

std::string SambaServer::why_unavailable() {
  for (const char* const program : {kServer, kTool, "/usr/bin/ldapmodify", "/usr/bin/kinit"}) {
    if (!fs::exists(program))
      return std::string{"no "} + program + "; scripts/setup installs Samba's domain controller";
  }
  if (getuid() != 0) return "Samba's domain controller needs root, for its ports";
  return {};
}

SambaServer::SambaServer() : address_{own_address()} {
  make_domain();
  make_certificate();
  start();
}

void SambaServer::make_domain() {
  run_command({kTool, "domain", "provision", "--realm=AD.TEST", "--domain=ADTEST", "--server-role=dc",
               "--dns-backend=NONE", "--use-rfc2307", std::string{"--adminpass="} + kPassword,
               "--targetdir=" + (folder_.path() / "dc").string(), "--host-name=dc1", "--host-ip=" + address_,
               "--option=interfaces=" + address_ + "/8", "--option=bind interfaces only=yes"});
  const std::string file = "--configfile=" + configuration().string();
  run_command({kTool, "user", "create", "reader", kPassword, file});
  // The address stands for the host's name, so that nothing has to resolve names.
  run_command({kTool, "spn", "add", "ldap/" + address_, "DC1$", file});
}

void SambaServer::make_certificate() const {
  const std::string key = (folder_.path() / "key.pem").string();
  run_command({"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out",
               authority(), "-days", "1", "-subj", "/CN=dc1", "-addext", "subjectAltName=IP:" + address_});
  fs::permissions(key, fs::perms::owner_read | fs::perms::owner_write);
}

void SambaServer::start() {
  const std::string folder = folder_.path().string();
  process_ =
      ServerProcess{{kServer, "-i", "-M", "single", "-s", configuration().string(),
                     "--option=server services=ldap, cldap, kdc", "--option=pid directory=" + folder,
                     "--option=log file=" + folder + "/log.%m", "--option=ncalrpc dir=" + folder + "/ncalrpc",
                     "--option=interfaces=" + address_ + "/8", "--option=bind interfaces only=yes",
                     "--option=tls certfile=" + authority(), "--option=tls keyfile=" + folder + "/key.pem",
                     "--option=tls cafile=" + authority(), "--debug-stdout"},
                    folder_.path() / "log"};
  for (int wait = 0; wait < 300 && process_.running(); ++wait) {
    try {
      change("");
      return;
    } catch (const std::runtime_error&) {
      std::this_thread::sleep_for(std::chrono::milliseconds{100});
    }
  }
  throw std::runtime_error("Samba does not start: " + content_of(folder_.path() / "log"));
}

void SambaServer::change(const std::string& ldif) const {
  run_command({"/usr/bin/ldapmodify", "-a", "-x", "-H", url(), "-D", kAdmin, "-w", kPassword}, ldif,
              {"LDAPTLS_CACERT=" + authority()});
}

std::vector<std::string> SambaServer::kerberos_for_reader() const {
  const fs::path file = folder_.path() / "krb5.conf";
  std::ofstream{file}
      << "[libdefaults]\n default_realm = AD.TEST\n dns_lookup_kdc = false\n dns_lookup_realm = false\n"
         " dns_canonicalize_hostname = false\n rdns = false\n[realms]\n AD.TEST = {\n  kdc = "
      << address_ << "\n }\n[domain_realm]\n " << address_ << " = AD.TEST\n";
  const std::vector<std::string> environment{"KRB5_CONFIG=" + file.string(),
                                             "KRB5CCNAME=FILE:" + (folder_.path() / "ticket").string()};
  run_command({"/usr/bin/kinit", "reader@AD.TEST"}, std::string{kPassword} + "\n", environment);
  return environment;
}

}  // namespace reeve::test
