// Whole files, from bytes to facts. The files are written by the tests themselves, after the public
// definition of the format.
#include "connectors/baton/baton_connector.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "engine/core/text.h"
#include "engine/sync/collector.h"
#include "tests/support/baton_file.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr UtcMillis kNow = 1'767'225'600'000;  // 2026-01-01

struct Told {
  std::vector<std::string> facts;
  std::vector<Reject> rejects;
  Collector::Sections sections;
};

std::string words_of(const Fact& fact) {
  if (const auto* p = std::get_if<PrincipalFact>(&fact)) {
    std::string out = std::string(to_string(p->kind)) + " " + p->key;
    if (p->kind != PrincipalKind::account) return out;
    return out + " " + std::string(to_string(p->account_kind)) + " enabled " +
           std::string(to_string(p->enabled)) + " " + p->email + " " + p->employee_number;
  }
  if (const auto* m = std::get_if<MembershipFact>(&fact))
    return m->member_key + " in " + m->container_key + (m->inherited ? "" : ", alone");
  if (const auto* r = std::get_if<ResourceFact>(&fact))
    return std::string(to_string(r->kind)) + " " + r->key +
           (r->parent_key.empty() ? "" : " below " + r->parent_key);
  const auto& g = std::get<GrantFact>(fact);
  return g.principal_key + " has " + g.privilege + " (" + std::string(to_string(g.action)) + ") on " +
         g.resource_key + (g.personal ? ", alone" : "");
}

class BatonConnectorTest : public testing::Test {
 protected:
  void SetUp() override {
    file_.begin_sync("old", "2025-12-01 00:00:00");
    file_.add_type(test::baton_type("nonsense", 1));
    file_.begin_sync("new", "2025-12-31 23:00:00.123");
    file_.add_type(test::baton_type("user", 1));
    file_.add_type(test::baton_type("group", 2));
    file_.add_type(test::baton_type("role", 3));
    file_.add_type(test::baton_type("table", 0));
  }

  static std::string member(const std::string& group, const std::string& slug = "member") {
    return test::baton_entitlement("group:" + group + ":" + slug, test::baton_id("group", group), slug,
                                   slug != "admin");
  }
  static std::string select(const std::string& table) {
    return test::baton_entitlement("table:" + table + ":select", test::baton_id("table", table), "select",
                                   false);
  }
  static std::string user(const std::string& id) { return test::baton_id("user", id); }
  static std::string group(const std::string& id) { return test::baton_id("group", id); }

  void add_people() {
    file_.add_resource(test::baton_user(
        "ada", "Ada Quist",
        {.email = "ada@nile.example", .status = 1, .account_type = 1, .employee_number = "17"}));
    file_.add_resource(test::baton_user("bo", "Bo Lind", {.email = "bo@nile.example", .status = 2}));
    file_.add_resource(test::baton_user("job", "Job", {.status = 0, .account_type = 2}));
  }
  void add_group(const std::string& id) {
    file_.add_resource(test::baton_resource("group", id, id));
    file_.add_entitlement(member(id));
  }
  void add_table(const std::string& id, const std::string& parent = "") {
    file_.add_resource(test::baton_resource("table", id, id, parent));
    file_.add_entitlement(select(id));
  }
  void grant(const std::string& entitlement, const std::string& principal,
             const std::vector<std::string>& expands = {}, const std::vector<std::string>& sources = {},
             bool shallow = false, const std::string& entitlement_id = "") {
    file_.add_grant(test::baton_grant("g" + std::to_string(++grants_), entitlement, principal, sources),
                    expands.empty() ? "" : test::baton_expansion(expands, shallow), entitlement_id);
  }

  std::unique_ptr<Connector> connector(const std::map<std::string, std::string>& more = {}) {
    std::map<std::string, std::string> options{{"file", "export.c1z"}};
    options.insert(more.begin(), more.end());
    return baton_connector().create(
        {.name = "cloud", .kind = "baton", .base_dir = dir_.path().string(), .options = options}, clock_);
  }

  Told read(const std::string& bytes, const std::map<std::string, std::string>& more = {}) {
    std::ofstream(dir_.path() / "export.c1z", std::ios::binary) << bytes;
    Told told;
    Collector collector([&](const Fact& fact) { told.facts.push_back(words_of(fact)); },
                        [&](const Reject& reject) { told.rejects.push_back(reject); });
    connector(more)->read(collector, {});
    told.sections = collector.sections();
    return told;
  }
  Told read() { return read(file_.bytes()); }

  static const SectionSummary& section(const Told& told, Section section) {
    return told.sections[static_cast<std::size_t>(section)];
  }

  test::ScratchDir dir_;
  FixedClock clock_{kNow};
  test::BatonFileWriter file_;
  int grants_ = 0;
};

TEST_F(BatonConnectorTest, ReadsUsersGroupsResourcesAndGrants) {
  add_people();
  add_group("crm");
  add_table("customers", test::baton_id("schema", "public"));
  file_.add_resource(test::baton_resource("schema", "public", "public"));
  grant(member("crm"), user("ada"));
  grant(select("customers"), group("crm"), {"group:crm:member"});
  grant(select("customers"), user("bo"));
  const Told told = read();
  EXPECT_THAT(told.rejects, IsEmpty());
  EXPECT_THAT(told.facts,
              UnorderedElementsAre("account user:ada person enabled yes ada@nile.example 17",
                                   "account user:bo unknown enabled no bo@nile.example ",
                                   "account user:job service enabled unknown  ", "group group:crm",
                                   "table table:customers below schema:public", "schema schema:public",
                                   "user:ada in group:crm", "group:crm has select (read) on table:customers",
                                   "user:bo has select (read) on table:customers"));
  for (const Section s :
       {Section::account, Section::principal, Section::resource, Section::membership, Section::grant})
    EXPECT_EQ(section(told, s).state, SectionState::complete) << section(told, s).reason;
  EXPECT_EQ(section(told, Section::identity).state, SectionState::absent);
  EXPECT_EQ(section(told, Section::grant).scope, "baton file `export.c1z`");
}

TEST_F(BatonConnectorTest, PassesOnOnlyWhatExpands) {
  add_group("inner");
  add_group("outer");
  add_table("t");
  grant(member("outer"), group("inner"));
  grant(select("t"), group("outer"));
  EXPECT_THAT(read().facts, UnorderedElementsAre("group group:inner", "group group:outer", "table table:t",
                                                 "group:inner in group:outer, alone",
                                                 "group:outer has select (read) on table:t, alone"));
}

TEST_F(BatonConnectorTest, KeepsTwoWaysOfBeingInAGroupApart) {
  add_people();
  add_group("crm");
  file_.add_entitlement(member("crm", "owner"));
  file_.add_entitlement(member("crm", "admin"));
  add_table("t");
  grant(member("crm", "owner"), user("ada"));
  grant(member("crm"), user("bo"));
  grant(member("crm", "admin"), user("job"));
  grant(select("t"), group("crm"), {"group:crm:owner"});
  const Told told = read();
  EXPECT_THAT(told.facts,
              testing::IsSupersetOf({"role entitlement:group:crm:owner",
                                     "user:ada in entitlement:group:crm:owner", "user:bo in group:crm",
                                     "other group:crm", "user:job has admin (administer) on group:crm",
                                     "entitlement:group:crm:owner has select (read) on table:t",
                                     "group:crm has select (read) on table:t, alone"}));
}

TEST_F(BatonConnectorTest, GivesAShallowExpansionToDirectHolders) {
  add_people();
  add_group("crm");
  add_group("inner");
  add_table("t");
  grant(member("crm"), user("ada"), {}, {}, false, "group:crm:member");
  grant(member("crm"), group("inner"), {"group:inner:member"}, {}, false, "group:crm:member");
  grant(select("t"), group("crm"), {"group:crm:member"}, {}, true);
  EXPECT_THAT(read().facts, testing::IsSupersetOf({"user:ada has select (read) on table:t",
                                                   "group:crm has select (read) on table:t, alone",
                                                   "group:inner in group:crm"}));
}

TEST_F(BatonConnectorTest, TellsWhatBatonExpandedOnlyWhereItFollowsFromNothing) {
  add_people();
  add_group("crm");
  add_table("t");
  add_table("u");
  grant(member("crm"), user("ada"));
  grant(select("t"), group("crm"), {"group:crm:member"});
  grant(select("t"), user("ada"), {}, {"group:crm:member"});
  grant(select("t"), user("bo"), {}, {"group:crm:member", "table:t:select"});
  grant(select("u"), user("ada"), {}, {"group:gone:member"});
  const Told told = read();
  EXPECT_EQ(std::ranges::count(told.facts, "user:ada has select (read) on table:t"), 0);
  EXPECT_EQ(std::ranges::count(told.facts, "user:bo has select (read) on table:t"), 1)
      << "it is direct as well";
  EXPECT_EQ(std::ranges::count(told.facts, "user:ada has select (read) on table:u"), 1);
  EXPECT_EQ(section(told, Section::grant).reason,
            "1 grant that Baton expanded from others follow from those here, too");
}

TEST_F(BatonConnectorTest, RejectsWhatItCannotUnderstand) {
  add_people();
  add_table("t");
  grant(select("t"), user("ada"), {"group:gone:member"});
  const Told told = read();
  EXPECT_THAT(told.rejects,
              ElementsAre(Reject{
                  Section::grant, "grant g1", join_key({"user:ada", "table:t", "select"}),
                  "its holders include those of `group:gone:member`, which the file does not describe"}));
  file_.add_resource("\x0a\xff");
  const Told damaged = read();
  for (const Section s : {Section::account, Section::principal, Section::resource}) {
    EXPECT_EQ(section(damaged, s).state, SectionState::partial);
    EXPECT_EQ(section(damaged, s).reason, "1 row has no readable key, so it is not known what is missing");
  }
}

TEST_F(BatonConnectorTest, IsNeverCompleteWhereTheFileIsNot) {
  add_people();
  const std::string whole = file_.bytes();
  const auto state = [&](const std::string& bytes, const std::map<std::string, std::string>& more = {}) {
    const Told told = read(bytes, more);
    const SectionSummary& grants = section(told, Section::grant);
    return std::string(to_string(grants.state)) + ": " + grants.reason;
  };
  EXPECT_EQ(state(whole), "complete: ");
  EXPECT_EQ(state(whole.substr(0, whole.size() - 20)),
            "failed: export.c1z: the compressed data ends too early");
  EXPECT_EQ(state("SQLite format 3"), "failed: export.c1z: it is no .c1z file of the first kind (C1ZF)");
  EXPECT_EQ(state(""), "failed: export.c1z: it is no .c1z file of the first kind (C1ZF)");
  EXPECT_EQ(state(whole.substr(0, 5) + "no zstd"), "failed: export.c1z: the compressed data is damaged");
  clock_.set(kNow + 8 * kDay);
  EXPECT_EQ(
      state(whole),
      "partial: the file is 193 hours old; let the Baton connector run again, or raise `max_age_hours`");
  EXPECT_EQ(state(whole, {{"max_age_hours", "193"}}), "complete: ");
}

TEST_F(BatonConnectorTest, SaysThatASyncDidNotFinish) {
  test::BatonFileWriter open;
  open.begin_sync("s", "");
  test::BatonFileWriter part;
  part.begin_sync("s", "2025-12-31 23:00:00", true);
  EXPECT_EQ(section(read(open.bytes()), Section::grant).reason, "the sync in the file did not finish");
  EXPECT_EQ(section(read(part.bytes()), Section::grant).reason, "the file holds no whole sync, only parts");
  EXPECT_EQ(connector()->check().at(0).ok, TriState::no);
}

TEST_F(BatonConnectorTest, TakesTheNewestWholeSync) {
  file_.begin_sync("part", "2026-01-01 00:00:00", true);
  file_.add_type(test::baton_type("user", 1));
  file_.begin_sync("open", "");
  EXPECT_EQ(section(read(), Section::grant).state, SectionState::complete);
  const auto items = connector()->check();
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].ok, TriState::yes);
  EXPECT_EQ(items[0].detail, "a sync that ended 2025-12-31T23:00:00Z");
}

}  // namespace
}  // namespace reeve
