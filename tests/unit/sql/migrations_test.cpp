#include "engine/sql/migrations.h"

#include <gmock/gmock.h>

#include "engine/core/error.h"
#include "engine/sql/rows.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::ElementsAre;

constexpr const char* kFirst = "engine/sql/migrations/0001_first.sql";
constexpr const char* kSecond = "engine/sql/migrations/0002_second_one.sql";

class Migrations : public testing::Test {
 protected:
  void migrate_with(const std::vector<EmbeddedFile>& files) { migrate(database_, migrations_in(files)); }
  std::vector<std::string> steps() {
    return database_.read([](Connection& c) {
      return select_rows<std::string>(c, "from schema_migration order by step", {},
                                      [](auto& walk, auto& name) { walk("name", name); });
    });
  }
  std::int64_t count(const std::string& table) {
    return database_.read(
        [&](Connection& c) { return select_number(c, "count(*)", "from " + table).value_or(-1); });
  }

  ScratchDir folder_;
  Database database_{folder_.write("reeve.db", "")};
};

TEST(Statements, EndWithASemicolonAtTheEndOfALine) {
  EXPECT_THAT(statements_in("-- a; comment;\ncreate table a (\n  b text\n);\n\n  -- more\ninsert into a "
                            "values ('x;y');\n"),
              ElementsAre("create table a (\n  b text\n)", "insert into a values ('x;y')"));
  EXPECT_THAT(statements_in(""), ElementsAre());
  EXPECT_THROW(statements_in("create table a (b text)\n"), Error);
}

TEST(Statements, FilesAreNumberedFromOneAndEachOnce) {
  const auto migrations =
      migrations_in(std::vector<EmbeddedFile>{{kSecond, "b;\n"}, {kFirst, "a;\n"}, {"policies/x", "c"}});
  ASSERT_EQ(migrations.size(), 2U);
  EXPECT_EQ(migrations[0].name, "first");
  EXPECT_EQ(migrations[1].no, 2);
  EXPECT_EQ(migrations[1].name, "second_one");
  EXPECT_THAT(migrations[1].statements, ElementsAre("b"));
  EXPECT_THROW(migrations_in(std::vector<EmbeddedFile>{{kSecond, ""}}), Error);
  EXPECT_THROW(migrations_in(std::vector<EmbeddedFile>{{kFirst, ""}, {kFirst, ""}}), Error);
  EXPECT_THROW(migrations_in(std::vector<EmbeddedFile>{{"engine/sql/migrations/1_first.sql", ""}}), Error);
  EXPECT_THROW(migrations_in(std::vector<EmbeddedFile>{{"engine/sql/migrations/0001_first", ""}}), Error);
}

TEST_F(Migrations, EachIsAppliedOnceAndRecorded) {
  const EmbeddedFile first{kFirst, "create table a (b bigint) ;\ninsert into a values (1);\n"};
  const EmbeddedFile second{kSecond, "insert into a values (2);\n"};
  migrate_with({first});
  migrate_with({first});
  EXPECT_EQ(count("a"), 1);
  migrate_with({first, second});
  migrate_with({first, second});
  EXPECT_EQ(count("a"), 2);
  EXPECT_THAT(steps(), ElementsAre("first", "second_one"));
}

TEST_F(Migrations, ANumberThatWasLeftOutMayComeLater) {
  const EmbeddedFile first{kFirst, "create table a (b bigint);\n"};
  const EmbeddedFile second{kSecond, "insert into a values (2);\n"};
  const EmbeddedFile fifth{"engine/sql/migrations/0005_fifth.sql", "insert into a values (5);\n"};
  migrate_with({first, fifth});
  EXPECT_EQ(count("a"), 1);
  migrate_with({first, second, fifth});
  EXPECT_EQ(count("a"), 2);
  EXPECT_THAT(steps(), ElementsAre("first", "second_one", "fifth"));
  EXPECT_THROW(migrate_with({first, fifth}), Error);
}

TEST_F(Migrations, AStepThatFailsLeavesNothing) {
  const EmbeddedFile first{kFirst, "create table a (b bigint);\n"};
  const EmbeddedFile second{kSecond, "insert into a values (2);\ninsert into nowhere values (1);\n"};
  EXPECT_THROW(migrate_with({first, second}), Error);
  EXPECT_EQ(count("a"), 0);
  EXPECT_THAT(steps(), ElementsAre("first"));
}

TEST_F(Migrations, WhatKeepsRowsInOrderIsSaidInTheWordsOfTheDatabase) {
  migrate_with({{kFirst, "create table a (b bigint primary key) {clustered};\n"}});
  EXPECT_EQ(count("sqlite_master where sql like '%without rowid'"), 1);
}

}  // namespace
}  // namespace reeve::test
