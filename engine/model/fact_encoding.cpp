// encode_fact and decode_fact: one list of fields per fact, walked by a writer and by a reader.
#include <cstdint>
#include <type_traits>

#include "engine/core/error.h"
#include "engine/model/facts.h"

namespace reeve {
namespace {

template <class Self, class Walk>
void fields(Self& f, Walk& walk) {
  using T = std::remove_const_t<Self>;
  if constexpr (std::is_same_v<T, IdentityFact>) {
    walk(f.key, f.display_name, f.employment, f.status, f.job, f.department, f.region, f.manager_key,
         f.employee_number, f.email, f.start, f.end, f.job_since);
  } else if constexpr (std::is_same_v<T, PrincipalFact>) {
    walk(f.key, f.second_key, f.display_name, f.kind, f.owner_key, f.is_private, f.account_kind, f.enabled,
         f.last_sign_in, f.valid_until, f.employee_number, f.email, f.person_name);
  } else if constexpr (std::is_same_v<T, MembershipFact>) {
    walk(f.member_key, f.container_key, f.inherited, f.assumable, f.administer, f.grantor_key, f.granted_at,
         f.valid_until);
  } else if constexpr (std::is_same_v<T, ResourceFact>) {
    walk(f.key, f.second_key, f.parent_key, f.display_name, f.kind, f.owner_key, f.steward_key, f.region,
         f.environment, f.labels);
  } else if constexpr (std::is_same_v<T, LineageFact>) {
    walk(f.exposing_key, f.exposed_key, f.mode, f.reader_key, f.privilege);
  } else if constexpr (std::is_same_v<T, GrantFact>) {
    walk(f.principal_key, f.resource_key, f.privilege, f.action, f.grant_option, f.option_only,
         f.covers_descendants, f.personal, f.kind, f.grantor_key, f.granted_at, f.valid_until);
  } else if constexpr (std::is_same_v<T, GateFact>) {
    walk(f.resource_key, f.privilege, f.check);
  } else if constexpr (std::is_same_v<T, UsageFact>) {
    walk(f.principal_key, f.resource_key, f.privilege, f.last_used, f.observed_from, f.observed_to,
         f.attribution);
  } else {
    static_assert(std::is_same_v<T, ApprovalFact>);
    walk(f.request, f.subject_key, f.target_key, f.privilege, f.approver_key, f.purpose, f.from, f.until);
  }
}

class Encoder {
 public:
  explicit Encoder(std::string& out) : out_(out) {}

  template <class... Fields>
  void operator()(const Fields&... values) {
    (put(values), ...);
  }

 private:
  void put(const std::string& text) {
    put_number(text.size(), 4);
    out_ += text;
  }
  void put(const std::vector<std::string>& texts) {
    put_number(texts.size(), 4);
    for (const auto& text : texts) put(text);
  }
  void put(const MaybeTime& time) {
    out_ += static_cast<char>(time.is_unknown() ? 0 : 1);
    put_number(time.is_unknown() ? 0 : static_cast<std::uint64_t>(time.value()), 8);
  }
  void put(bool value) { out_ += static_cast<char>(value ? 1 : 0); }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void put(Enum value) { out_ += static_cast<char>(value); }
  void put_number(std::uint64_t value, int bytes) {
    char digits[8];
    for (int i = 0; i < bytes; ++i) digits[i] = static_cast<char>(value >> (8 * i));
    out_.append(digits, static_cast<std::size_t>(bytes));
  }

  std::string& out_;
};

class Decoder {
 public:
  explicit Decoder(std::string_view in) : in_(in) {}

  template <class... Fields>
  void operator()(Fields&... values) {
    (get(values), ...);
  }
  bool at_end() const { return in_.empty(); }
  std::uint64_t number(int bytes) {
    const std::string_view raw = take(static_cast<std::size_t>(bytes));
    std::uint64_t value = 0;
    for (int i = bytes - 1; i >= 0; --i)
      value = value << 8 | static_cast<unsigned char>(raw[static_cast<std::size_t>(i)]);
    return value;
  }

 private:
  std::string_view take(std::size_t size) {
    if (in_.size() < size) throw Error(ErrorCode::internal, "an encoded fact is cut short");
    const std::string_view taken = in_.substr(0, size);
    in_.remove_prefix(size);
    return taken;
  }
  void get(std::string& text) { text = take(number(4)); }
  void get(std::vector<std::string>& texts) {
    texts.clear();
    for (std::uint64_t left = number(4); left > 0; --left) get(texts.emplace_back());
  }
  void get(MaybeTime& time) {
    const bool known = number(1) != 0;
    const auto value = static_cast<UtcMillis>(number(8));
    time = known ? MaybeTime::at(value) : MaybeTime::unknown();
  }
  void get(bool& value) { value = number(1) != 0; }
  template <class Enum>
  requires std::is_enum_v<Enum>
  void get(Enum& value) {
    const std::uint64_t raw = number(1);
    if constexpr (std::is_same_v<Enum, TriState>) {
      if (raw > 2) throw Error(ErrorCode::internal, "an encoded fact holds an unknown state");
    } else if (raw >= EnumNames<Enum>::names.size()) {
      throw Error(ErrorCode::internal, "an encoded fact holds an unknown value");
    }
    value = static_cast<Enum>(raw);
  }

  std::string_view in_;
};

template <class FactType>
Fact decode_as(Decoder& decoder) {
  FactType fact;
  fields(fact, decoder);
  return fact;
}

Fact decode_body(Section section, Decoder& decoder) {
  switch (section) {
    case Section::identity: return decode_as<IdentityFact>(decoder);
    case Section::account:
    case Section::principal: return decode_as<PrincipalFact>(decoder);
    case Section::membership: return decode_as<MembershipFact>(decoder);
    case Section::resource: return decode_as<ResourceFact>(decoder);
    case Section::lineage: return decode_as<LineageFact>(decoder);
    case Section::grant: return decode_as<GrantFact>(decoder);
    case Section::gate: return decode_as<GateFact>(decoder);
    case Section::usage: return decode_as<UsageFact>(decoder);
    case Section::approval: return decode_as<ApprovalFact>(decoder);
  }
  throw Error(ErrorCode::internal, "an encoded fact is of an unknown section");
}

}  // namespace

std::string encode_fact(const Fact& fact) {
  std::string out;
  out += static_cast<char>(section_of(fact));
  Encoder encoder(out);
  std::visit([&](const auto& f) { fields(f, encoder); }, fact);
  return out;
}

Fact decode_fact(std::string_view bytes) {
  Decoder decoder(bytes);
  const auto section = static_cast<Section>(decoder.number(1));
  Fact fact = decode_body(section, decoder);
  if (!decoder.at_end()) throw Error(ErrorCode::internal, "an encoded fact is too long");
  return fact;
}

}  // namespace reeve
