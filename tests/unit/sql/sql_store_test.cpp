// What belongs to the store in SQLite alone: making, opening and refusing files, schema steps, and what is
// left of writers that died.
#include "engine/sql/sql_store.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "engine/core/error.h"
#include "engine/sql/migrations.h"
#include "engine/sql/rows.h"
#include "engine/sql/writer_locks.h"
#include "tests/support/publish_snapshot.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = std::filesystem;

std::string message_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return std::string(to_string(error.code())) + ": " + error.what();
  }
  return "no error";
}

class SqlStoreFile : public testing::Test {
 protected:
  fs::path path() const { return folder_.path() / "reeve.db"; }
  std::string url() const { return "sqlite:" + path().string(); }
  std::int64_t number(const std::string& column, const std::string& query) {
    Database database(path());
    return database.read([&](Connection& c) { return select_number(c, column, query).value_or(-1); });
  }
  void execute(const std::string& statement) {
    Database database(path());
    database.write(Durability::decision, [&](Connection& c) { c.execute(statement); });
  }

  ScratchDir folder_;
};

TEST_F(SqlStoreFile, OnlyItsOwnerMayReadIt) {
  const auto store = create_store(url());
  store->begin_run({.id = "a", .source = "shop"})->publish({});
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder_.path())) {
    struct stat state {};
    ASSERT_EQ(stat(entry.path().c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777, 0600U) << entry.path();
    ++files;
  }
  EXPECT_EQ(files, 4U) << "the database, its two helpers, the locks of writers";
}

TEST_F(SqlStoreFile, WhatIsKeptIsThereWhenItIsOpenedAgain) {
  const SnapshotInfo info = publish_snapshot(*create_store(url()), {.id = "snapshot-1"});
  EXPECT_THAT(open_store(url())->snapshots(), ElementsAre(info));
  EXPECT_THAT(create_store(url())->snapshots(), ElementsAre(info));
}

TEST_F(SqlStoreFile, AMissingStoreSaysWhatToDo) {
  const std::string expected = "store: there is no store at `" + path().string() + "`; run `reeve init`";
  EXPECT_EQ(message_of([&] { open_store(url()); }), expected);
  std::ofstream(path()).close();
  EXPECT_EQ(message_of([&] { open_store(url()); }), expected) << "an empty file is what a killed init leaves";
  EXPECT_EQ(message_of([&] { create_store(url()); }), "no error");
}

TEST_F(SqlStoreFile, OtherUrlsAreRefused) {
  for (const char* url : {"", "reeve.db", "sqlite:", "postgresql://db/reeve"}) {
    EXPECT_EQ(message_of([&] { open_store(url); }),
              "config: `" + std::string(url) + "` names no store that reeve knows; use `sqlite:<path>`");
  }
}

TEST_F(SqlStoreFile, PathsMayHoldAnything) {
  for (const char* name : {"with space", "a=b", "quote\"d", "apos'trophe", "semi;colon", "h\xc3\xa9"}) {
    const std::string odd = "sqlite:" + (folder_.path() / name).string();
    EXPECT_EQ(message_of([&] { publish_snapshot(*create_store(odd), {.id = "s"}); }), "no error") << name;
    EXPECT_EQ(open_store(odd)->snapshots().size(), 1U) << name;
    EXPECT_TRUE(fs::exists(folder_.path() / name));
  }
}

TEST_F(SqlStoreFile, ANewerStoreIsRefused) {
  create_store(url());
  execute("insert into schema_migration (step, name) values (7, 'future')");
  EXPECT_EQ(
      message_of([&] { open_store(url()); }),
      "store: the store `" + path().string() +
          "` was made by a newer reeve (schema step 7, which this one does not know); use that version");
}

TEST_F(SqlStoreFile, ADatabaseOfSomethingElseIsRefused) {
  execute("create table notes (id bigint)");
  EXPECT_EQ(message_of([&] { create_store(url()); }),
            "store: `" + path().string() +
                "` is a database, but not a store of reeve; name another file in reeve.toml under `store`");
  EXPECT_EQ(number("count(*)", "from sqlite_master"), 1);
}

TEST_F(SqlStoreFile, AFileThatIsNoDatabaseIsRefused) {
  folder_.write("reeve.db", std::string(5000, 'x'));
  EXPECT_THAT(message_of([&] { open_store(url()); }), HasSubstr("not a database"));
}

TEST_F(SqlStoreFile, EveryColumnOfNumbersHasSixtyFourBits) {
  create_store(url());
  EXPECT_EQ(number("count(*)",
                   "from sqlite_master m, pragma_table_info(m.name) t where m.type = 'table' and "
                   "t.type not in ('BIGINT', 'TEXT', 'bigint', 'text')"),
            0);
  EXPECT_GT(number("count(*)", "from sqlite_master where type = 'table'"), 30);
}

TEST_F(SqlStoreFile, WhatADeadWriterLeftIsDeletedByTheNext) {
  const auto store = create_store(url());
  execute(
      "insert into sync_run (run_no, source, kind, started, finished, state, quarantine_reason, accepted_by, "
      "digest, reject_count) values (77, 'shop', 'csv', 0, 0, 2, '', '', '', 0)");
  execute(
      "insert into fact_gate (run_no, ordinal, resource, privilege, checked) values (77, 0, 0, 'USAGE', 0)");
  execute(
      "insert into fact_gate (run_no, ordinal, resource, privilege, checked) values (78, 0, 0, 'USAGE', 0)");
  EXPECT_TRUE(store->runs().empty());
  EXPECT_EQ(store->run(77), std::nullopt);
  EXPECT_EQ(store->latest_run("shop"), std::nullopt);
  {
    const auto alive = WriterLocks(path()).try_lock(77);
    store->begin_run({.id = "a", .source = "shop"})->publish({});
    EXPECT_EQ(number("count(*)", "from fact_gate where run_no = 77"), 1) << "its writer is alive";
  }
  store->begin_run({.id = "b", .source = "shop"})->publish({});
  EXPECT_EQ(number("count(*)", "from fact_gate where run_no = 77"), 0);
  EXPECT_EQ(number("count(*)", "from fact_gate where run_no = 78"), 1);
  EXPECT_EQ(number("count(*)", "from sync_run where run_no = 77"), 0);
  EXPECT_EQ(store->runs().size(), 2U);
}

TEST_F(SqlStoreFile, AFailedPublicationLeavesNoRows) {
  const auto store = create_store(url());
  const auto writer = store->begin_run({.id = "a", .source = "shop"});
  writer->add(PrincipalFact{.key = "ana"});
  EXPECT_THROW(writer->publish({}), Error) << "the counts do not add up";
  EXPECT_EQ(number("count(*)", "from fact_account"), 0);
  EXPECT_EQ(number("count(*)", "from sync_run"), 0);
}

TEST(WriterLocks, KeepOthersOutUntilTheyEnd) {
  const ScratchDir folder;
  const WriterLocks locks(folder.path() / "reeve.db");
  const WriterLocks others(folder.path() / "reeve.db");
  {
    const auto first = locks.try_lock(3);
    EXPECT_TRUE(first.has_value());
    EXPECT_FALSE(locks.try_lock(3).has_value());
    EXPECT_FALSE(others.try_lock(3).has_value());
    EXPECT_TRUE(others.try_lock(4).has_value());
  }
  EXPECT_TRUE(others.try_lock(3).has_value());
}

TEST(WriterLocks, TellWhetherSomebodyWaits) {
  const ScratchDir folder;
  const WriterLocks locks(folder.path() / "reeve.db");
  const auto run = locks.try_lock(1);
  EXPECT_FALSE(locks.somebody_waits());
  {
    const auto one = locks.wait_in_line();
    const auto another = WriterLocks(folder.path() / "reeve.db").wait_in_line();
    EXPECT_TRUE(locks.somebody_waits());
  }
  EXPECT_FALSE(locks.somebody_waits());
}

}  // namespace
}  // namespace reeve::test
