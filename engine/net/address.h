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

}  // namespace reeve
