#include "connectors/baton/baton_messages.h"

#include <algorithm>

#include "connectors/baton/baton_wire.h"

namespace reeve {
namespace {

template <class Visit>
void each_field(std::string_view bytes, const Visit& visit) {
  WireReader reader(bytes);
  while (reader.next()) visit(reader.field(), reader);
}

BatonId read_id(std::string_view bytes) {
  BatonId id;
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field == 1) id.type = r.bytes();
    if (field == 2) id.id = r.bytes();
  });
  return id;
}

MaybeTime read_time(std::string_view bytes) {
  std::uint64_t seconds = 0;
  std::uint64_t nanos = 0;
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field == 1) seconds = r.number();
    if (field == 2) nanos = r.number();
  });
  const auto time = static_cast<std::int64_t>(seconds) * 1000 + static_cast<std::int64_t>(nanos / 1'000'000);
  return time > 0 ? MaybeTime::at(time) : MaybeTime::unknown();
}

// google.protobuf.Any: the type's name is what follows the last slash.
struct AnyMessage {
  std::string_view type, value;
};
AnyMessage read_any(std::string_view bytes) {
  AnyMessage out;
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field == 1) out.type = r.bytes();
    if (field == 2) out.value = r.bytes();
  });
  out.type.remove_prefix(out.type.rfind('/') + 1);
  return out;
}

// google.protobuf.Struct: the text of the first member that has one of these names.
std::string text_of_profile(std::string_view bytes, std::initializer_list<std::string_view> names) {
  std::string out;
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field != 1 || !out.empty()) return;
    std::string_view name;
    std::string text;
    each_field(r.bytes(), [&](std::uint32_t part, const WireReader& entry) {
      if (part == 1) name = entry.bytes();
      if (part != 2) return;
      each_field(entry.bytes(), [&](std::uint32_t kind, const WireReader& value) {
        if (kind == 3) text = value.bytes();
      });
    });
    if (std::ranges::find(names, name) != names.end()) out = text;
  });
  return out;
}

void read_email(std::string_view bytes, BatonUser& user, bool& primary) {
  std::string address;
  bool is_primary = false;
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field == 1) address = r.bytes();
    if (field == 2) is_primary = r.number() != 0;
  });
  if (!user.email.empty() && (primary || !is_primary)) return;
  user.email = address;
  primary = is_primary;
}

template <class Enum>
Enum enum_of(std::uint64_t number, Enum last, Enum otherwise) {
  return number <= static_cast<std::uint64_t>(last) ? static_cast<Enum>(number) : otherwise;
}

BatonStatus read_status(std::string_view bytes) {
  BatonStatus status = BatonStatus::unknown;
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field == 1) status = enum_of(r.number(), BatonStatus::deleted, BatonStatus::unknown);
  });
  return status;
}

BatonUser read_user(std::string_view bytes) {
  BatonUser user;
  bool primary = false;
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field == 1) read_email(r.bytes(), user, primary);
    if (field == 2) user.status = read_status(r.bytes());
    if (field == 3) {
      user.employee_number =
          text_of_profile(r.bytes(), {"employee_number", "employeeNumber", "employee_id", "employeeId"});
    }
    if (field == 5)
      user.account_type = enum_of(r.number(), BatonAccountType::system, BatonAccountType::unknown);
    if (field == 6) user.login = r.bytes();
    if (field == 9) user.last_login = read_time(r.bytes());
  });
  return user;
}

void read_expansion(std::string_view bytes, BatonGrant& grant) {
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field == 1) grant.expands.emplace_back(r.bytes());
    if (field == 2) grant.shallow = r.number() != 0;
  });
}

void read_sources(std::string_view bytes, BatonGrant& grant) {
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field != 1) return;
    each_field(r.bytes(), [&](std::uint32_t part, const WireReader& entry) {
      if (part == 1) grant.sources.emplace_back(entry.bytes());
    });
  });
}

// A type may have several traits; who can sign in is a user before all.
BatonTrait stronger(BatonTrait a, BatonTrait b) {
  if (a == BatonTrait::none) return b;
  return b == BatonTrait::none ? a : std::min(a, b);
}

}  // namespace

BatonResourceType read_baton_resource_type(std::string_view bytes) {
  BatonResourceType out;
  const auto add = [&](std::uint64_t trait) {
    out.trait = stronger(out.trait, enum_of(trait, BatonTrait::app, BatonTrait::other));
  };
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field == 1) out.id = r.bytes();
    if (field == 2) out.name = r.bytes();
    if (field != 3) return;
    if (r.bytes().empty()) return add(r.number());
    for (const char packed : r.bytes()) add(static_cast<unsigned char>(packed));
  });
  return out;
}

BatonResource read_baton_resource(std::string_view bytes) {
  BatonResource out;
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field == 1) out.id = read_id(r.bytes());
    if (field == 2) out.parent = read_id(r.bytes());
    if (field == 3) out.name = r.bytes();
    if (field != 4) return;
    const AnyMessage annotation = read_any(r.bytes());
    if (annotation.type != "c1.connector.v2.UserTrait") return;
    out.has_user = true;
    out.user = read_user(annotation.value);
  });
  return out;
}

BatonEntitlement read_baton_entitlement(std::string_view bytes) {
  BatonEntitlement out;
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field == 1) out.resource = read_baton_resource(r.bytes()).id;
    if (field == 2) out.id = r.bytes();
    if (field == 3) out.name = r.bytes();
    if (field == 7) out.is_assignment = r.number() == 1;
    if (field == 8) out.slug = r.bytes();
  });
  return out;
}

BatonGrant read_baton_grant(std::string_view bytes, std::string_view expansion) {
  BatonGrant out;
  each_field(bytes, [&](std::uint32_t field, const WireReader& r) {
    if (field == 1) out.entitlement = read_baton_entitlement(r.bytes());
    if (field == 2) out.principal = read_baton_resource(r.bytes()).id;
    if (field == 3) out.id = r.bytes();
    if (field == 5) read_sources(r.bytes(), out);
    if (field != 4) return;
    const AnyMessage annotation = read_any(r.bytes());
    if (annotation.type == "c1.connector.v2.GrantExpandable") read_expansion(annotation.value, out);
  });
  if (out.expands.empty()) read_expansion(expansion, out);
  return out;
}

}  // namespace reeve
