// Certificates for tests, made by openssl, each valid for a day.
#pragma once

#include <filesystem>
#include <string>

namespace reeve::test {

struct Certificates {
  std::filesystem::path authority;                     // signed `server` and `client`
  std::filesystem::path server, server_key;            // for 127.0.0.1 and localhost
  std::filesystem::path client, client_key;            // subject: O=Example, CN=reeve
  std::filesystem::path self_signed, self_signed_key;  // for 127.0.0.1, signed by nobody else
  std::filesystem::path other_name, other_name_key;    // signed by `authority`, for another host
};

Certificates make_certificates(const std::filesystem::path& folder);

}  // namespace reeve::test
