// From entries to facts. Pure: no server, no I/O.
//
// Native keys: in Active Directory the objectGUID, which nothing but deletion ends; elsewhere the
// distinguished name in its normal form (ldap_names.h).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/ldap/ldap_directory.h"
#include "connectors/ldap/ldap_names.h"
#include "engine/model/facts.h"

namespace reeve::ldap {

enum class Flavour : unsigned char { standard, active_directory };

// Whose entries are people that the directory vouches for, beside having accounts.
enum class People : unsigned char { none, numbered, all };

// Which attributes fill a field; the first one that an entry shows counts.
using FieldNames = std::map<std::string, std::vector<std::string>, std::less<>>;
FieldNames usual_fields(Flavour flavour);

// What an entry of a person or a group is called in searches, before the configuration says otherwise.
std::string person_filter(Flavour flavour);
std::string group_filter(Flavour flavour);

struct OtherMember {
  PrincipalFact fact;
  bool has_members = false;  // a group, whose own members were not read
};

class Mapping {
 public:
  Mapping(Flavour flavour, People people, FieldNames fields, Names& names)
      : flavour_{flavour}, people_{people}, fields_{std::move(fields)}, names_{names} {}

  Flavour flavour() const { return flavour_; }
  bool is_active_directory() const { return flavour_ == Flavour::active_directory; }
  // The only attributes that are asked for.
  std::vector<std::string> person_attributes() const;
  std::vector<std::string> group_attributes() const;
  // Which fill this field.
  std::vector<std::string> attributes_of(std::string_view field) const;

  // nullopt where the entry shows no usable name.
  std::optional<std::string> key_of(const Entry& entry) const;
  // Of what a value names; nullopt where it is no name. Empty: it names nobody.
  std::optional<std::string> key_named(std::string_view value) const;

  bool is_identity(const Entry& entry) const;
  IdentityFact identity_from(const Entry& entry, const std::string& key) const;
  PrincipalFact account_from(const Entry& entry, const std::string& key) const;
  PrincipalFact group_from(const Entry& entry, const std::string& key) const;
  // What is a member of something and is neither among the people nor among the groups.
  OtherMember other_from(const Entry& entry, const std::string& key) const;

  // Names of members, of every attribute that holds such. Empty where the entry shows none.
  std::vector<std::string_view> members_of(const Entry& group) const;
  // Its class says that it has members, and the entry shows none: they may not be read.
  bool hides_members(const Entry& group) const;
  // Being a member gives the rights of the group: not so in a group that only receives mail.
  bool gives_rights(const Entry& group) const;
  // The group whose SID ends in `primaryGroupID`, of the account's own domain; empty where none is told.
  std::string primary_group_sid(const Entry& account) const;

 private:
  std::string_view field(const Entry& entry, std::string_view name) const;
  void add_fields(std::vector<std::string>& attributes, std::initializer_list<std::string_view> fields) const;
  MaybeTime valid_until(const Entry& entry) const;
  MaybeTime last_sign_in(const Entry& entry) const;
  TriState enabled(const Entry& entry) const;
  AccountKind account_kind(const Entry& entry) const;
  std::string second_key(const Entry& entry) const;

  Flavour flavour_;
  People people_;
  FieldNames fields_;
  Names& names_;
};

bool has_class(const Entry& entry, std::string_view object_class);

}  // namespace reeve::ldap
