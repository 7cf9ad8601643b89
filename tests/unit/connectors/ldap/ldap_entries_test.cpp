// Servers that break, repeat themselves, and give long lists in pieces.
#include "connectors/ldap/ldap_entries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/fake_directory.h"

namespace reeve::ldap {
namespace {

using test::FakeDirectory;
using testing::ElementsAre;
using Texts = std::vector<std::string>;

void give(const FakeDirectory::Visit& visit, int from, int to) {
  for (int number = from; number < to; ++number) {
    Entry entry{.dn = "cn=" + std::to_string(number)};
    visit(entry);
  }
}

struct Read {
  Outcome outcome;
  Texts names;
};

Read read(FakeDirectory& directory) {
  Read read;
  Entries entries{directory};
  read.outcome = entries.ask({}, {}, [&](Entry& entry) { read.names.push_back(entry.dn); });
  return read;
}

TEST(LdapEntries, ALostConnectionIsMadeAgainAndEachEntryComesOnce) {
  FakeDirectory directory;
  directory.on_search = [&](const Search&, const std::stop_token&,
                            const FakeDirectory::Visit& visit) -> Outcome {
    if (directory.searches.size() == 1) {
      give(visit, 0, 2);
      return {.problem = "gone", .lost = true};
    }
    give(visit, 0, 4);
    return {};
  };
  const Read result = read(directory);
  EXPECT_EQ(result.outcome.problem, "");
  EXPECT_EQ(result.names, (Texts{"cn=0", "cn=1", "cn=2", "cn=3"}));
  EXPECT_EQ(directory.reconnects, 1);
}

TEST(LdapEntries, ThreeAttemptsAreEnough) {
  FakeDirectory directory;
  directory.on_search = [&](const Search&, const std::stop_token&,
                            const FakeDirectory::Visit& visit) -> Outcome {
    give(visit, 0, 2);
    return {.problem = "gone", .lost = true};
  };
  const Read result = read(directory);
  EXPECT_EQ(result.outcome.problem, "gone");
  EXPECT_EQ(result.names, (Texts{"cn=0", "cn=1"}));
  EXPECT_EQ(directory.searches.size(), 3U);
  directory.searches.clear();
  directory.reconnect_problem = "no way";
  EXPECT_EQ(read(directory).outcome.problem, "gone");
  EXPECT_EQ(directory.searches.size(), 1U);
}

TEST(LdapEntries, APageThatComesAgainAddsNothing) {
  FakeDirectory directory;
  directory.on_search = [&](const Search&, const std::stop_token&,
                            const FakeDirectory::Visit& visit) -> Outcome {
    give(visit, 0, 3);
    give(visit, 0, 3);
    give(visit, 3, 5);
    return {};
  };
  const Read result = read(directory);
  EXPECT_EQ(result.outcome.problem, "");
  EXPECT_EQ(result.names, (Texts{"cn=0", "cn=1", "cn=2", "cn=3", "cn=4"}));
}

TEST(LdapEntries, AServerThatRepeatsItselfWithoutEndIsStopped) {
  FakeDirectory directory;
  directory.on_search = [&](const Search&, const std::stop_token& stop,
                            const FakeDirectory::Visit& visit) -> Outcome {
    while (!stop.stop_requested()) give(visit, 0, 3);
    return {.problem = "the read was stopped before its end"};
  };
  const Read result = read(directory);
  EXPECT_EQ(result.outcome.problem, "the server repeats the same entries without end");
  EXPECT_EQ(result.names, (Texts{"cn=0", "cn=1", "cn=2"}));
}

TEST(LdapEntries, ReferralsOfAllAttemptsAreNamedOnce) {
  FakeDirectory directory;
  directory.on_search = [&](const Search&, const std::stop_token&, const FakeDirectory::Visit&) -> Outcome {
    if (directory.searches.size() == 1) return {.problem = "gone", .lost = true, .referrals = {"b", "a"}};
    return {.referrals = {"b"}};
  };
  EXPECT_THAT(read(directory).outcome.referrals, ElementsAre("a", "b"));
}

// As Active Directory: at most `piece` values at a time.
FakeDirectory ranged(int values, int piece) {
  FakeDirectory directory;
  directory.on_search = [=](const Search& search, const std::stop_token&,
                            const FakeDirectory::Visit& visit) -> Outcome {
    const std::string& asked = search.attributes.front();
    const int from = std::stoi(asked.substr(asked.find('=') + 1));
    const int end = std::min(from + piece, values);
    const std::string last = end == values ? "*" : std::to_string(end - 1);
    Entry entry{.dn = search.base};
    entry.attributes.push_back({"member;range=" + std::to_string(from) + "-" + last, {}});
    for (int i = from; i < end; ++i) entry.attributes[0].values.push_back("cn=" + std::to_string(i));
    visit(entry);
    return {};
  };
  return directory;
}

Entry first_piece(int piece) {
  Entry entry{.dn = "cn=big"};
  entry.attributes.push_back({"member", {}});
  entry.attributes.push_back({"member;range=0-" + std::to_string(piece - 1), {}});
  for (int i = 0; i < piece; ++i) entry.attributes[1].values.push_back("cn=" + std::to_string(i));
  return entry;
}

TEST(LdapRanges, EveryPieceIsAskedFor) {
  FakeDirectory directory = ranged(4001, 1500);
  Entry entry = first_piece(1500);
  EXPECT_EQ(complete_ranges(directory, {.guid_in_names = true}, {}, entry), "");
  ASSERT_EQ(entry.attributes.size(), 1U);
  EXPECT_EQ(entry.attributes[0].name, "member");
  ASSERT_EQ(entry.attributes[0].values.size(), 4001U);
  for (int i = 0; i < 4001; ++i)
    ASSERT_EQ(entry.attributes[0].values[static_cast<std::size_t>(i)], "cn=" + std::to_string(i));
  ASSERT_EQ(directory.searches.size(), 2U);
  EXPECT_EQ(directory.searches[0].attributes, (Texts{"member;range=1500-*"}));
  EXPECT_EQ(directory.searches[0].base, "cn=big");
  EXPECT_TRUE(directory.searches[0].guid_in_names);
  EXPECT_EQ(directory.searches[1].attributes, (Texts{"member;range=3000-*"}));
}

TEST(LdapRanges, WhatIsMissingIsSaid) {
  Entry entry = first_piece(3);
  FakeDirectory directory;
  directory.on_search = [](const Search&, const std::stop_token&, const FakeDirectory::Visit&) -> Outcome {
    return {};
  };
  EXPECT_EQ(complete_ranges(directory, {}, {}, entry), "member: the server stopped after 3 values");
  EXPECT_EQ(entry.first("member"), "cn=0");

  entry = first_piece(3);
  directory.on_search = [](const Search&, const std::stop_token&, const FakeDirectory::Visit&) -> Outcome {
    return {.problem = "gone", .lost = true};
  };
  EXPECT_EQ(complete_ranges(directory, {}, {}, entry), "member: gone");

  entry = first_piece(3);
  directory.on_search = [](const Search& search, const std::stop_token&,
                           const FakeDirectory::Visit& visit) -> Outcome {
    Entry piece{.dn = search.base, .attributes = {{"member;range=7-9", {"cn=7"}}}};
    visit(piece);
    return {};
  };
  EXPECT_EQ(complete_ranges(directory, {}, {}, entry), "member: the server skipped values after the first 3");
}

}  // namespace
}  // namespace reeve::ldap
