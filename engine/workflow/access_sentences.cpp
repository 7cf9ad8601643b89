#include "engine/workflow/access_sentences.h"

#include <algorithm>

#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/policy/bands.h"

namespace reeve {
namespace {

constexpr int kRecentDays = 90;

bool is_recent(const Snapshot& snapshot, const AccessUsage& usage) {
  return usage.last_used.is_time() &&
         days_between(usage.last_used.value(), snapshot.info.as_of) < kRecentDays;
}

std::string verb_of(Action action) {
  switch (action) {
    case Action::read: return "read";
    case Action::write: return "change";
    case Action::create: return "add to";
    case Action::remove: return "delete";
    case Action::execute: return "use";
    case Action::administer: return "administer";
    case Action::other: return "use";
  }
  return "use";
}

std::string content_of(const Snapshot& snapshot, const CategoryWords& words, const Entitlement& entitlement) {
  std::vector<std::string> names = category_names(snapshot, words, entitlement.categories);
  if (entitlement.undecided) names.emplace_back("data that nobody has classified");
  return names.empty() ? "what is" : enumerate_words(names);
}

// "table customers of shop", "table shop.public.customers"
std::string place_of(const Snapshot& snapshot, ResourceIx ix) {
  const Resource& resource = snapshot[ix];
  const std::string kind =
      resource.kind == ResourceKind::other ? "" : std::string(to_string(resource.kind)) + " ";
  const std::string name = display_name(snapshot, ix);
  const std::string& source = snapshot.source_name(resource.origin.source);
  return kind + name + (name.starts_with(source + ".") ? "" : " of " + source);
}

// "read customers' e-mail addresses in table customers of shop"; of what is no data but something that one
// does, "use the moderation of product reviews (DELETE REVIEW in capability review moderation of shop)".
std::string deed_of(const Snapshot& snapshot, const CategoryWords& words, const Entitlement& e) {
  const std::string what = content_of(snapshot, words, e);
  const std::string privilege(snapshot.text(e.privilege));
  const std::string place = place_of(snapshot, e.resource);
  if (snapshot[e.resource].kind == ResourceKind::capability) {
    return "use " + what + " (" + privilege + " in " + place + ")";
  }
  return verb_of(e.action) + " " + what + " in " + place +
         (e.action == Action::other ? " (" + privilege + ")" : "");
}

std::string ability(const Snapshot& snapshot, const CategoryWords& words, const AccessFacts& facts) {
  std::string deed = deed_of(snapshot, words, facts.entitlement);
  if (facts.text != nullptr) deed += " (" + facts.text->name + ": " + facts.text->does + ")";
  if (facts.flags.option_only) return "can let others " + deed;
  std::string text = (facts.flags.usability == Usability::latent ? "could " : "can ") + deed;
  if (facts.flags.usability == Usability::assumable) {
    const bool known = facts.path != nullptr && facts.path->acting_as.valid();
    text += " after switching to " +
            (known ? "role " + display_name(snapshot, facts.path->acting_as) : std::string("another role"));
  }
  if (facts.flags.grant_option) text += " and pass the right on";
  return text;
}

// "account ana is in support_emea, which is in crm_read"
std::string way(const Snapshot& snapshot, const AccessPath& path) {
  const std::string account = "account " + display_name(snapshot, path.account);
  std::vector<std::string> containers;
  for (const Edge& edge : path.edges) {
    if (edge.kind == EdgeKind::membership) {
      containers.push_back(display_name(snapshot, snapshot[MembershipIx(edge.index)].container));
    } else if (edge.kind == EdgeKind::everyone) {
      const PrincipalIx everyone{edge.index};
      return "everybody in " + snapshot.source_name(snapshot[everyone].origin.source) + " can";
    }
  }
  const Grant& grant = snapshot[GrantIx(path.edges.back().index)];
  if (containers.empty()) {
    switch (grant.kind) {
      case GrantKind::ownership: return account + " is the owner";
      case GrantKind::superuser: return account + " is a superuser";
      case GrantKind::built_in: return account + " has it built in";
      case GrantKind::acl: return "it was granted to " + account + " directly";
    }
  }
  std::string text = account + " is in " + containers.front();
  for (std::size_t i = 1; i < containers.size(); ++i) text += ", which is in " + containers[i];
  if (grant.kind == GrantKind::ownership) text += ", the owner";
  if (grant.kind == GrantKind::superuser) text += ", a superuser";
  return text;
}

std::string source_of(const Snapshot& snapshot, const Origin& origin) {
  return origin.source.valid() ? snapshot.source_name(origin.source) : std::string();
}

std::string right_of(const Snapshot& snapshot, const Grant& grant) {
  return std::string(snapshot.text(grant.privilege)) + " on " + display_name(snapshot, grant.resource);
}

std::string grant_text(const Snapshot& snapshot, const Grant& grant) {
  const std::string who = display_name(snapshot, grant.principal);
  const std::string resource = display_name(snapshot, grant.resource);
  const std::string what = right_of(snapshot, grant);
  std::string text = who + " has " + what;
  if (grant.kind == GrantKind::ownership) text = who + " owns " + resource + " and so has " + what;
  if (grant.kind == GrantKind::superuser) text = who + " is a superuser and so has " + what;
  if (grant.option_only) text = who + " may grant " + what;
  if (grant.grant_option) text += " and may pass it on";
  return text;
}

}  // namespace

CategoryWords category_words(const Json& policy_data) {
  CategoryWords words;
  for (const auto& [id, category] : policy_data.at("reeve").at("categories").items()) {
    if (category.is_object() && category.contains("name")) words[id] = category.at("name").value("en", id);
  }
  return words;
}

std::vector<std::string> category_names(const Snapshot& snapshot, const CategoryWords& words,
                                        CategorySet set) {
  std::vector<std::string> names;
  for (const std::string& id : category_ids(snapshot, set)) {
    const auto found = words.find(id);
    names.push_back(found == words.end() ? id : found->second);
  }
  return names;
}

std::string access_sentence(const Snapshot& snapshot, const CategoryWords& words, const AccessFacts& facts) {
  const PrincipalIx principal = facts.subject.principal;
  const bool everybody = principal.valid() && snapshot[principal].kind == PrincipalKind::everyone;
  std::string text = display_name(snapshot, facts.subject);
  if (principal.valid()) text = "account " + text;
  if (everybody) text = "everybody in " + snapshot.source_name(snapshot[principal].origin.source);
  text += " " + ability(snapshot, words, facts);
  if (facts.path != nullptr && !everybody) {
    text += " because " + way(snapshot, *facts.path);
    if (!facts.path->missing.empty()) text += ", but " + enumerate_words(facts.path->missing);
  }
  if (facts.flags.usability_unknown) text += "; whether it works now is not known";
  if (facts.usage) text += "; " + usage_words(*facts.usage, snapshot.info.as_of);
  return text;
}

std::string usage_words(const AccessUsage& usage, UtcMillis as_of) {
  if (usage.last_used.is_time()) {
    const std::int64_t days = days_between(usage.last_used.value(), as_of);
    if (days == 0) return "last used today";
    return "last used " + count_of(static_cast<std::size_t>(days), "day", "days") + " ago";
  }
  if (usage.last_used.is_never() && usage.observed_from.is_time()) {
    return "not used since " + format_date(usage.observed_from.value()) + ", when the log begins";
  }
  return "use is not known";
}

EdgeWords edge_words(const Snapshot& snapshot, const Edge& edge) {
  switch (edge.kind) {
    case EdgeKind::owner: {
      const PrincipalIx account{edge.index};
      const Principal& p = snapshot[account];
      const std::string rule =
          p.owner_rule.empty() ? "" : " (by " + std::string(snapshot.text(p.owner_rule)) + ")";
      const std::string whose = p.identity.valid() ? display_name(snapshot, p.identity) : "nobody";
      return {"account " + display_name(snapshot, account) + " belongs to " + whose + rule,
              source_of(snapshot, p.origin)};
    }
    case EdgeKind::membership: {
      const Membership& m = snapshot[MembershipIx(edge.index)];
      std::string text =
          display_name(snapshot, m.member) + " is a member of " + display_name(snapshot, m.container);
      if (!m.inherited) text += ", has to switch to it";
      if (!m.origin.source.valid()) text += " (" + std::string(snapshot.text(m.derived_by)) + ")";
      return {text, source_of(snapshot, m.origin)};
    }
    case EdgeKind::everyone: {
      const PrincipalIx everyone{edge.index};
      return {"everybody is in " + display_name(snapshot, everyone),
              source_of(snapshot, snapshot[everyone].origin)};
    }
    case EdgeKind::grant: {
      const Grant& grant = snapshot[GrantIx(edge.index)];
      return {grant_text(snapshot, grant), source_of(snapshot, grant.origin)};
    }
    case EdgeKind::gate: {
      const Gate& gate = snapshot.gates[edge.index];
      return {std::string(snapshot.text(gate.privilege)) + " on " + display_name(snapshot, gate.resource) +
                  " is needed as well",
              source_of(snapshot, gate.origin)};
    }
    case EdgeKind::lineage: {
      const Lineage& l = snapshot[LineageIx(edge.index)];
      return {display_name(snapshot, l.exposing) + " shows " + display_name(snapshot, l.exposed),
              source_of(snapshot, l.origin)};
    }
  }
  return {};
}

std::string removal_words(const Snapshot& snapshot, const Edge& edge) {
  if (edge.kind == EdgeKind::membership) {
    const Membership& m = snapshot[MembershipIx(edge.index)];
    return "remove " + display_name(snapshot, m.member) + " from " + display_name(snapshot, m.container);
  }
  const Grant& g = snapshot[GrantIx(edge.index)];
  return "take " + right_of(snapshot, g) + " from " + display_name(snapshot, g.principal);
}

std::string return_words(const Snapshot& snapshot, const Edge& edge) {
  if (edge.kind == EdgeKind::membership) {
    const Membership& m = snapshot[MembershipIx(edge.index)];
    return "add " + display_name(snapshot, m.member) + " to " + display_name(snapshot, m.container);
  }
  const Grant& g = snapshot[GrantIx(edge.index)];
  return "give " + right_of(snapshot, g) + " to " + display_name(snapshot, g.principal);
}

std::string cut_words(const Snapshot& snapshot, const Cut& cut) {
  std::vector<std::string> steps;
  for (const Edge& edge : cut.edges) steps.push_back(removal_words(snapshot, edge));
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  return enumerate_words(steps);
}

std::string cost_words(const Snapshot& snapshot, const Subject& subject, EntitlementIx entitlement,
                       const Cut& cut) {
  const auto used = std::ranges::count_if(cut.losses, [&](const Loss& loss) {
    return loss.subject == subject && loss.entitlement != entitlement && is_recent(snapshot, loss.usage);
  });
  const std::string who = display_name(snapshot, subject);
  std::string text = who + " loses nothing else";
  if (cut.own_losses > 0) {
    text = who + " also loses " + count_of(cut.own_losses, "other access", "other accesses");
    const std::string recently = " in the last " + std::to_string(kRecentDays) + " days";
    text += used == 0 ? ", none of them known to be used" + recently
                      : ", " + std::to_string(used) + " of them used" + recently;
  }
  if (cut.other_people == 0) return text + "; nobody else is affected";
  return text + "; " + count_of(cut.other_people, "other subject loses", "other subjects lose") +
         " something";
}

}  // namespace reeve
