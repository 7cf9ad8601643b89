#include "engine/net/address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>

namespace reeve {
namespace {

struct Range4 {
  std::uint32_t first;
  int bits;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
  return a << 24 | b << 16 | c << 8;
}

constexpr std::array<Range4, 13> kPrivate4{{{v4(0, 0, 0), 8},
                                            {v4(10, 0, 0), 8},
                                            {v4(100, 64, 0), 10},
                                            {v4(127, 0, 0), 8},
                                            {v4(169, 254, 0), 16},
                                            {v4(172, 16, 0), 12},
                                            {v4(192, 0, 0), 24},
                                            {v4(192, 0, 2), 24},
                                            {v4(192, 168, 0), 16},
                                            {v4(198, 18, 0), 15},
                                            {v4(198, 51, 100), 24},
                                            {v4(203, 0, 113), 24},
                                            {v4(224, 0, 0), 3}}};  // multicast and everything above

bool is_private4(std::uint32_t address) {
  return std::ranges::any_of(
      kPrivate4, [&](const Range4& range) { return (address ^ range.first) >> (32 - range.bits) == 0; });
}

using Bytes6 = std::array<std::uint8_t, 16>;

std::uint32_t v4_at(const Bytes6& b, std::size_t i) {
  return std::uint32_t{b[i]} << 24 | std::uint32_t{b[i + 1]} << 16 | std::uint32_t{b[i + 2]} << 8 | b[i + 3];
}

bool starts(const Bytes6& b, std::initializer_list<std::uint8_t> prefix) {
  return std::ranges::equal(prefix, std::span(b).first(prefix.size()));
}

bool is_private6(const Bytes6& b) {
  if (starts(b, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff})) return is_private4(v4_at(b, 12));     // mapped
  if (starts(b, {0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0})) return is_private4(v4_at(b, 12));  // NAT64
  if (starts(b, {0x20, 0x02})) return is_private4(v4_at(b, 2));                                    // 6to4
  if (starts(b, {0x20, 0x01, 0x0d, 0xb8})) return true;  // documentation
  return (b[0] & 0xe0U) != 0x20;                         // only 2000::/3 is given to the internet
}

std::string numeric(const addrinfo& info) {
  std::array<char, NI_MAXHOST> text{};
  const int failed =
      getnameinfo(info.ai_addr, info.ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
  return failed != 0 ? "" : text.data();
}

}  // namespace

std::vector<std::string> resolve_host(const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return {};
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(found, &freeaddrinfo);
  std::vector<std::string> addresses;
  for (const addrinfo* info = found; info != nullptr; info = info->ai_next)
    addresses.push_back(numeric(*info));
  std::erase(addresses, "");
  return addresses;
}

bool is_private_address(std::string_view address) {
  const std::string text(address.substr(0, address.find('%')));
  in_addr four{};
  if (inet_pton(AF_INET, text.c_str(), &four) == 1) return is_private4(ntohl(four.s_addr));
  Bytes6 six{};
  return inet_pton(AF_INET6, text.c_str(), six.data()) != 1 || is_private6(six);
}

bool is_loopback(const std::string& host) {
  in_addr four{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) return ntohl(four.s_addr) >> 24U == 127;
  in6_addr six{};
  if (inet_pton(AF_INET6, host.c_str(), &six) == 1) return IN6_IS_ADDR_LOOPBACK(&six);
  return host == "localhost";
}

bool is_on_this_machine(const std::string& host) { return host.starts_with('/') || is_loopback(host); }

}  // namespace reeve
