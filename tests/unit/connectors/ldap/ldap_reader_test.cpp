// A made-up domain controller that gives long lists in pieces, as Samba never does.
#include "connectors/ldap/ldap_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/directory_texts.h"
#include "tests/support/fake_directory.h"
#include "tests/support/recording_sink.h"

namespace reeve::ldap {
namespace {

using namespace std::string_literals;
using test::FakeDirectory;
using testing::Contains;
using testing::ElementsAre;

constexpr const char* kGroupGuid = "00000000-0000-0000-0000-000000000001";

std::string guid_of(int number) {
  std::string bytes(16, '\0');
  bytes[15] = static_cast<char>(number);
  return bytes;
}

// S-1-5-21-N
std::string sid_of(int number) {
  return "\x01\x02\x00\x00\x00\x00\x00\x05\x15\x00\x00\x00"s + static_cast<char>(number) + "\x00\x00\x00"s;
}

std::string member(int number) {
  return "<GUID=00000000-0000-0000-0000-00000000000" + std::to_string(number) + ">;CN=u" +
         std::to_string(number) + ",DC=x";
}

Entry user(int number) {
  Entry entry{.dn = "CN=u" + std::to_string(number) + ",DC=x"};
  entry.attributes = {{"objectclass", {"top", "person", "user"}},
                      {"objectguid", {guid_of(number)}},
                      {"objectsid", {sid_of(number)}},
                      {"samaccountname", {"u" + std::to_string(number)}},
                      {"useraccountcontrol", {"512"}},
                      {"primarygroupid", {"1"}}};
  return entry;
}

// One group of three members that comes in pieces of two, and the users 2, 3 and 4.
FakeDirectory controller() {
  FakeDirectory directory;
  directory.on_search = [](const Search& search, const std::stop_token&,
                           const FakeDirectory::Visit& visit) -> Outcome {
    if (search.filter == "(groups)") {
      Entry group{.dn = "CN=big,DC=x"};
      group.attributes = {{"objectclass", {"top", "group"}},
                          {"objectguid", {guid_of(1)}},
                          {"objectsid", {sid_of(1)}},
                          {"samaccountname", {"big"}},
                          {"grouptype", {"-2147483646"}},
                          {"member", {}},
                          {"member;range=0-1", {member(2), member(3)}}};
      visit(group);
    } else if (search.filter == "(people)") {
      for (int number = 2; number <= 4; ++number) {
        Entry entry = user(number);
        visit(entry);
      }
    } else if (search.base == "CN=big,DC=x") {
      Entry rest{.dn = search.base, .attributes = {{"member;range=2-*", {member(4)}}}};
      visit(rest);
    }
    return {};
  };
  return directory;
}

test::RecordingSink read(FakeDirectory& directory) {
  Names names{Schema{}};
  const Mapping mapping{Flavour::active_directory, People::none, usual_fields(Flavour::active_directory),
                        names};
  const Plan plan{.server = "fake",
                  .seen_as = "nobody",
                  .groups = {.filter = "(groups)", .guid_in_names = true},
                  .people = {.filter = "(people)", .guid_in_names = true}};
  test::RecordingSink sink;
  Entries entries{directory};
  Reader{entries, directory, mapping, plan, sink, {}}.read();
  return sink;
}

TEST(LdapReader, EveryMemberOfALongListIsRead) {
  FakeDirectory directory = controller();
  const test::RecordingSink sink = read(directory);
  EXPECT_THAT(sink.states(), ElementsAre("account complete", "principal complete", "membership complete"));
  std::vector<std::string> expected;
  for (int number = 2; number <= 4; ++number) {
    const std::string text =
        "00000000-0000-0000-0000-00000000000" + std::to_string(number) + " in " + kGroupGuid;
    expected.insert(expected.end(), {text});
  }
  const auto memberships = test::membership_texts(sink[Section::membership].facts);
  for (const std::string& each : expected) EXPECT_THAT(memberships, Contains(each));
  EXPECT_EQ(test::principal_texts(sink[Section::account].facts).size(), 3U);
}

TEST(LdapReader, AListThatBreaksOffMakesMembershipsPartial) {
  FakeDirectory directory = controller();
  const auto whole = directory.on_search;
  directory.on_search = [whole](const Search& search, const std::stop_token& stop,
                                const FakeDirectory::Visit& visit) -> Outcome {
    if (search.base == "CN=big,DC=x") return {.problem = "busy"};
    return whole(search, stop, visit);
  };
  EXPECT_THAT(read(directory).states(), ElementsAre("account complete", "principal complete",
                                                    "membership partial: group `CN=big,DC=x`: member: busy"));
}

TEST(LdapReader, WhatNobodyCanNameIsNotCountedAsRead) {
  FakeDirectory directory;
  directory.on_search = [](const Search& search, const std::stop_token&,
                           const FakeDirectory::Visit& visit) -> Outcome {
    if (search.filter == "(people)") {
      Entry entry = user(2);
      std::erase_if(entry.attributes, [](const Attribute& each) { return each.name == "objectguid"; });
      visit(entry);
    }
    return {};
  };
  const test::RecordingSink sink = read(directory);
  EXPECT_THAT(test::reject_texts(sink[Section::account].rejects),
              ElementsAre("CN=u2,DC=x: the entry shows no usable name or objectGUID"));
}

}  // namespace
}  // namespace reeve::ldap
