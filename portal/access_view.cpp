#include "portal/access_view.h"

#include <algorithm>

#include "engine/access/effective.h"
#include "engine/access/query.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/report/finding_counts.h"
#include "engine/workflow/path_words.h"
#include "portal/links.h"
#include "portal/words.h"

namespace reeve::portal {
namespace {

constexpr std::size_t kMostLosses = 200;

class Hits {
 public:
  void add(const std::string& name, const std::string& note, const std::string& href) {
    if (++all_ <= kMostHits) rows_.push_back({{"name", name}, {"note", note}, {"href", href}});
  }
  void put(Json& view, const std::string& key, const std::string& heading) const {
    if (all_ == 0) return;
    const std::string more =
        all_ > kMostHits ? "and " + std::to_string(all_ - kMostHits) + " more; type more of the name" : "";
    view[key].push_back({{"heading", heading}, {"rows", rows_}, {"more", more}});
  }
  bool empty() const { return all_ == 0; }

 private:
  std::size_t all_ = 0;
  Json rows_ = Json::array();
};

class Needle {
 public:
  Needle(const Snapshot& snapshot, const std::string& text) : snapshot_(snapshot), text_(lower_ascii(text)) {}
  bool in(std::string_view text) const { return lower_ascii(text).find(text_) != std::string::npos; }
  bool in_any(std::initializer_list<StringRef> refs) const {
    return std::ranges::any_of(refs, [&](StringRef r) { return in(snapshot_.text(r)); });
  }

 private:
  const Snapshot& snapshot_;
  std::string text_;
};

std::string joined(std::initializer_list<std::string> parts) {
  std::vector<std::string> words;
  for (const std::string& part : parts) {
    if (!part.empty() && part != "unknown") words.push_back(printable_utf8(part));
  }
  return join(words, " \xC2\xB7 ");
}

std::string text_of(const Snapshot& snapshot, StringRef ref) { return std::string(snapshot.text(ref)); }

std::string about_person(const Snapshot& snapshot, const Identity& i) {
  const std::string status(to_string(i.status));
  return joined({text_of(snapshot, i.job), text_of(snapshot, i.department), text_of(snapshot, i.region),
                 status == "active" ? "" : "status: " + status});
}

std::string about_account(const Snapshot& snapshot, PrincipalIx p) {
  const Principal& account = snapshot[p];
  const std::string kind = account.kind == PrincipalKind::everyone ? "everybody"
                           : account.account_kind == AccountKind::unknown
                               ? "account"
                               : std::string(to_string(account.account_kind)) + " account";
  const std::string owner = account.identity.valid() && account.owner_state == OwnerState::owned
                                ? "answered for by " + display_name(snapshot, account.identity)
                                : std::string(to_string(account.owner_state));
  return joined({kind, snapshot.source_name(account.origin.source),
                 account.kind == PrincipalKind::everyone ? "" : owner});
}

std::string about(const Snapshot& snapshot, const Subject& subject) {
  return subject.identity.valid() ? about_person(snapshot, snapshot[subject.identity])
                                  : about_account(snapshot, subject.principal);
}

std::string last_used(const AccessUsage& usage, UtcMillis as_of) { return usage_words(usage, as_of); }

Json finding_rows(std::span<const FindingRecord> findings, const std::string& subject,
                  const std::string& entitlement) {
  Json rows = Json::array();
  for (const FindingRecord& record : findings) {
    const Finding& f = record.finding;
    if (f.subject_key != subject || record.state == FindingState::resolved) continue;
    if (!entitlement.empty() && f.entitlement_key != entitlement) continue;
    rows.push_back({{"severity", to_string(f.severity)},
                    {"label", capitalised(std::string(to_string(f.severity)))},
                    {"sentence", f.sentence},
                    {"state", record.state == FindingState::waived ? "waived" : ""},
                    {"href", finding_page(f.fingerprint)}});
  }
  return rows;
}

Json category_tags(const SnapshotView& snapshot, CategorySet set, SnapshotNo at) {
  Json tags = Json::array();
  for (const std::string& id : category_ids(snapshot.access.snapshot, set)) {
    const auto words = snapshot.access.words.find(id);
    tags.push_back({{"name", words == snapshot.access.words.end() ? id : words->second},
                    {"href", who_can_page(id, at)}});
  }
  return tags;
}

PathLinks links_at(SnapshotNo at) {
  return {.subject = [at](const std::string& key) { return access_of_page(key, at); },
          .resource = [at](const std::string& key) { return who_can_page(key, at); }};
}

Json loss_rows(const SnapshotView& snapshot, const Cut& cut, const AccessTable& table, SnapshotNo at) {
  const Snapshot& s = snapshot.access.snapshot;
  Json rows = Json::array();
  for (std::size_t i = 0; i < std::min(cut.losses.size(), kMostLosses); ++i) {
    const Loss& loss = cut.losses[i];
    rows.push_back({{"who", display_name(s, loss.subject)},
                    {"href", access_of_page(subject_key(s, loss.subject), at)},
                    {"what", display_name(s, table.entitlements[loss.entitlement.value])},
                    {"used", last_used(loss.usage, s.info.as_of)}});
  }
  return rows;
}

void add_cut(Json& view, const SnapshotView& snapshot, const Explained& e, const AccessTable& table,
             SnapshotNo at) {
  if (e.cuts.cuts.empty()) {
    view["why_no_cut"] = capitalised(e.cuts.why_not) + ".";
    return;
  }
  const Cut& best = e.cuts.cuts.front();
  view["cut"] = {{"what", e.cut},
                 {"cost", e.cost},
                 {"candidates", e.cuts.candidates},
                 {"losses", loss_rows(snapshot, best, table, at)},
                 {"count", count_of(best.losses.size(), "access goes", "accesses go") + " with it"},
                 {"more", best.losses.size() > kMostLosses
                              ? "and " + std::to_string(best.losses.size() - kMostLosses) + " more"
                              : ""}};
}

std::string other_ways(const Explained& e) {
  if (e.other_paths == 0) return "There is no other way.";
  const std::string verb = e.other_paths == 1 ? "There is " : "There are ";
  return verb + (e.more_paths ? "at least " : "") + count_of(e.other_paths, "other way", "other ways") +
         ", and " + count_of(e.independent_paths, "way shares", "ways share") + " no step with another.";
}

}  // namespace

Json search_view(const SnapshotView& snapshot, const std::string& text, SnapshotNo at) {
  const Snapshot& s = snapshot.access.snapshot;
  const Needle needle(s, text);
  Hits people, accounts, categories, resources;
  for (std::size_t i = 0; i < s.identities.size(); ++i) {
    const Identity& identity = s.identities[i];
    if (!needle.in_any({identity.name, identity.email, identity.employee_number, identity.key})) continue;
    people.add(display_name(s, IdentityIx(i)), about_person(s, identity),
               access_of_page(s.subject_key(IdentityIx(i)), at));
  }
  for (std::size_t p = 0; p < s.principals.size(); ++p) {
    const Principal& principal = s.principals[p];
    if (principal.kind != PrincipalKind::account && principal.kind != PrincipalKind::everyone) continue;
    if (!needle.in_any({principal.name, principal.key})) continue;
    accounts.add(display_name(s, PrincipalIx(p)), about_account(s, PrincipalIx(p)),
                 access_of_page(s.subject_key(PrincipalIx(p)), at));
  }
  for (std::size_t c = 0; c < s.categories.size(); ++c) {
    const std::string& name = snapshot.exposure.names[c];
    if (needle.in(s.categories[c]) || needle.in(name))
      categories.add(capitalised(name), s.categories[c], who_can_page(s.categories[c], at));
  }
  for (std::size_t r = 0; r < s.resources.size(); ++r) {
    const Resource& resource = s.resources[r];
    if (!needle.in_any({resource.name, resource.key})) continue;
    resources.add(display_name(s, ResourceIx(r)),
                  joined({std::string(to_string(resource.kind)), s.source_name(resource.origin.source)}),
                  who_can_page(s.resource_key(ResourceIx(r)), at));
  }
  Json view{{"groups", Json::array()}};
  people.put(view, "groups", "People");
  categories.put(view, "groups", "Categories of data");
  resources.put(view, "groups", "Resources");
  accounts.put(view, "groups", "Accounts");
  view["none"] = view["groups"].empty();
  return view;
}

Json access_of_view(const SnapshotView& snapshot, const Subject& subject,
                    std::span<const FindingRecord> findings, SnapshotNo at) {
  const AccessView& access = snapshot.access;
  const Snapshot& s = access.snapshot;
  const std::string key = subject_key(s, subject);
  const AccessTable table = access_of(access.graph, access.catalogue, subject);
  Json rows = Json::array();
  std::size_t sensitive = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const Entitlement& e = table.entitlements[table.entitlement[i].value];
    if (e.categories == 0 && !e.undecided) continue;
    if (++sensitive > kMostAccesses) continue;
    rows.push_back({{"what", display_name(s, e)},
                    {"source", s.source_name(s[e.resource].origin.source)},
                    {"categories", category_tags(snapshot, e.categories, at)},
                    {"undecided", e.undecided},
                    {"works", works_label(table.flags[i])},
                    {"passes_on", table.flags[i].grant_option},
                    {"used", last_used(table.usage[i], s.info.as_of)},
                    {"href", why_page(key, entitlement_key(s, e), at)}});
  }
  Json view{{"name", display_name(s, subject)},
            {"initials", initials_of(display_name(s, subject))},
            {"about", about(s, subject)},
            {"count", count_of(sensitive, "access", "accesses") + " to customer data"},
            {"others", table.size() == sensitive
                           ? ""
                           : count_of(table.size() - sensitive, "access", "accesses") + " to other things"},
            {"findings", finding_rows(findings, key, "")},
            {"none", sensitive == 0},
            {"rows", std::move(rows)},
            {"more", sensitive > kMostAccesses ? "and " + std::to_string(sensitive - kMostAccesses) +
                                                     " more; `reeve access` lists all"
                                               : ""}};
  if (subject.identity.valid() && s[subject.identity].manager.valid()) {
    const IdentityIx manager = s[subject.identity].manager;
    view["manager"] = {{"name", display_name(s, manager)},
                       {"href", access_of_page(s.subject_key(manager), at)}};
  }
  return view;
}

Json who_can_view(const SnapshotView& snapshot, const std::string& what, SnapshotNo at) {
  const AccessView& access = snapshot.access;
  const Snapshot& s = access.snapshot;
  const ResourceIx resource = snapshot.resource(what);
  const WhoCanAnswer answer =
      resource.valid() ? answer_who_can(access, resource) : answer_who_can(access, what);
  std::vector<WhoCanRow> shown(
      answer.rows.begin(),
      answer.rows.begin() + static_cast<std::ptrdiff_t>(std::min(answer.rows.size(), kMostAccesses)));
  add_ways(access, shown);
  const auto words = access.words.find(what);
  Json rows = Json::array();
  std::size_t subjects = 0;
  std::size_t working = 0;
  bool counted = false;
  std::optional<Subject> before;
  for (const WhoCanRow& row : answer.rows) {
    if (before != row.subject) {
      ++subjects;
      counted = false;
    }
    before = row.subject;
    const bool works = row.flags.usability != Usability::latent && !row.flags.option_only;
    working += works && !counted ? 1 : 0;
    counted = counted || works;
    if (rows.size() >= kMostAccesses) continue;
    const Entitlement& e = access.catalogue.entitlements[row.entitlement.value];
    const std::string who = subject_key(s, row.subject);
    rows.push_back({{"who", display_name(s, row.subject)},
                    {"who_href", access_of_page(who, at)},
                    {"about", about(s, row.subject)},
                    {"what", text_of(s, e.privilege) + " on " + display_name(s, row.resource)},
                    {"through", shown[rows.size()].through},
                    {"works", works_label(row.flags)},
                    {"used", last_used(row.usage, s.info.as_of)},
                    {"href", why_page(who, entitlement_key(s, e), at)}});
  }
  return {{"name", resource.valid()              ? display_name(s, resource)
                   : words == access.words.end() ? what
                                                 : capitalised(words->second)},
          {"about", resource.valid() ? joined({std::string(to_string(s[resource].kind)),
                                               s.source_name(s[resource].origin.source)})
                                     : "category of data"},
          {"none", rows.empty()},
          {"count", count_of(subjects, "person or account has it", "people and accounts have it") +
                        "; it works for " + std::to_string(working)},
          {"undecided", answer.undecided.empty()
                            ? ""
                            : count_of(answer.undecided.size(), "thing has", "things have") +
                                  " no classification decision, so whether it is among them is not known"},
          {"rows", std::move(rows)},
          {"more", answer.rows.size() > kMostAccesses
                       ? "and " + std::to_string(answer.rows.size() - kMostAccesses) +
                             " more rows; `reeve who-can` lists all"
                       : ""}};
}

Json why_view(const SnapshotView& snapshot, const Subject& subject, const std::string& key,
              std::span<const FindingRecord> findings, SnapshotNo at) {
  const AccessView& access = snapshot.access;
  const Snapshot& s = access.snapshot;
  const AccessTable table = access_of(access.graph, access.catalogue, subject);
  const auto row = std::ranges::find_if(table.entitlement, [&](EntitlementIx e) {
    return entitlement_key(s, table.entitlements[e.value]) == key;
  });
  if (row == table.entitlement.end()) return nullptr;
  CutFinder finder(access.graph, access.catalogue);
  const Explained e =
      explain(access, finder, table, AccessIx(static_cast<std::size_t>(row - table.entitlement.begin())));
  const Entitlement& entitlement = table.entitlements[row->value];
  Json edges = Json::array();
  for (const EdgeWords& edge : e.edges)
    edges.push_back({{"text", edge.text}, {"source", edge.source.empty() ? "derived" : edge.source}});
  const Cut* cut = e.cuts.cuts.empty() ? nullptr : &e.cuts.cuts.front();
  Json view{{"sentence", capitalised(e.sentence) + "."},
            {"who", display_name(s, subject)},
            {"who_href", access_of_page(subject_key(s, subject), at)},
            {"what", display_name(s, entitlement)},
            {"what_href", who_can_page(s.resource_key(entitlement.resource), at)},
            {"categories", category_tags(snapshot, entitlement.categories, at)},
            {"drawing", path_drawing(drawing_of(s, subject, e.path, cut, links_at(at)))},
            {"edges", std::move(edges)},
            {"other_ways", other_ways(e)},
            {"latent", e.latent},
            {"has_latent", !e.latent.empty()},
            {"findings", finding_rows(findings, subject_key(s, subject), key)}};
  add_cut(view, snapshot, e, table, at);
  return view;
}

}  // namespace reeve::portal
