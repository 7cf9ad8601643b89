// Grains account and principal: logins, and what collects them.
#include "engine/policy/attribute_values.h"

namespace reeve {
namespace {

bool has_person(const Principal& principal) {
  return principal.identity.valid() &&
         (principal.owner_state == OwnerState::correlated || principal.owner_state == OwnerState::owned);
}

const Identity* person_of(const Snapshot& snapshot, const Principal& principal) {
  return has_person(principal) ? &snapshot[principal.identity] : nullptr;
}

AttributeValue can_sign_in(const Principal& account, UtcMillis as_of) {
  if (account.valid_until.is_time() && account.valid_until.value() <= as_of) return {.value = false};
  return tri_value(account.enabled);
}

AttributeValue owner_status(const Snapshot& snapshot, const Principal& account) {
  const Identity* const person = person_of(snapshot, account);
  return person == nullptr ? AttributeValue{.value = nullptr} : known_value(person->status);
}

AttributeValue owner_end_state(const Snapshot& snapshot, const Principal& account) {
  const Identity* const person = person_of(snapshot, account);
  return person == nullptr ? AttributeValue{.value = nullptr} : end_state(person->end, snapshot.info.as_of);
}

AttributeValue sign_in_band(const AttributeSources& sources, const Principal& account) {
  if (!account.last_sign_in.is_time()) return {.value = nullptr};
  return {.value =
              sources.bands.name(days_between(account.last_sign_in.value(), sources.snapshot.info.as_of))};
}

std::vector<std::uint32_t> principals(const Snapshot& snapshot, bool accounts) {
  std::vector<std::uint32_t> found;
  for (std::size_t i = 0; i < snapshot.principals.size(); ++i) {
    if ((snapshot.principals[i].kind == PrincipalKind::account) == accounts) {
      found.push_back(static_cast<std::uint32_t>(i));
    }
  }
  return found;
}

// Attributes by principal: `value(place in Snapshot::principals)`.
auto by_principal(const AttributeSources& sources, const std::vector<std::uint32_t>& index) {
  return [&sources, index](std::string name, std::function<AttributeValue(std::uint32_t)> value) {
    return Producer{std::move(name), sources.snapshot.principals.size(),
                    [index](std::size_t row) { return index[row]; }, std::move(value)};
  };
}

AttributeValue reached(const AttributeSources& sources, std::uint32_t principal) {
  return categories_value(sources.snapshot, sources.access.reach[principal], false);
}

}  // namespace

GrainRows rows_of_account(const AttributeSources& sources) {
  GrainRows rows{principals(sources.snapshot, true), {}};
  const Snapshot& snapshot = sources.snapshot;
  const auto produce = by_principal(sources, rows.row_index);
  const auto account = [&snapshot](std::uint32_t i) -> const Principal& { return snapshot.principals[i]; };
  rows.producers = {
      produce("account.kind", [=](std::uint32_t i) { return known_value(account(i).account_kind); }),
      produce("account.enabled",
              [=, as_of = snapshot.info.as_of](std::uint32_t i) { return can_sign_in(account(i), as_of); }),
      produce("account.owner_state",
              [=](std::uint32_t i) {
                return AttributeValue{.value = std::string(to_string(account(i).owner_state))};
              }),
      produce("account.owner_status",
              [=, &snapshot](std::uint32_t i) { return owner_status(snapshot, account(i)); }),
      produce("account.owner_end_state",
              [=, &snapshot](std::uint32_t i) { return owner_end_state(snapshot, account(i)); }),
      produce("account.categories", [&sources](std::uint32_t i) { return reached(sources, i); }),
      produce("account.reaches_undecided",
              [&sources](std::uint32_t i) {
                return AttributeValue{.value = static_cast<bool>(sources.access.reaches_undecided[i])};
              }),
      produce("account.sign_in_band",
              [=, &sources](std::uint32_t i) { return sign_in_band(sources, account(i)); }),
  };
  return rows;
}

GrainRows rows_of_principal(const AttributeSources& sources) {
  GrainRows rows{principals(sources.snapshot, false), {}};
  const Snapshot& snapshot = sources.snapshot;
  const auto produce = by_principal(sources, rows.row_index);
  rows.producers = {
      produce("principal.kind",
              [&snapshot](std::uint32_t i) {
                return AttributeValue{.value = std::string(to_string(snapshot.principals[i].kind))};
              }),
      produce("principal.categories", [&sources](std::uint32_t i) { return reached(sources, i); }),
      produce("principal.has_owner",
              [&snapshot](std::uint32_t i) {
                return AttributeValue{.value = has_person(snapshot.principals[i])};
              }),
  };
  return rows;
}

}  // namespace reeve
