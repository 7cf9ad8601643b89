#include "tests/support/certificates.h"

#include <fstream>

#include "tests/support/server_process.h"

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

fs::path key_in(const fs::path& folder, const std::string& name) {
  fs::path key = folder / (name + ".key");
  run_command({"openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key.string()});
  fs::permissions(key, fs::perms::owner_read | fs::perms::owner_write);
  return key;
}

void self_sign(const fs::path& certificate, const fs::path& key, const std::string& subject,
               const std::string& extension) {
  run_command({"openssl", "req", "-x509", "-new", "-key", key.string(), "-days", "1", "-subj", subject,
               "-addext", extension, "-out", certificate.string()});
}

void sign(const fs::path& folder, const std::string& name, const std::string& subject,
          const std::string& hosts) {
  const std::string base = (folder / name).string();
  run_command({"openssl", "req", "-new", "-key", base + ".key", "-subj", subject, "-out", base + ".csr"});
  std::ofstream{base + ".ext"} << hosts;
  run_command({"openssl", "x509", "-req", "-in", base + ".csr", "-CA", (folder / "authority.pem").string(),
               "-CAkey", (folder / "authority.key").string(), "-CAcreateserial", "-days", "1", "-extfile",
               base + ".ext", "-out", base + ".pem"});
}

}  // namespace

Certificates make_certificates(const fs::path& folder) {
  Certificates made;
  made.authority = folder / "authority.pem";
  self_sign(made.authority, key_in(folder, "authority"), "/O=Example/CN=authority", "keyUsage=keyCertSign");
  made.server_key = key_in(folder, "server");
  sign(folder, "server", "/O=Example/CN=server", "subjectAltName=IP:127.0.0.1,DNS:localhost\n");
  made.server = folder / "server.pem";
  made.client_key = key_in(folder, "client");
  sign(folder, "client", "/O=Example/CN=reeve", "extendedKeyUsage=clientAuth\n");
  made.client = folder / "client.pem";
  made.other_name_key = key_in(folder, "other");
  sign(folder, "other", "/O=Example/CN=elsewhere", "subjectAltName=DNS:elsewhere.example.org\n");
  made.other_name = folder / "other.pem";
  made.self_signed_key = key_in(folder, "self");
  made.self_signed = folder / "self.pem";
  self_sign(made.self_signed, made.self_signed_key, "/O=Example/CN=self",
            "subjectAltName=IP:127.0.0.1,DNS:localhost");
  return made;
}

}  // namespace reeve::test
