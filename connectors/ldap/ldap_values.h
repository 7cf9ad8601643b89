// Values that directories write in their own ways: identifiers and times.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/time.h"

namespace reeve::ldap {

// objectGUID, 16 bytes, as Active Directory shows it: "b3d4bfbd-3c45-4ee4-b1da-0e3ba0d3e8f1". nullopt where
// there are not 16 bytes.
std::optional<std::string> guid_text(std::string_view bytes);
// entryUUID as text to its 16 bytes. nullopt where it is none.
std::optional<std::string> uuid_bytes(std::string_view text);
// objectSid as "S-1-5-21-1-2-3-1105". nullopt where the bytes are none.
std::optional<std::string> sid_text(std::string_view bytes);
// "S-1-5-21-1-2-3-1105" without "-1105": the domain that gave out the last number.
std::string_view domain_of_sid(std::string_view sid);

// generalizedTime (RFC 4517): 20260301101112Z, with a fraction or an offset. Also what parse_time accepts.
std::optional<UtcMillis> time_from(std::string_view text);
// 100 nanoseconds since 1601. 0 and the greatest number are "never" in Active Directory; unknown where the
// text is no number.
MaybeTime windows_time_from(std::string_view text);

std::optional<std::int64_t> number_from(std::string_view text);

// "<GUID=..>;<SID=..>;CN=..": a name that says what it names. Each part is empty where it is not told.
struct ExtendedName {
  std::string guid;
  std::string sid;
  std::string dn;
};
ExtendedName extended_name_from(std::string_view text);

}  // namespace reeve::ldap
