// Grains account and principal: logins, and what collects them.
#include <algorithm>

#include "engine/policy/account_use.h"
#include "engine/policy/attribute_values.h"
#include "engine/policy/department_drift.h"
#include "engine/policy/member_administrators.h"
#include "engine/policy/membership_edges.h"
#include "engine/policy/privileged_roles.h"

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

// Of an account that never signed in, the days for which it is known to exist.
AttributeValue sign_in_band(const AttributeSources& sources, const Principal& account,
                            MaybeTime known_since) {
  MaybeTime since = account.last_sign_in;
  if (since.is_never()) since = known_since;
  if (!since.is_time()) return {.value = nullptr};
  return {.value = sources.bands.name(days_between(since.value(), sources.snapshot.info.as_of))};
}

AttributeValue used_by(const AccountUse& use) {
  if (use.unknown && use.by.empty()) return {.value = nullptr};
  return {.value = set_value(use.by).value, .in_part = use.unknown};
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

// The percent of all people at work who come by the largest of the groups that are members, as a band.
AttributeValue nested_share(const AttributeSources& sources, const MembershipEdges& edges, std::uint32_t i) {
  const std::uint32_t population = sources.access.population;
  if (!sources.people_behind || population == 0) return {.value = nullptr};
  std::int64_t most = 0;
  for (const MembershipIx edge : edges.members_of(PrincipalIx(i))) {
    const PrincipalIx member = sources.snapshot[edge].member;
    if (member.value == i || sources.snapshot[member].kind == PrincipalKind::account) continue;
    most = std::max<std::int64_t>(most, sources.people_behind()[member.value]);
  }
  return {.value = sources.settings.percent.name(most * 100 / population)};
}

AttributeValue jobs_value(const PrivilegedRole& role) {
  if (role.job_unknown && role.jobs.empty()) return {.value = nullptr};
  return {.value = set_value(role.jobs).value, .in_part = role.job_unknown};
}

AttributeValue jobs_value(const MemberAdministrators& who) {
  if (who.job_unknown && who.jobs.empty()) return {.value = nullptr};
  return {.value = set_value(who.jobs).value, .in_part = who.job_unknown};
}

AttributeValue entered_value(const DepartmentDrift& drift) {
  if (drift.unknown && drift.entered.empty()) return {.value = nullptr};
  return {.value = set_value(drift.entered).value, .in_part = drift.unknown};
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
  const auto use = lazily([&snapshot] { return account_use(snapshot); });
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
      produce(
          "account.sign_in_band",
          [=, &sources](std::uint32_t i) { return sign_in_band(sources, account(i), use()[i].known_since); }),
      produce("account.used_by", [use](std::uint32_t i) { return used_by(use()[i]); }),
      produce("account.person_may_act",
              [use](std::uint32_t i) { return AttributeValue{.value = use()[i].person_may_act}; }),
  };
  return rows;
}

GrainRows rows_of_principal(const AttributeSources& sources) {
  GrainRows rows{principals(sources.snapshot, false), {}};
  const Snapshot& snapshot = sources.snapshot;
  const auto produce = by_principal(sources, rows.row_index);
  const auto edges = lazily([&snapshot] { return MembershipEdges(snapshot); });
  const auto roles = lazily([&sources] { return privileged_roles(sources.snapshot, sources.access); });
  const auto administrators = lazily([&snapshot] { return member_administrators(snapshot); });
  const auto drift = lazily(
      [&sources] { return department_drift(sources.snapshot, sources.access, sources.settings.drift_days); });
  rows.producers = {
      produce("principal.kind",
              [&snapshot](std::uint32_t i) {
                return AttributeValue{.value = std::string(to_string(snapshot.principals[i].kind))};
              }),
      produce("principal.categories", [&sources](std::uint32_t i) { return reached(sources, i); }),
      produce("principal.reaches_undecided",
              [&sources](std::uint32_t i) {
                return AttributeValue{.value = static_cast<bool>(sources.access.reaches_undecided[i])};
              }),
      produce("principal.has_owner",
              [&snapshot](std::uint32_t i) {
                return AttributeValue{.value = has_person(snapshot.principals[i])};
              }),
      produce("principal.nested_share",
              [&sources, edges](std::uint32_t i) { return nested_share(sources, edges(), i); }),
      produce("principal.privileged",
              [roles](std::uint32_t i) { return AttributeValue{.value = roles()[i].privileged}; }),
      produce("principal.assumed_by_jobs", [roles](std::uint32_t i) { return jobs_value(roles()[i]); }),
      produce("principal.administered_by_jobs",
              [administrators](std::uint32_t i) { return jobs_value(administrators()[i]); }),
      produce("principal.entered_departments",
              [drift](std::uint32_t i) { return entered_value(drift()[i]); }),
      produce("principal.departments_before",
              [drift](std::uint32_t i) { return set_value(drift()[i].before); }),
  };
  return rows;
}

}  // namespace reeve
