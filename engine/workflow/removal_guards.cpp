#include "engine/workflow/removal_guards.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/model/access_names.h"

namespace reeve {
namespace {

constexpr std::size_t kAlwaysAllowed = 5;

bool is_named(const Snapshot& snapshot, PrincipalIx ix, const std::vector<std::string>& names) {
  const Principal& p = snapshot[ix];
  const std::string& source = snapshot.source_name(p.origin.source);
  return std::ranges::any_of(names, [&](const std::string& name) {
    return name == source + "/" + std::string(snapshot.text(p.key)) ||
           name == source + "/" + std::string(snapshot.text(p.name));
  });
}

bool is_break_glass(const Snapshot& snapshot, PrincipalIx p) {
  return snapshot[p].kind == PrincipalKind::account && snapshot[p].account_kind == AccountKind::break_glass;
}

std::size_t edges_of_source(const Snapshot& snapshot, const std::string& source) {
  const auto is_there = [&](const auto& row) {
    return row.origin.source.valid() && snapshot.source_name(row.origin.source) == source;
  };
  return static_cast<std::size_t>(std::ranges::count_if(snapshot.memberships, is_there) +
                                  std::ranges::count_if(snapshot.grants, is_there));
}

}  // namespace

// Something that somebody has to be able to do: whoever stands behind one of these edges, or is in the group.
struct RemovalGuards::Post {
  std::string what;
  std::set<std::uint32_t> grants;
  std::set<std::uint32_t> memberships;
  PrincipalIx group;
};

std::string why_protected(const RemovalSettings& settings, const Snapshot& snapshot, const Edge& edge) {
  if (edge.kind == EdgeKind::membership) {
    const Membership& m = snapshot[MembershipIx(edge.index)];
    if (is_break_glass(snapshot, m.member))
      return display_name(snapshot, m.member) + " is a break-glass account";
    if (is_named(snapshot, m.container, settings.birthright))
      return display_name(snapshot, m.container) + " is everybody's by birthright";
    return "";
  }
  if (edge.kind != EdgeKind::grant) return "";
  const Grant& g = snapshot[GrantIx(edge.index)];
  if (is_break_glass(snapshot, g.principal))
    return display_name(snapshot, g.principal) + " is a break-glass account";
  if (is_named(snapshot, g.principal, settings.birthright))
    return "what " + display_name(snapshot, g.principal) + " has is everybody's by birthright";
  return "";
}

std::function<bool(const Edge&)> protected_edges(const RemovalSettings& settings, const Snapshot& snapshot) {
  return [&](const Edge& edge) { return !why_protected(settings, snapshot, edge).empty(); };
}

RemovalGuards::RemovalGuards(const RemovalSettings& settings, const AccessGraph& graph)
    : settings_(settings), graph_(graph), snapshot_(graph.snapshot) {
  member_edges_.resize(snapshot_.principals.size());
  for (std::uint32_t m = 0; m < snapshot_.memberships.size(); ++m) {
    const Membership& edge = snapshot_.memberships[m];
    if (!has_ended(edge.valid_until, graph_.as_of())) member_edges_[edge.container.value].push_back(m);
  }
  collect_posts();
}

RemovalGuards::~RemovalGuards() = default;

void RemovalGuards::collect_posts() {
  std::map<std::string, Post> posts;
  std::map<std::uint32_t, std::set<std::uint32_t>> superusers;  // by source: they can do whatever others can
  for (std::uint32_t g = 0; g < snapshot_.grants.size(); ++g) {
    const Grant& grant = snapshot_.grants[g];
    if (grant.kind == GrantKind::superuser) superusers[grant.origin.source.value].insert(g);
  }
  for (std::uint32_t g = 0; g < snapshot_.grants.size(); ++g) {
    const Grant& grant = snapshot_.grants[g];
    const bool superuser = grant.kind == GrantKind::superuser;
    if (!superuser && grant.action != Action::administer) continue;
    const std::string what = superuser ? "superuser of " + snapshot_.source_name(grant.origin.source)
                                       : "administrator of " + display_name(snapshot_, grant.resource) +
                                             " in " + snapshot_.source_name(grant.origin.source);
    posts[what].grants.insert(g);
    posts[what].grants.merge(std::set(superusers[grant.origin.source.value]));
  }
  for (std::uint32_t m = 0; m < snapshot_.memberships.size(); ++m) {
    const Membership& membership = snapshot_.memberships[m];
    if (!membership.administer) continue;
    Post& post = posts["administrator of " + display_name(snapshot_, membership.container)];
    post.memberships.insert(m);
    if (membership.origin.source.valid())
      post.grants.merge(std::set(superusers[membership.origin.source.value]));
  }
  for (std::uint32_t p = 0; p < snapshot_.principals.size(); ++p) {
    if (!is_named(snapshot_, PrincipalIx(p), settings_.keep_staffed)) continue;
    posts["member of " + display_name(snapshot_, PrincipalIx(p)) + " who can sign in"].group = PrincipalIx(p);
  }
  for (auto& [what, post] : posts) {
    post.what = what;
    posts_.push_back(std::move(post));
  }
}

std::string RemovalGuards::admit(const std::string& source, const std::vector<Edge>& edges) {
  for (const Edge& edge : edges) {
    if (std::string why = why_protected(settings_, snapshot_, edge); !why.empty()) return why;
  }
  if (std::string why = why_too_much(source); !why.empty()) return why;
  Gone gone = gone_;
  for (const Edge& edge : edges)
    (edge.kind == EdgeKind::membership ? gone.memberships : gone.grants).insert(edge.index);
  const std::vector<std::uint32_t> upward = above(edges);
  for (const Post& post : posts_) {
    if (!is_touched(post, edges, upward)) continue;
    if (is_held(post, gone_) && !is_held(post, gone)) return "it would take away the last " + post.what;
  }
  gone_ = std::move(gone);
  ++admitted_[source];
  return "";
}

std::string RemovalGuards::why_too_much(const std::string& source) const {
  const auto so_far = admitted_.find(source);
  const std::size_t count = so_far == admitted_.end() ? 1 : so_far->second + 1;
  if (count <= kAlwaysAllowed) return "";
  const std::size_t all = edges_of_source(snapshot_, source);
  if (count * 100 <= all * static_cast<std::size_t>(settings_.most_percent)) return "";
  return "more than " + std::to_string(settings_.most_percent) + " % of the memberships and grants of " +
         source + " would go at once; apply this plan first, or raise `most_percent` in [removal]";
}

// The groups that members lose with these memberships, and everything above those.
std::vector<std::uint32_t> RemovalGuards::above(const std::vector<Edge>& edges) const {
  std::vector<std::uint32_t> found;
  std::vector<bool> seen(snapshot_.principals.size(), false);
  const auto visit = [&](std::uint32_t p) {
    if (!seen[p]) found.push_back(p);
    seen[p] = true;
  };
  for (const Edge& edge : edges) {
    if (edge.kind == EdgeKind::membership) visit(snapshot_.memberships[edge.index].container.value);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const Csr* closure : {&graph_.inherited, &graph_.assumable}) {
      for (const std::uint32_t to : closure->row(found[i])) visit(to);
    }
  }
  return found;
}

bool RemovalGuards::is_touched(const Post& post, const std::vector<Edge>& edges,
                               const std::vector<std::uint32_t>& above) const {
  const auto is_above = [&](PrincipalIx p) { return std::ranges::find(above, p.value) != above.end(); };
  for (const Edge& edge : edges) {
    const auto& own = edge.kind == EdgeKind::membership ? post.memberships : post.grants;
    if (own.contains(edge.index)) return true;
  }
  return (post.group.valid() && is_above(post.group)) ||
         std::ranges::any_of(post.grants,
                             [&](std::uint32_t g) { return is_above(snapshot_.grants[g].principal); }) ||
         std::ranges::any_of(post.memberships,
                             [&](std::uint32_t m) { return is_above(snapshot_.memberships[m].member); });
}

// Whether some account that may sign in still stands behind it.
bool RemovalGuards::is_held(const Post& post, const Gone& gone) const {
  std::vector<std::uint32_t> found;
  std::vector<bool> seen(snapshot_.principals.size(), false);
  const auto visit = [&](std::uint32_t p) {
    if (!seen[p]) found.push_back(p);
    seen[p] = true;
  };
  if (post.group.valid()) visit(post.group.value);
  for (const std::uint32_t g : post.grants) {
    const bool ended = has_ended(snapshot_.grants[g].valid_until, graph_.as_of());
    if (!ended && !gone.grants.contains(g)) visit(snapshot_.grants[g].principal.value);
  }
  for (const std::uint32_t m : post.memberships) {
    if (!gone.memberships.contains(m)) visit(snapshot_.memberships[m].member.value);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    const PrincipalIx p(found[i]);
    if (snapshot_[p].kind == PrincipalKind::account && !is_no(can_sign_in(graph_, p))) return true;
    for (const std::uint32_t m : member_edges_[p.value]) {
      if (!gone.memberships.contains(m)) visit(snapshot_.memberships[m].member.value);
    }
  }
  return false;
}

}  // namespace reeve
