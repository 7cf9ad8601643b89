#include "engine/net/url.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/number.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

[[noreturn]] void refuse(std::string_view text, std::string_view why) {
  throw Error(ErrorCode::config, "`" + printable_utf8(text) + "` is no usable address: " + std::string(why));
}

int parse_port(std::string_view digits, std::string_view text) {
  const auto port = parse_number<int>(digits);
  if (!port || *port < 1 || *port > 65535) refuse(text, "a port is a number from 1 to 65535");
  return *port;
}

bool is_graphic(char c) { return c > ' ' && c < '\x7f'; }

void split_authority(std::string_view authority, std::string_view text, Url& url) {
  if (authority.find('@') != std::string_view::npos) refuse(text, "leave out the user, it ends up in logs");
  std::string_view rest;
  if (authority.starts_with('[')) {
    const std::size_t close = authority.find(']');
    if (close == std::string_view::npos) refuse(text, "a `]` is missing");
    url.host = authority.substr(1, close - 1);
    rest = authority.substr(close + 1);
  } else {
    const std::size_t colon = std::min(authority.find(':'), authority.size());
    url.host = authority.substr(0, colon);
    rest = authority.substr(colon);
  }
  if (url.host.empty()) refuse(text, "the host is missing");
  url.port = url.scheme == "https" ? 443 : 80;
  if (rest.empty()) return;
  if (!rest.starts_with(':')) refuse(text, "after the host comes a colon and the port");
  url.port = parse_port(rest.substr(1), text);
}

}  // namespace

std::string Url::origin() const {
  if (scheme == "unix") return "unix://" + host;
  const bool is_ipv6 = host.find(':') != std::string::npos;
  return scheme + "://" + (is_ipv6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Url parse_url(std::string_view text) {
  if (!std::ranges::all_of(text, is_graphic)) refuse(text, "it holds white space or letters outside ASCII");
  const std::size_t mark = text.find("://");
  if (mark == std::string_view::npos) refuse(text, "it begins with http://, https:// or unix://");
  Url url;
  url.scheme = lower_ascii(text.substr(0, mark));
  const std::string_view rest = text.substr(mark + 3);
  if (url.scheme == "unix") {
    if (!rest.starts_with('/'))
      refuse(text, "a socket is named by its full path, as in unix:///run/opa.sock");
    url.host = rest;
    return url;
  }
  if (url.scheme != "http" && url.scheme != "https") {
    refuse(text, "it begins with http://, https:// or unix://");
  }
  if (rest.find('#') != std::string_view::npos) refuse(text, "leave out what follows the `#`");
  const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
  split_authority(rest.substr(0, end), text, url);
  if (end < rest.size()) url.target = (rest[end] == '?' ? "/" : "") + std::string(rest.substr(end));
  return url;
}

namespace {

std::string percent_encoded(std::string_view text, std::string_view kept) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       kept.find(c) != std::string_view::npos;
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4U];
    out += kHex[byte & 15U];
  }
  return out;
}

}  // namespace

std::string percent_encode_path(std::string_view path) { return percent_encoded(path, "-._~/"); }
std::string percent_encode(std::string_view text) { return percent_encoded(text, "-._~"); }

}  // namespace reeve
