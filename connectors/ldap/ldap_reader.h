// One read of one directory: groups, then people, then what groups name beside those; opens and closes the
// sections.
//
// Kept in memory: 128 bits per account and group, the names of members that were not met yet, the names
// in memberUid. Entries are not.
#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "connectors/ldap/ldap_entries.h"
#include "connectors/ldap/ldap_mapping.h"
#include "engine/sync/connector.h"

namespace reeve::ldap {

// What is asked for.
struct Plan {
  std::string server;   // what the scope calls it
  std::string seen_as;  // who asks
  Search groups;
  Search people;
  bool identities = false;
  std::vector<std::string> known_referrals;  // hosts that another source reads
};

// Nothing is missing where nobody asks there: another source reads it, or neither people nor groups are
// there.
bool may_be_left_out(const std::string& referral, const Plan& plan, Flavour flavour);

class Reader {
 public:
  Reader(Entries& entries, Directory& directory, const Mapping& mapping, const Plan& plan, FactSink& sink,
         std::stop_token stop);

  void read();

 private:
  using GroupIx = std::uint32_t;
  using GroupsByName = std::unordered_map<std::string, std::vector<GroupIx>>;

  void open();
  void close();
  void read_groups();
  void read_people();
  void read_dynamic_groups();
  void read_other_members();
  void reject_unknown_names();

  void take_group(Entry& entry);
  void take_members(const Entry& group, GroupIx ix);
  void take_posix_names(const Entry& group, GroupIx ix);
  void take_person(const Entry& entry);
  void take_primary_groups(const Entry& entry, const std::string& key);
  void take_member_names(const Entry& entry, const std::string& key);
  void take_other_member(const std::string& key, const std::string& value);
  void take_dynamic_group(GroupIx ix, const std::string& url);

  void emit(Fact fact);
  void emit_membership(const std::string& member, GroupIx group);
  void want(const std::string& key, std::string_view value);
  void met(const std::string& key);
  void reject(Section section, const std::string& where, std::string reason,
              std::optional<std::string> key = std::nullopt);
  // The section is not whole, and why.
  void note(Section section, const std::string& reason);
  void note(const Outcome& outcome, std::initializer_list<Section> sections, const std::string& what);
  std::string scope_of(Section section) const;

  struct Group {
    std::string key;
    bool gives_rights = true;
  };
  struct Progress {
    bool opened = false;
    bool emitted = false;
    std::vector<std::string> reasons;  // the first few
    std::size_t more_reasons = 0;
  };

  Entries& entries_;
  Directory& directory_;
  const Mapping& mapping_;
  const Plan& plan_;
  FactSink& sink_;
  std::stop_token stop_;

  bool people_whole_ = false;
  std::vector<Group> groups_;
  SeenTexts seen_;                                               // keys of accounts and groups
  std::unordered_map<TextBits, std::string, FirstHalf> wanted_;  // names of members that nobody met yet
  GroupsByName by_sid_, by_gid_, by_member_uid_;
  SeenTexts met_uids_;
  std::vector<std::pair<GroupIx, std::string>> urls_;
  std::array<Progress, kSectionCount> sections_{};
};

}  // namespace reeve::ldap
