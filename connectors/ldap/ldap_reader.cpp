#include "connectors/ldap/ldap_reader.h"

#include <algorithm>

#include "connectors/ldap/ldap_values.h"
#include "engine/core/text.h"

namespace reeve::ldap {
namespace {

constexpr std::size_t kReasonsNamed = 3;

// Who is meant by SIDs that stand for everybody who signs in (MS-DTYP 2.4.2.4): Everyone, NETWORK,
// INTERACTIVE, Authenticated Users, This Organization.
constexpr std::string_view kEverybody[] = {"S-1-1-0", "S-1-5-2", "S-1-5-4", "S-1-5-11", "S-1-5-15"};

// Partitions below the top of every Active Directory that hold neither people nor groups.
constexpr std::string_view kPartitionsWithoutPeople[] = {"cn=configuration,", "dc=domaindnszones,",
                                                         "dc=forestdnszones,"};

std::string in_quotes(std::string_view text) { return "`" + printable_utf8(text) + "`"; }

}  // namespace

bool may_be_left_out(const std::string& referral, const Plan& plan, Flavour flavour) {
  const std::string url = lower_ascii(referral);
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos || url.size() == scheme + 3) return false;
  const std::string rest = url.substr(scheme + 3);
  const std::string host = rest.substr(0, rest.find_first_of("/:?"));
  const std::string name = rest.substr(std::min(rest.find('/'), rest.size() - 1) + 1);
  const auto begins_name = [&](std::string_view each) { return name.starts_with(each); };
  if (flavour == Flavour::active_directory && std::ranges::any_of(kPartitionsWithoutPeople, begins_name))
    return true;
  return std::ranges::find(plan.known_referrals, host) != plan.known_referrals.end();
}

Reader::Reader(Entries& entries, Directory& directory, const Mapping& mapping, const Plan& plan,
               FactSink& sink, std::stop_token stop)
    : entries_{entries},
      directory_{directory},
      mapping_{mapping},
      plan_{plan},
      sink_{sink},
      stop_{std::move(stop)} {}

void Reader::read() {
  open();
  read_groups();
  read_people();
  read_dynamic_groups();
  // Who was not met may be among the people that were not read.
  if (people_whole_) {
    read_other_members();
    reject_unknown_names();
  }
  close();
}

void Reader::read_groups() {
  const Outcome outcome = entries_.each(plan_.groups, stop_, [&](Entry& entry) { take_group(entry); });
  note(outcome, {Section::principal, Section::membership}, "groups");
}

void Reader::take_group(Entry& entry) {
  const auto key = mapping_.key_of(entry);
  if (!key) return reject(Section::principal, entry.dn, "the group shows no usable name or objectGUID");
  const std::string problem = complete_ranges(directory_, plan_.groups, stop_, entry);
  if (!problem.empty()) note(Section::membership, "group " + in_quotes(entry.dn) + ": " + problem);
  const auto ix = static_cast<GroupIx>(groups_.size());
  groups_.push_back({*key, mapping_.gives_rights(entry)});
  met(*key);
  emit(mapping_.group_from(entry, *key));
  if (const auto sid = sid_text(entry.first("objectSid"))) by_sid_[*sid].push_back(ix);
  take_members(entry, ix);
  take_posix_names(entry, ix);
}

void Reader::take_members(const Entry& group, GroupIx ix) {
  if (mapping_.hides_members(group)) {
    note(Section::membership, "group " + in_quotes(group.dn) +
                                  " shows no member, though its class cannot be " +
                                  "without; let the account read its members");
  }
  for (const std::string_view value : mapping_.members_of(group)) {
    const auto key = mapping_.key_named(value);
    if (!key) {
      reject(Section::membership, group.dn, "the member " + in_quotes(value) + " is no name of an entry");
    } else if (!key->empty()) {  // an empty name stands for nobody, where a group must not be empty
      emit_membership(*key, ix);
      want(*key, value);
    }
  }
}

void Reader::take_posix_names(const Entry& group, GroupIx ix) {
  if (mapping_.is_active_directory()) return;
  if (const auto* const names = group.values("memberUid")) {
    for (const std::string& name : *names) by_member_uid_[folded(name)].push_back(ix);
  }
  if (const std::string_view gid = group.first("gidNumber"); !gid.empty()) {
    by_gid_[std::string{gid}].push_back(ix);
  }
  if (const auto* const urls = group.values("memberURL")) {
    for (const std::string& url : *urls) urls_.emplace_back(ix, url);
  }
}

void Reader::read_people() {
  const Outcome outcome = entries_.each(plan_.people, stop_, [&](const Entry& entry) { take_person(entry); });
  note(outcome, {Section::identity, Section::account}, "people");
  people_whole_ = outcome.whole() && sections_[static_cast<std::size_t>(Section::account)].reasons.empty();
  if (!people_whole_) {
    note(Section::membership, "what people themselves say about their groups: people were not read whole");
  }
}

void Reader::take_person(const Entry& entry) {
  const auto key = mapping_.key_of(entry);
  if (!key) {
    if (plan_.identities) reject(Section::identity, entry.dn, "the entry shows no usable name or objectGUID");
    return reject(Section::account, entry.dn, "the entry shows no usable name or objectGUID");
  }
  met(*key);
  if (plan_.identities && mapping_.is_identity(entry)) emit(mapping_.identity_from(entry, *key));
  emit(mapping_.account_from(entry, *key));
  take_primary_groups(entry, *key);
  take_member_names(entry, *key);
}

void Reader::take_primary_groups(const Entry& entry, const std::string& key) {
  if (!mapping_.is_active_directory()) {
    const auto found = by_gid_.find(std::string{entry.first("gidNumber")});
    if (found == by_gid_.end()) return;
    for (const GroupIx ix : found->second) emit_membership(key, ix);
    return;
  }
  const std::string sid = mapping_.primary_group_sid(entry);
  const auto found = by_sid_.find(sid);
  if (found != by_sid_.end()) return emit_membership(key, found->second.front());
  if (sid.empty()) {
    return note(Section::membership, in_quotes(entry.dn) + " shows no primaryGroupID or objectSid");
  }
  reject(Section::membership, entry.dn, "its primary group " + sid + " is not among the groups that are read",
         join_key({key, sid}));
}

void Reader::take_member_names(const Entry& entry, const std::string& key) {
  if (by_member_uid_.empty()) return;
  const auto* const names = entry.values("uid");
  if (names == nullptr) return;
  for (const std::string& name : *names) {
    const auto found = by_member_uid_.find(folded(name));
    if (found == by_member_uid_.end()) continue;
    met_uids_.insert(found->first);
    for (const GroupIx ix : found->second) emit_membership(key, ix);
  }
}

void Reader::reject_unknown_names() {
  for (const auto& [name, groups] : by_member_uid_) {
    if (met_uids_.contains(name)) continue;
    for (const GroupIx ix : groups) {
      reject(Section::membership, groups_[ix].key, "memberUid " + in_quotes(name) + " is nobody's uid",
             join_key({name, groups_[ix].key}));
    }
  }
}

void Reader::read_dynamic_groups() {
  for (const auto& [ix, url] : urls_) take_dynamic_group(ix, url);
}

void Reader::take_dynamic_group(GroupIx ix, const std::string& url) {
  const std::string what = "members of " + in_quotes(groups_[ix].key) + " by " + in_quotes(url);
  const auto wanted = local_search_from(url);
  if (!wanted) return note(Section::membership, what + ": this is no search on the same server");
  Search search{.base = wanted->base, .attributes = {"objectClass"}};
  search.scope = wanted->scope == "base"  ? Scope::base
                 : wanted->scope == "one" ? Scope::one_level
                                          : Scope::subtree;
  search.filter = "(&" + wanted->filter + "(|" + plan_.people.filter + plan_.groups.filter + "))";
  const Outcome outcome = entries_.ask(search, stop_, [&](const Entry& entry) {
    const auto key = mapping_.key_of(entry);
    if (!key) return reject(Section::membership, entry.dn, "a member of " + what + " has no usable name");
    emit_membership(*key, ix);
    want(*key, entry.dn);
  });
  note(outcome, {Section::membership}, what);
}

// Members outside of what is read: of another part of the tree, of another kind, of another domain.
void Reader::read_other_members() {
  std::vector<std::string> wanted;
  for (auto& [bits, value] : wanted_) wanted.push_back(std::move(value));
  wanted_.clear();
  std::ranges::sort(wanted);
  for (const std::string& value : wanted) {
    if (const auto key = mapping_.key_named(value)) take_other_member(*key, value);
  }
}

void Reader::take_other_member(const std::string& key, const std::string& value) {
  Search search{.base = mapping_.is_active_directory() ? "<GUID=" + key + ">" : value,
                .scope = Scope::base,
                .attributes = mapping_.person_attributes(),
                .guid_in_names = plan_.people.guid_in_names};
  search.attributes.insert(search.attributes.end(), {"cn", "name"});
  std::optional<Entry> found;
  const Outcome outcome = entries_.ask(search, stop_, [&](const Entry& entry) { found = entry; });
  note(outcome, {Section::account, Section::principal}, "member " + in_quotes(value));
  // A name of nobody: the store rejects the memberships that hold it, each with its key.
  if (!found || mapping_.key_of(*found) != key) return;
  const OtherMember other = mapping_.other_from(*found, key);
  const std::string sid = sid_text(found->first("objectSid")).value_or("");
  PrincipalFact fact = other.fact;
  if (std::ranges::find(kEverybody, sid) != std::end(kEverybody)) fact.kind = PrincipalKind::everyone;
  if (other.has_members) {
    note(Section::membership,
         "the group " + in_quotes(found->dn) +
             " is a member and stands outside of the groups that are read; its own members " +
             "are not known");
  }
  emit(std::move(fact));
}

void Reader::emit(Fact fact) {
  sections_[static_cast<std::size_t>(section_of(fact))].emitted = true;
  sink_.fact(std::move(fact));
}

void Reader::emit_membership(const std::string& member, GroupIx group) {
  emit(MembershipFact{
      .member_key = member, .container_key = groups_[group].key, .inherited = groups_[group].gives_rights});
}

void Reader::want(const std::string& key, std::string_view value) {
  const TextBits bits = seen_.bits_of(key);
  if (!seen_.contains(bits)) wanted_.try_emplace(bits, value);
}

void Reader::met(const std::string& key) {
  const TextBits bits = seen_.bits_of(key);
  seen_.insert(bits);
  wanted_.erase(bits);
}

void Reader::reject(Section section, const std::string& where, std::string reason,
                    std::optional<std::string> key) {
  sink_.reject({.section = section,
                .where = printable_utf8(where),
                .key = std::move(key),
                .reason = std::move(reason)});
}

void Reader::note(Section section, const std::string& reason) {
  Progress& progress = sections_[static_cast<std::size_t>(section)];
  if (progress.reasons.size() < kReasonsNamed) {
    progress.reasons.push_back(reason);
  } else {
    ++progress.more_reasons;
  }
}

void Reader::note(const Outcome& outcome, std::initializer_list<Section> sections, const std::string& what) {
  for (const Section section : sections) {
    if (!outcome.whole()) note(section, what + ": " + outcome.problem);
    for (const std::string& referral : outcome.referrals) {
      if (!may_be_left_out(referral, plan_, mapping_.flavour()))
        note(section, what + ": " + in_quotes(referral) + " was not asked");
    }
  }
}

void Reader::open() {
  for (const Section section :
       {Section::identity, Section::account, Section::principal, Section::membership}) {
    if (section == Section::identity && !plan_.identities) continue;
    sections_[static_cast<std::size_t>(section)].opened = true;
    sink_.open(section, scope_of(section));
  }
}

void Reader::close() {
  for (const Section section : all_sections()) {
    Progress& progress = sections_[static_cast<std::size_t>(section)];
    if (!progress.opened) continue;
    if (progress.reasons.empty()) {
      sink_.close(section, SectionState::complete);
      continue;
    }
    if (progress.more_reasons > 0)
      progress.reasons.push_back(std::to_string(progress.more_reasons) + " more");
    sink_.close(section, progress.emitted ? SectionState::partial : SectionState::failed,
                join(progress.reasons, "; "));
  }
}

std::string Reader::scope_of(Section section) const {
  const auto text_of = [](const Search& search) {
    return "`" + search.base + "` " + search.filter + " (" + join(search.attributes, ", ") + ")";
  };
  const bool groups = section == Section::principal || section == Section::membership;
  const bool people = section != Section::principal;
  std::string scope = "ldap " + plan_.server + ";";
  if (groups) scope += " groups " + text_of(plan_.groups);
  if (people) scope += " people " + text_of(plan_.people);
  return scope + "; seen as " + plan_.seen_as;
}

}  // namespace reeve::ldap
