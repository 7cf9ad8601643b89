#include "tests/support/random_facts.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace reeve::test {
namespace {

using namespace std::string_view_literals;

// Pieces of which texts are made: what SQL, JSON, CSV, UTF-8 decoders and our own encodings stumble over.
constexpr std::array kPieces{"a"sv,
                             "b"sv,
                             "customers"sv,
                             "\0"sv,
                             "\x1a"sv,
                             "\x1f"sv,
                             "\\"sv,
                             "'"sv,
                             "\""sv,
                             "%_"sv,
                             ";--"sv,
                             "\n"sv,
                             "\x80"sv,
                             "\xff\xfe"sv,
                             "\xc3"sv,
                             "\xc3\xa9"sv,
                             "\xf0\x9f\x98\x80"sv,
                             "\xed\xa0\x80"sv,
                             "\x1a"
                             "00"sv,
                             " "sv,
                             "{}"sv};

}  // namespace

std::string RandomFacts::text() {
  std::string out;
  for (std::size_t left = below(5); left > 0; --left) out += kPieces[below(kPieces.size())];
  if (below(50) == 0) out.append(3000, 'x');
  return out;
}

MaybeTime RandomFacts::time() {
  switch (below(5)) {
    case 0: return MaybeTime::unknown();
    case 1: return MaybeTime::never();
    case 2: return MaybeTime::at(0);
    case 3: return MaybeTime::at(-static_cast<UtcMillis>(below(1'000'000)));
    default: return MaybeTime::at(static_cast<UtcMillis>(random_() >> 8));
  }
}

std::string RandomFacts::key() {
  return keys_[below(keys_.size())];
}

IdentityFact RandomFacts::identity() {
  return {.key = key(),
          .display_name = text(),
          .employment = any<Employment>(),
          .status = any<IdentityStatus>(),
          .job = text(),
          .department = text(),
          .region = text(),
          .manager_key = key(),
          .employee_number = text(),
          .email = text(),
          .start = time(),
          .end = time(),
          .job_since = time()};
}

PrincipalFact RandomFacts::principal() {
  return {.key = key(),
          .second_key = text(),
          .display_name = text(),
          .kind = any<PrincipalKind>(),
          .owner_key = key(),
          .is_private = yes(),
          .account_kind = any<AccountKind>(),
          .enabled = static_cast<TriState>(below(3)),
          .last_sign_in = time(),
          .valid_until = time(),
          .employee_number = text(),
          .email = text(),
          .person_name = text()};
}

MembershipFact RandomFacts::membership() {
  return {.member_key = key(),
          .container_key = key(),
          .inherited = yes(),
          .assumable = yes(),
          .administer = yes(),
          .grantor_key = text(),
          .granted_at = time(),
          .valid_until = time()};
}

ResourceFact RandomFacts::resource() {
  std::vector<std::string> labels;
  for (std::size_t left = below(4); left > 0; --left) labels.push_back(text());
  return {.key = key(),
          .second_key = text(),
          .parent_key = yes() ? "" : key(),
          .display_name = text(),
          .kind = any<ResourceKind>(),
          .owner_key = key(),
          .steward_key = key(),
          .region = text(),
          .environment = text(),
          .labels = labels};
}

LineageFact RandomFacts::lineage() {
  return {.exposing_key = key(),
          .exposed_key = key(),
          .mode = any<LineageMode>(),
          .reader_key = yes() ? "" : key(),
          .privilege = text()};
}

GrantFact RandomFacts::grant() {
  return {.principal_key = key(),
          .resource_key = key(),
          .privilege = text(),
          .action = any<Action>(),
          .grant_option = yes(),
          .option_only = yes(),
          .covers_descendants = yes(),
          .personal = yes(),
          .kind = any<GrantKind>(),
          .grantor_key = text(),
          .granted_at = time(),
          .valid_until = time()};
}

UsageFact RandomFacts::usage() {
  return {.principal_key = key(),
          .resource_key = key(),
          .privilege = text(),
          .last_used = time(),
          .observed_from = time(),
          .observed_to = time(),
          .attribution = any<UsageAttribution>()};
}

ApprovalFact RandomFacts::approval() {
  return {.request = text(),
          .subject_key = key(),
          .target_key = key(),
          .privilege = text(),
          .approver_key = key(),
          .purpose = text(),
          .from = time(),
          .until = time()};
}

Fact RandomFacts::fact() {
  switch (below(10)) {
    case 0: return identity();
    case 1:
    case 2: return principal();
    case 3: return membership();
    case 4:
    case 5: return resource();
    case 6: return lineage();
    case 7: return grant();
    case 8: return yes() ? Fact(usage()) : Fact(approval());
    default: return GateFact{.resource_key = key(), .privilege = text(), .check = any<GateCheck>()};
  }
}

std::vector<Fact> RandomFacts::facts(std::size_t count) {
  while (keys_.size() < count / 3 + 1) keys_.push_back(text() + text());
  std::vector<Fact> out;
  for (std::size_t i = 0; i < count; ++i) {
    out.push_back(!out.empty() && below(20) == 0 ? out[below(out.size())] : fact());
  }
  std::shuffle(out.begin(), out.end(), random_);
  return out;
}

}  // namespace reeve::test
