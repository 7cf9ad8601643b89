#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>

#include "engine/store/checks.h"
#include "engine/store/memory_store.h"

namespace reeve {

void MemoryStore::add_link(const PortalLink& link) {
  const std::lock_guard lock(mutex_);
  links_.try_emplace(link.token_digest, link);
}

std::optional<PortalLink> MemoryStore::link(const Digest& token_digest) {
  const std::lock_guard lock(mutex_);
  const auto it = links_.find(token_digest);
  return it == links_.end() ? std::nullopt : std::optional(it->second);
}

bool MemoryStore::use_link(const Digest& token_digest, UtcMillis at, const PortalSession& session) {
  const std::lock_guard lock(mutex_);
  const auto it = links_.find(token_digest);
  if (it == links_.end()) return false;
  PortalLink& link = it->second;
  if (link.used_at != 0) return sessions_.contains(session.token_digest);
  if (at >= link.expires) return false;
  link.used_at = at;
  sessions_.insert_or_assign(session.token_digest, session);
  return true;
}

std::optional<PortalSession> MemoryStore::portal_session(const Digest& token_digest) {
  const std::lock_guard lock(mutex_);
  const auto it = sessions_.find(token_digest);
  return it == sessions_.end() ? std::nullopt : std::optional(it->second);
}

void MemoryStore::end_portal_session(const Digest& token_digest) {
  const std::lock_guard lock(mutex_);
  sessions_.erase(token_digest);
}

void MemoryStore::see_portal_session(const Digest& token_digest, UtcMillis at) {
  const std::lock_guard lock(mutex_);
  const auto it = sessions_.find(token_digest);
  if (it != sessions_.end()) it->second.seen_at = std::max(it->second.seen_at, at);
}

void MemoryStore::add_look(const Look& look) {
  const std::lock_guard lock(mutex_);
  looks_.try_emplace(look.id, look);
}

std::vector<Look> MemoryStore::looks(std::size_t most) {
  const std::lock_guard lock(mutex_);
  std::vector<Look> out;
  for (const auto& [id, look] : looks_) out.push_back(look);
  std::ranges::sort(out, std::greater(), [](const Look& l) { return std::tie(l.at, l.id); });
  if (out.size() > most) out.resize(most);
  return out;
}

std::vector<Removal> MemoryStore::removals() {
  const std::lock_guard lock(mutex_);
  std::vector<Removal> out;
  for (const auto& [id, removal] : removals_) out.push_back(removal);
  std::stable_sort(out.begin(), out.end(),
                   [](const Removal& a, const Removal& b) { return a.decided_at < b.decided_at; });
  return out;
}

bool MemoryStore::change_removal(const Removal& removal, RemovalState expected,
                                 const std::vector<Ticket>& tickets) {
  const std::lock_guard lock(mutex_);
  const auto it = removals_.find(removal.id);
  if (it == removals_.end()) throw no_such_removal(removal.id);
  Removal& kept = it->second;
  if (kept.state != expected) return false;
  kept.state = removal.state;
  kept.state_detail = removal.state_detail;
  kept.state_at = removal.state_at;
  kept.state_run = removal.state_run;
  for (const Ticket& ticket : tickets) tickets_.try_emplace(ticket.id, ticket);
  return true;
}

void MemoryStore::add_removals(const std::vector<Removal>& removals, const std::vector<Ticket>& tickets) {
  const std::lock_guard lock(mutex_);
  for (const Removal& removal : removals) removals_.try_emplace(removal.id, removal);
  for (const Ticket& ticket : tickets) tickets_.try_emplace(ticket.id, ticket);
}

std::vector<RemovalAct> MemoryStore::removal_acts() {
  const std::lock_guard lock(mutex_);
  std::vector<RemovalAct> out;
  for (const auto& [id, act] : acts_) out.push_back(act);
  return out;
}

bool MemoryStore::begin_act(const RemovalAct& act, UtcMillis since) {
  const std::lock_guard lock(mutex_);
  if (!removals_.contains(act.removal_id)) throw no_such_removal(act.removal_id);
  for (const auto& [id, other] : acts_) {
    const bool busy = other.removal_id == act.removal_id && other.outcome == ActOutcome::started &&
                      other.started_at > since;
    if (id == act.id || busy) return false;
  }
  acts_.emplace(act.id, act);
  return true;
}

bool MemoryStore::finish_act(const RemovalAct& act, const std::optional<Removal>& removal,
                             RemovalState expected) {
  const std::lock_guard lock(mutex_);
  const auto it = acts_.find(act.id);
  if (it == acts_.end() || it->second.outcome != ActOutcome::started) return false;
  it->second.outcome = act.outcome;
  it->second.detail = act.detail;
  it->second.ended_at = act.ended_at;
  if (!removal) return true;
  Removal& kept = removals_.at(removal->id);
  if (kept.state != expected) return true;
  kept.state = removal->state;
  kept.state_detail = removal->state_detail;
  kept.state_at = removal->state_at;
  kept.state_run = removal->state_run;
  return true;
}

void MemoryStore::approve_plan(const PlanApproval& approval) {
  const std::lock_guard lock(mutex_);
  for (const PlanApproval& kept : plan_approvals_) {
    if (kept.plan_digest == approval.plan_digest && kept.by_key == approval.by_key) return;
  }
  plan_approvals_.push_back(approval);
}

std::vector<PlanApproval> MemoryStore::plan_approvals(const Digest& plan_digest) {
  const std::lock_guard lock(mutex_);
  std::vector<PlanApproval> out;
  std::copy_if(plan_approvals_.begin(), plan_approvals_.end(), std::back_inserter(out),
               [&](const PlanApproval& a) { return a.plan_digest == plan_digest; });
  std::sort(out.begin(), out.end(), [](const PlanApproval& a, const PlanApproval& b) {
    return std::tie(a.at, a.by_key) < std::tie(b.at, b.by_key);
  });
  return out;
}

std::vector<Ticket> MemoryStore::tickets() {
  const std::lock_guard lock(mutex_);
  std::vector<Ticket> out;
  for (const auto& [id, ticket] : tickets_) out.push_back(ticket);
  return out;
}

std::optional<Ticket> MemoryStore::claim_ticket(UtcMillis now, UtcMillis lease) {
  const std::lock_guard lock(mutex_);
  Ticket* first = nullptr;
  for (auto& [id, ticket] : tickets_) {
    if (ticket.state != TicketState::pending || ticket.next_attempt > now) continue;
    if (first == nullptr || ticket.next_attempt < first->next_attempt) first = &ticket;
  }
  if (first == nullptr) return std::nullopt;
  first->next_attempt = now + lease;
  return *first;
}

void MemoryStore::finish_ticket(const Ticket& ticket) {
  const std::lock_guard lock(mutex_);
  const auto it = tickets_.find(ticket.id);
  if (it == tickets_.end()) throw no_such_ticket(ticket.id);
  Ticket& kept = it->second;
  const bool may = kept.state == TicketState::pending ||
                   (kept.state == TicketState::dead && ticket.state == TicketState::sent);
  if (!may) return;
  kept.state = ticket.state;
  kept.external_ref = ticket.external_ref;
  kept.attempts = ticket.attempts;
  kept.next_attempt = ticket.next_attempt;
  kept.last_error = ticket.last_error;
}

}  // namespace reeve
