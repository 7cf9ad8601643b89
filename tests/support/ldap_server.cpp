#include "tests/support/ldap_server.h"

#include <chrono>
#include <stdexcept>
#include <thread>

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

constexpr const char* kServer = "/usr/sbin/slapd";
constexpr const char* kLoader = "/usr/sbin/slapadd";

std::string configuration(const fs::path& folder, const LdapServerSetup& setup) {
  std::string text;
  for (const char* const schema : {"core", "cosine", "inetorgperson", "nis", "dyngroup"}) {
    text += std::string{"include /etc/ldap/schema/"} + schema + ".schema\n";
  }
  text += "modulepath /usr/lib/ldap\n";
  for (const char* const module : {"back_mdb", "syncprov", "ppolicy", "refint"}) {
    text += std::string{"moduleload "} + module + "\n";
  }
  text += "pidfile " + (folder / "pid").string() + "\n" + setup.global + "\n";
  text += std::string{"database mdb\nmaxsize 1073741824\ndbnosync\nsuffix "} + LdapServer::kBase +
          "\nrootdn " + LdapServer::kAdmin + "\nrootpw " + LdapServer::kPassword + "\ndirectory " +
          (folder / "data").string() + "\nindex objectClass,uid,entryCSN,entryUUID eq\n" + setup.database +
          "\n";
  return text;
}

}  // namespace

std::string LdapServer::why_unavailable() {
  if (!fs::exists(kServer) || !fs::exists("/usr/bin/ldapmodify")) {
    return "no OpenLDAP server; scripts/setup installs one";
  }
  return {};
}

LdapServer::LdapServer(LdapServerSetup setup)
    : has_tls_{setup.global.find("TLSCertificateFile") != std::string::npos} {
  fs::create_directory(folder_.path() / "data");
  const fs::path file = folder_.write("slapd.conf", configuration(folder_.path(), setup));
  const std::string top = std::string{"dn: "} + kBase +
                          "\nobjectClass: dcObject\nobjectClass: organization\n" +
                          "dc: example\no: Example\n\n";
  run_command({kLoader, "-q", "-f", file.string()}, top + setup.content);
  for (int attempt = 0; attempt < 3; ++attempt) {
    if (start()) return;
  }
  throw std::runtime_error("slapd does not start: " + content_of(folder_.path() / "log"));
}

bool LdapServer::start() {
  port_ = free_port();
  secure_port_ = free_port();
  std::string addresses = url() + " " + socket_url();
  if (has_tls_) addresses += " " + secure_url();
  process_ =
      ServerProcess{{kServer, "-d", "0", "-f", (folder_.path() / "slapd.conf").string(), "-h", addresses},
                    folder_.path() / "log"};
  for (int wait = 0; wait < 500 && process_.running(); ++wait) {
    try {
      search({"-s", "base", "-b", "", "1.1"});
      return true;
    } catch (const std::runtime_error&) {
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
  }
  return false;
}

std::string LdapServer::socket_url() const {
  std::string encoded;
  for (const char c : (folder_.path() / "socket").string())
    encoded += c == '/' ? std::string{"%2F"} : std::string(1, c);
  return "ldapi://" + encoded;
}

void LdapServer::change(const std::string& ldif) const {
  run_command({"/usr/bin/ldapmodify", "-a", "-x", "-H", url(), "-D", kAdmin, "-w", kPassword}, ldif);
}

std::string LdapServer::search(const std::vector<std::string>& arguments) const {
  std::vector<std::string> command{
      "/usr/bin/ldapsearch", "-x", "-LLL", "-H", url(), "-D", kAdmin, "-w", kPassword};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_command(command);
}

}  // namespace reeve::test
