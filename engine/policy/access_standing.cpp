// Grain access: its history, the person's peers, and what kind of right it is.
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/policy/approval_book.h"
#include "engine/policy/attribute_values.h"

namespace reeve {
namespace {

// Keys for "no", "yes" and "not known".
enum Answer : std::uint32_t { kNo, kYes, kUnknown, kAnswers };

AttributeValue answer_value(std::uint32_t key) {
  if (key == kUnknown) return {.value = nullptr};
  return {.value = key == kYes};
}

// Whether it dates from a job before the present one, and nobody approved it since.
Answer kept_from_old_job(const Identity& person, MaybeTime since, const ApprovalOnRecord& approval) {
  if (!person.job_since.is_time()) return kUnknown;
  if (person.start.is_time() && person.start >= person.job_since) return kNo;
  if (!since.is_time()) return kUnknown;
  const bool approved_since = approval.state == ApprovalState::approved && approval.from.is_time() &&
                              approval.from >= person.job_since;
  return since >= person.job_since || approved_since ? kNo : kYes;
}

bool changes_data(Action action) {
  return action == Action::write || action == Action::create || action == Action::remove;
}

// Rows whose subject and entitlement are among those that were revoked.
std::vector<bool> granted_again(const AttributeSources& sources) {
  std::vector<bool> again(sources.access.size(), false);
  if (!sources.revoked || sources.revoked().empty()) return again;
  std::set<std::string> subjects;
  for (const auto& [subject, entitlement] : sources.revoked()) subjects.insert(subject);
  for (std::size_t row = 0; row < again.size(); ++row) {
    const std::string subject = subject_key(sources.snapshot, sources.access.subject[row]);
    if (!subjects.contains(subject)) continue;
    const Entitlement& held = sources.access.entitlements[sources.access.entitlement[row].value];
    again[row] = sources.revoked().contains({subject, entitlement_key(sources.snapshot, held)});
  }
  return again;
}

class Standing {
 public:
  Standing(const AttributeSources& sources, GrainRows& rows)
      : sources_(sources),
        rows_(rows),
        index_(std::make_shared<const std::vector<std::uint32_t>>(rows.row_index)),
        approvals_(lazily([&sources] { return approvals_on_record(sources.snapshot, sources.access); })) {}

  void add() {
    add_kind();
    add_job();
    add_approval();
    add_peers();
    const auto again = lazily([&sources = sources_] { return granted_again(sources); });
    by_row(
        "access.regranted", 2, [again](std::size_t row) { return again()[row] ? 1U : 0U; }, answer_value);
  }

 private:
  // `key` is given the place in the access table.
  void by_row(std::string name, std::size_t keys, std::function<std::uint32_t(std::size_t)> key,
              std::function<AttributeValue(std::uint32_t)> value) {
    rows_.producers.push_back(
        {std::move(name), keys,
         [index = index_, key = std::move(key)](std::size_t row) { return key((*index)[row]); },
         std::move(value)});
  }

  void add_kind() {
    const AccessTable& access = sources_.access;
    const Snapshot& snapshot = sources_.snapshot;
    const auto entitlement = [&access](std::size_t row) { return access.entitlement[row].value; };
    by_row(
        "access.privileged_categories", access.entitlements.size() * 2,
        [&access](std::size_t row) {
          return access.entitlement[row].value * 2 + (access.flags[row].privileged ? 1 : 0);
        },
        [&access, &snapshot](std::uint32_t key) {
          const Entitlement& e = access.entitlements[key / 2];
          const bool strong = key % 2 == 1 || e.action == Action::administer;
          return strong ? categories_value(snapshot, e.categories, e.undecided) : set_value({});
        });
    by_row("access.written_categories", access.entitlements.size(), entitlement,
           [&access, &snapshot](std::uint32_t key) {
             const Entitlement& e = access.entitlements[key];
             if (!changes_data(e.action)) return set_value({});
             return categories_value(snapshot, e.categories, e.undecided);
           });
    by_row("access.bulk_export", access.entitlements.size(), entitlement,
           [&access, &snapshot, names = sources_.settings.export_privileges](std::uint32_t key) {
             const std::string name = lower_ascii(snapshot.text(access.entitlements[key].privilege));
             return AttributeValue{.value = names.contains(name)};
           });
  }

  void add_job() {
    const AttributeSources& sources = sources_;
    by_row(
        "identity.job_age_band", sources.bands.names().size() + 1,
        [&sources](std::size_t row) {
          const MaybeTime since = sources.snapshot[sources.access.subject[row].identity].job_since;
          if (!since.is_time()) return unknown_band(sources.bands);
          return sources.bands.place(days_between(since.value(), sources.snapshot.info.as_of));
        },
        [&sources](std::uint32_t key) { return band_value(sources.bands, key); });
    by_row(
        "access.kept_from_old_job", kAnswers,
        [&sources, approvals = approvals_](std::size_t row) -> std::uint32_t {
          const Identity& person = sources.snapshot[sources.access.subject[row].identity];
          return kept_from_old_job(person, sources.access.since[row], approvals()[row]);
        },
        answer_value);
  }

  void add_approval() {
    by_row(
        "access.approval", EnumNames<ApprovalState>::names.size(),
        [approvals = approvals_](std::size_t row) {
          return static_cast<std::uint32_t>(approvals()[row].state);
        },
        [](std::uint32_t key) { return known_value(static_cast<ApprovalState>(key)); });
  }

  void add_peers() {
    const AttributeSources& sources = sources_;
    std::function<const PeerTotals&()> totals = sources.peers;
    if (!totals) totals = lazily([&sources] { return PeerTotals(sources.snapshot, sources.access); });
    const auto few = static_cast<std::uint32_t>(sources.settings.percent.names().size());
    by_row(
        "access.peer_share", few + 2,
        [&sources, totals, few](std::size_t row) {
          if (sources.snapshot[sources.access.subject[row].identity].job.empty()) return few + 1;
          const Peers peers = totals().of(row);
          if (peers.others < kFewestPeers) return few;
          return sources.settings.percent.place(std::int64_t{peers.holding} * 100 / peers.others);
        },
        [&sources, few](std::uint32_t key) {
          if (key > few) return AttributeValue{.value = nullptr};
          return AttributeValue{.value = key == few ? "few" : sources.settings.percent.names()[key]};
        });
  }

  const AttributeSources& sources_;
  GrainRows& rows_;
  const std::shared_ptr<const std::vector<std::uint32_t>> index_;
  std::function<const std::vector<ApprovalOnRecord>&()> approvals_;
};

}  // namespace

void add_standing_of_access(const AttributeSources& sources, GrainRows& rows) {
  Standing(sources, rows).add();
}

}  // namespace reeve
