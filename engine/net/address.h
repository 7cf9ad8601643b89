// Where a host name leads, for requests whose target somebody configured: a name must not lead into the own
// network unless that is meant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reeve {

// Numeric addresses in the resolver's order; none where the name leads nowhere. Short and odd spellings of
// numeric addresses ("127.1", "0x7f000001") come out in their usual form.
std::vector<std::string> resolve_host(const std::string& host);

// Not on the public internet: loopback, private, link-local, shared, multicast, reserved, and IPv6 addresses
// that carry such an IPv4 address. What is no numeric address counts as private.
bool is_private_address(std::string_view address);

// "localhost", or a numeric address of the loopback network. A name that only begins like one
// ("127.example.org") is not.
bool is_loopback(const std::string& host);
// Where a server is named by host or by the path of its socket: no network lies between.
bool is_on_this_machine(const std::string& host);

}  // namespace reeve
