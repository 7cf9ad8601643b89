// The parts of an address that the HTTP client can reach.
#pragma once

#include <string>
#include <string_view>

namespace reeve {

// "https://tickets.example:8443/hooks/7?x=1": scheme https, host tickets.example, port 8443, target
// /hooks/7?x=1. "unix:///run/opa.sock": scheme unix, host /run/opa.sock, port 0, target "/".
struct Url {
  std::string scheme;  // http, https or unix
  std::string host;    // IPv6 without brackets; for unix the absolute path of the socket
  int port = 0;
  std::string target = "/";  // path and query as they are sent
  bool operator==(const Url&) const = default;

  // Without the target: "https://tickets.example:8443".
  std::string origin() const;
};

// Throws Error{config} naming `text` where it is no address of these kinds, or carries a user or a fragment.
Url parse_url(std::string_view text);

// Everything but letters, digits and -._~/ becomes %XX.
std::string percent_encode_path(std::string_view path);
// Of one part: everything but letters, digits and -._~, so that nothing of it can end it.
std::string percent_encode(std::string_view text);

}  // namespace reeve
