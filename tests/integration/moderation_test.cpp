// A tool for moderating reviews and reinstating sellers keeps users, roles and permissions of its own and
// reaches the shop through one database account: the path goes from the person to the table. The
// configuration is that of connectors/sql/README.md.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "engine/core/text.h"
#include "tests/support/hr_database.h"
#include "tests/support/mariadb_reader.h"
#include "tests/support/program.h"
#include "tests/support/sqlite_file.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::UnorderedElementsAre;

const char* const kTool =
    "create database moderation; use moderation;"
    "create table users (id int, login varchar(30), email varchar(60), active bool);"
    "create table roles (id int, name varchar(30)); create table user_roles (user_id int, role_id int);"
    "create table permissions (id int, code varchar(30), label varchar(60));"
    "create table role_permissions (role_id int, permission_id int);"
    "insert into users values (1, 'morten', 'maya.orten@brimstow.example', true),"
    " (2, 'jfalk', 'jo.falk@brimstow.example', true), (3, 'vbrandt', 'viktor.brandt@brimstow.example', true);"
    "insert into roles values (1, 'moderator'), (2, 'seller_support');"
    "insert into user_roles values (1, 1), (2, 2), (3, 1), (3, 2);"
    "insert into permissions values (1, 'delete_review', 'Delete product reviews'),"
    " (2, 'reinstate_seller', 'Reinstate seller accounts');"
    "insert into role_permissions values (1, 1), (2, 2)";

const char* const kShop =
    "create database shop;"
    "create table shop.reviews (id int, customer_id int, product_id int, body text);"
    "create table shop.sellers (id int, name text, state text);"
    "create user moderation_tool@'%'; create user seller_tool@'%';"
    "grant select, delete on shop.reviews to moderation_tool@'%';"
    "grant select, update (state) on shop.sellers to seller_tool@'%'";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
    text.replace(at, what.size(), with);
  }
  return text;
}

class Moderation : public testing::Test {
 protected:
  void SetUp() override {
    if (const std::string why = MariadbServer::why_unavailable(); !why.empty()) {
      std::cerr << "SKIPPED Moderation: " << why << "\n";
      GTEST_SKIP() << why;
    }
    server_ = std::make_unique<MariadbServer>();
    server_->query(kTool);
    server_->query(kShop);
    make_reader(*server_);
    server_->query("grant select on moderation.* to reeve_reader@'127.0.0.1'");
    run_sqlite(dir_.path() / "hr.db", hr_database());
    dir_.write("bindings.csv",
               "source,principal,target_source,target_principal,assumable\n"
               "moderation,role:moderator,shop,moderation_tool@%,no\n"
               "moderation,role:seller_support,shop,seller_tool@%,no\n");
    const std::string sources = block_of_sql_readme("[source.hr]") +
                                block_of_sql_readme("[source.moderation]") +
                                block_of_sql_readme("[source.shop]");
    dir_.write(
        "reeve.toml",
        "company = \"Brimstow Market\"\nstore = \"sqlite:reeve.db\"\n[sync]\nbindings = \"bindings.csv\"\n" +
            replaced(sources, "host = \"/run/mysqld/mysqld.sock\"",
                     "host = \"127.0.0.1\"\nport = " + std::to_string(server_->port())));
    ASSERT_EQ(reeve({"init"}).exit_code, 0);
    const ProgramResult sync = reeve({"sync"});
    EXPECT_EQ(sync.exit_code, 0) << sync.data << sync.messages;
    EXPECT_THAT(sync.messages, HasSubstr("2 bindings"));
  }

  ProgramResult reeve(const std::vector<std::string>& arguments) { return run_reeve(dir_.path(), arguments); }

  std::unique_ptr<MariadbServer> server_;
  ScratchDir dir_;
};

// The rows about people.
std::vector<std::string> rows_of_people(const std::string& csv) {
  std::vector<std::string> rows;
  for (const std::string& line : split(csv, '\n')) {
    if (line.find(",person,") != std::string::npos) rows.emplace_back(trim(line));
  }
  return rows;
}

TEST_F(Moderation, ThePathGoesFromThePersonToTheTable) {
  const ProgramResult why = reeve({"explain", "Maya Orten", "shop.reviews"});
  EXPECT_EQ(why.exit_code, 0) << why.messages;
  EXPECT_THAT(why.data, HasSubstr("Path:\n"
                                  "  account morten belongs to Maya Orten (by e-mail address)  [moderation]\n"
                                  "  morten is a member of moderator  [moderation]\n"
                                  "  moderator is a member of moderation_tool@% (bindings file)  [derived]\n"
                                  "  moderation_tool@% has DELETE on shop.reviews  [shop]\n"
                                  "There is no other path.\n"));
  EXPECT_THAT(why.data, HasSubstr("To end it: remove morten from moderator.\n"));
}

TEST_F(Moderation, WhoCanTouchTheTablesIsWhoHasTheRolesOfTheTool) {
  EXPECT_THAT(
      rows_of_people(reeve({"who-can", "shop.sellers.state", "--format", "csv"}).data),
      UnorderedElementsAre(
          "Viktor Brandt,person,SELECT,shop.sellers.state,yes,shop.sellers,vbrandt > seller_support > "
          "seller_tool@%,,",
          "Viktor Brandt,person,UPDATE,shop.sellers.state,yes,,vbrandt > seller_support > seller_tool@%,,",
          "Jo Falk,person,SELECT,shop.sellers.state,yes,shop.sellers,jfalk > seller_support > "
          "seller_tool@%,,",
          "Jo Falk,person,UPDATE,shop.sellers.state,yes,,jfalk > seller_support > seller_tool@%,,"));
}

TEST_F(Moderation, CapabilitiesAndTablesOfOnePersonStandTogether) {
  const ProgramResult access = reeve({"access", "Viktor Brandt", "--format", "csv"});
  std::vector<std::string> rows;
  for (const std::string& line : split(access.data, '\n')) rows.emplace_back(trim(line));
  EXPECT_THAT(rows, IsSupersetOf({
                        "moderation,Delete product reviews,use,review_moderation,yes,false,false,,",
                        "moderation,Reinstate seller accounts,use,account_reinstatement,yes,false,false,,",
                        "shop,shop.reviews,DELETE,reviewer_identity,yes,false,false,,",
                        "shop,shop.reviews,SELECT,reviewer_identity,yes,false,false,,",
                    }));
}

}  // namespace
}  // namespace reeve::test
