#include "engine/workflow/revoke_apply.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/remediation/states.h"
#include "engine/workflow/lookup.h"
#include "engine/workflow/newest_snapshot.h"
#include "engine/workflow/removal_lookup.h"
#include "engine/workflow/removers.h"
#include "engine/workflow/revoke_plan.h"

namespace reeve {
namespace {

constexpr std::size_t kLeastDigits = 12;
// Longer than any change takes: after this an act that has not ended stops nobody.
constexpr UtcMillis kActLease = 15LL * 60 * 1000;

// One process at a time works on a plan; what is held ends with the process.
class PlanLock {
 public:
  explicit PlanLock(const std::string& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (fd_ >= 0 && ::flock(fd_, LOCK_EX | LOCK_NB) == 0) return;
    if (fd_ >= 0) ::close(fd_);
    throw Error(ErrorCode::conflict, "another process works on the plan `" + path + "`");
  }
  ~PlanLock() { ::close(fd_); }
  PlanLock(const PlanLock&) = delete;
  PlanLock& operator=(const PlanLock&) = delete;

 private:
  int fd_;
};

bool is_well(ActOutcome outcome) { return outcome == ActOutcome::done || outcome == ActOutcome::already; }

// Equal for the same change on the same facts, however often they were read since.
std::string reviewed_text(PlannedChange change) {
  change.seen_in = 0;
  return change_text(change);
}

class Applier {
 public:
  Applier(Context& context, Store& store, const PlanFile& plan)
      : context_(context), store_(store), plan_(plan), digest_(plan_digest(plan)), removers_(context) {
    for (Removal& removal : store.removals()) removals_.emplace(removal.id, std::move(removal));
    for (const RemovalAct& act : store.removal_acts()) {
      if (act.plan_digest == digest_ && act.kind == ActKind::remove) acts_[act.removal_id] = act;
    }
  }

  ApplyResult rehearse() {
    const PlanFile now = make_plan(context_, store_);
    ApplyResult result{.digest = digest_, .changes = {}};
    for (const PlannedChange& change : plan_.changes) {
      if (was_done(change)) {
        result.changes.push_back({change, {ActOutcome::already, acts_.at(change.removal_id).detail}, true});
        continue;
      }
      std::string why = why_other(change, now);
      result.changes.push_back(
          {change, why.empty() ? look(change) : RemoverAnswer{ActOutcome::differs, std::move(why)}});
    }
    return result;
  }

  ApplyResult apply() {
    finish_interrupted();
    const PlanFile now = make_plan(context_, store_);
    for (const PlannedChange& change : plan_.changes) {
      const std::string why = was_done(change) ? "" : why_other(change, now);
      if (!why.empty())
        throw Error(ErrorCode::refused,
                    change.what + ": " + why + "; make a new plan with `reeve revoke plan`");
    }
    ApplyResult result{.digest = digest_, .changes = {}};
    for (const PlannedChange& change : plan_.changes) {
      result.changes.push_back(
          was_done(change)
              ? AppliedChange{change, {ActOutcome::already, acts_.at(change.removal_id).detail}, true}
              : AppliedChange{change, carry_out(change)});
      if (!is_well(result.changes.back().answer.outcome)) break;
    }
    result.left = plan_.changes.size() - result.changes.size();
    return result;
  }

 private:
  bool was_done(const PlannedChange& change) const {
    const auto act = acts_.find(change.removal_id);
    return act != acts_.end() && is_well(act->second.outcome);
  }

  static std::string why_other(const PlannedChange& change, const PlanFile& now) {
    const auto same = std::ranges::find(now.changes, change.removal_id, &PlannedChange::removal_id);
    if (same != now.changes.end())
      return reviewed_text(*same) == reviewed_text(change) ? ""
                                                           : "the facts have changed since the plan was made";
    const auto not_planned = std::ranges::find(now.not_planned, change.removal_id, &NotPlanned::removal_id);
    return not_planned == now.not_planned.end() ? "it is proven gone, or rejected" : not_planned->why;
  }

  RemoverAnswer look(const PlannedChange& change) {
    Remover* const remover = removers_.at(change.change.edge.source);
    return remover == nullptr ? no_credentials(change) : remover->look(change.change);
  }

  static RemoverAnswer no_credentials(const PlannedChange& change) {
    return {ActOutcome::refused,
            "reeve.toml has no [remove." + change.change.edge.source + "] with credentials of its own"};
  }

  // What a run of this plan left when it was cut off. Only what the source says now counts.
  void finish_interrupted() {
    for (const PlannedChange& change : plan_.changes) {
      const auto found = acts_.find(change.removal_id);
      if (found == acts_.end() || found->second.outcome != ActOutcome::started) continue;
      const RemoverAnswer now = look(change);
      RemovalAct act = found->second;
      if (now.outcome == ActOutcome::already) {
        finish(act, change, {ActOutcome::done, "seen gone after the run that did it was cut off"});
      } else if (now.outcome == ActOutcome::done) {
        finish(act, change, {ActOutcome::refused, "the run was cut off before it was done"});
      } else {
        finish(act, change, {ActOutcome::unknown, "the run was cut off; " + now.detail});
      }
    }
  }

  RemoverAnswer carry_out(const PlannedChange& change) {
    Remover* const remover = removers_.at(change.change.edge.source);
    if (remover == nullptr) return no_credentials(change);
    const UtcMillis now = context_.clock->now();
    RemovalAct act{.id = uuid_v7(now),
                   .removal_id = change.removal_id,
                   .plan_digest = digest_,
                   .kind = ActKind::remove,
                   .by = context_.acting_user,
                   .started_at = now,
                   .facts = change.change.facts,
                   .inverse = canonical_json(Json(change.change.inverse))};
    if (!store_.begin_act(act, now - kActLease)) return {ActOutcome::refused, "another process works on it"};
    const RemoverAnswer answer = remover->remove(change.change);
    finish(act, change, answer);
    return answer;
  }

  void finish(RemovalAct& act, const PlannedChange& change, const RemoverAnswer& answer) {
    act.outcome = answer.outcome;
    act.detail = answer.detail;
    act.ended_at = context_.clock->now();
    acts_[change.removal_id] = act;
    Removal removal = removals_.at(change.removal_id);
    const RemovalState before = removal.state;
    const bool gone = is_well(answer.outcome) || answer.outcome == ActOutcome::surprise;
    removal.state = RemovalState::claimed_done;
    removal.state_at = act.ended_at;
    removal.state_detail = answer.outcome == ActOutcome::already
                               ? "was gone when reeve came to remove it"
                               : "removed by reeve (" + act.by + "), " + answer.detail;
    store_.finish_act(act, gone && may_become(before, removal.state) ? std::optional(removal) : std::nullopt,
                      before);
  }

  Context& context_;
  Store& store_;
  const PlanFile& plan_;
  const Digest digest_;
  Removers removers_;
  std::map<std::string, Removal> removals_;
  std::map<std::string, RemovalAct> acts_;  // of this plan, the newest of each removal
};

void check_digest(const Digest& digest, const std::string& approved) {
  const std::string hex = to_hex(digest);
  if (approved.size() >= kLeastDigits && hex.starts_with(lower_ascii(approved))) return;
  throw Error(ErrorCode::refused,
              "the plan's digest is " + hex + ", and not `" + approved +
                  "`; give the one that was approved, or its first twelve digits at least");
}

void check_approvals(const Context& context, Store& store, const PlanFile& plan, const Digest& digest) {
  const int needed = approvals_needed(context.config.removal, plan);
  const auto have = static_cast<int>(store.plan_approvals(digest).size());
  if (have >= needed) return;
  throw Error(ErrorCode::refused, "the plan needs " +
                                      count_of(static_cast<std::size_t>(needed), "approval", "approvals") +
                                      " and has " + std::to_string(have) + "; `reeve revoke approve`");
}

bool took_away(const RemovalAct& act) {
  return act.kind == ActKind::remove &&
         (act.outcome == ActOutcome::done || act.outcome == ActOutcome::surprise);
}

}  // namespace

bool ApplyResult::all_well() const {
  return left == 0 &&
         std::ranges::all_of(changes, [](const AppliedChange& c) { return is_well(c.answer.outcome); });
}

ApplyResult rehearse_plan(Context& context, Store& store, const PlanFile& plan) {
  return Applier(context, store, plan).rehearse();
}

ApplyResult apply_plan(Context& context, Store& store, const PlanFile& plan, const std::string& path,
                       const std::string& approved) {
  const Digest digest = plan_digest(plan);
  check_digest(digest, approved);
  check_approvals(context, store, plan, digest);
  const PlanLock lock(path);
  return Applier(context, store, plan).apply();
}

int approvals_needed(const RemovalSettings& settings, const PlanFile& plan) {
  const bool high = std::ranges::any_of(plan.changes, &PlannedChange::high_value);
  return std::max(settings.approvals, high ? settings.high_value_approvals : 0);
}

std::vector<PlanApproval> approve_plan(Context& context, Store& store, const PlanFile& plan,
                                       const std::string& by) {
  const Snapshot snapshot = newest_snapshot(store);
  const IdentityIx person = find_person(snapshot, by);
  const std::string name = display_name(snapshot, person);
  for (const PlannedChange& change : plan.changes) {
    for (const std::string& end : change.ends) {
      if (end.starts_with(name + ": "))
        throw Error(ErrorCode::refused,
                    "`" + by + "` loses something by this plan; somebody else has to approve it");
    }
  }
  const Digest digest = plan_digest(plan);
  store.approve_plan({.plan_digest = digest,
                      .by_key = snapshot.subject_key(person),
                      .by_name = name,
                      .recorded_by = context.acting_user,
                      .at = context.clock->now()});
  return store.plan_approvals(digest);
}

Undo find_undo(Context& context, Store& store, const std::string& text) {
  Undo undo{.removal = find_removal(store, text), .act = {}, .inverse = {}};
  for (const RemovalAct& act : store.removal_acts()) {
    if (act.removal_id != undo.removal.id) continue;
    if (took_away(act)) undo.act = act;
    if (act.kind == ActKind::restore && is_well(act.outcome)) undo.act = {};
  }
  if (undo.act.id.empty()) {
    throw Error(ErrorCode::conflict,
                "reeve has not removed `" + undo.removal.what + "` itself, or has put it back already");
  }
  if (context.clock->now() - undo.act.ended_at > context.config.removal.undo_days * kDay) {
    throw Error(ErrorCode::refused, "`" + undo.removal.what + "` was removed on " +
                                        format_date(undo.act.ended_at) +
                                        ", longer ago than `undo_days`; ask for it like for any new access");
  }
  undo.inverse = parse_json(undo.act.inverse, "the inverse in the store").get<std::vector<std::string>>();
  return undo;
}

RemoverAnswer undo_removal(Context& context, Store& store, const Undo& undo, const std::string& reason) {
  if (trim(reason).empty())
    throw Error(ErrorCode::usage, "putting an access back needs a reason; give it with `--reason`");
  Removers removers(context);
  Remover* const remover = removers.at(undo.removal.edge.source);
  if (remover == nullptr)
    throw Error(ErrorCode::config, "reeve.toml has no [remove." + undo.removal.edge.source + "]");
  const UtcMillis now = context.clock->now();
  RemovalAct act{.id = uuid_v7(now),
                 .removal_id = undo.removal.id,
                 .plan_digest = undo.act.plan_digest,
                 .kind = ActKind::restore,
                 .by = context.acting_user,
                 .reason = std::string(trim(reason)),
                 .started_at = now,
                 .facts = undo.act.facts,
                 .inverse = undo.act.inverse};
  if (!store.begin_act(act, now - kActLease))
    throw Error(ErrorCode::conflict, "another process works on `" + undo.removal.what + "`");
  const RemoverAnswer answer = remover->restore(
      {.edge = undo.removal.edge, .facts = undo.act.facts, .steps = {}, .inverse = undo.inverse});
  act.outcome = answer.outcome;
  act.detail = answer.detail;
  act.ended_at = context.clock->now();
  Removal removal = undo.removal;
  removal.state = RemovalState::rejected;
  removal.state_at = act.ended_at;
  removal.state_detail = "put back by reeve (" + act.by + "): " + act.reason;
  const bool back = is_well(answer.outcome) || answer.outcome == ActOutcome::surprise;
  store.finish_act(act, back ? std::optional(removal) : std::nullopt, undo.removal.state);
  return answer;
}

}  // namespace reeve
