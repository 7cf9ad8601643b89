#include "connectors/mariadb/mariadb_statements.h"

#include <gtest/gtest.h>

#include "connectors/mariadb/mariadb_keys.h"
#include "engine/core/error.h"

namespace reeve {
namespace {

RemovalText grant(const std::string& who, const std::string& where, const std::string& privilege) {
  return mariadb_removal_text(
      {.section = Section::grant,
       .grants = {{.principal_key = who, .resource_key = where, .privilege = privilege}}});
}
RemovalText membership(const std::string& member, const std::string& role, bool administer = false) {
  return mariadb_removal_text(
      {.section = Section::membership,
       .memberships = {{.member_key = member, .container_key = role, .administer = administer}}});
}

TEST(MariadbStatements, EachLevelHasItsForm) {
  EXPECT_EQ(grant("ana@%", "*", "PROCESS").statement, "REVOKE PROCESS ON *.* FROM `ana`@`%`;");
  EXPECT_EQ(grant("ana@10.0.%", "my_shop", "SELECT").statement,
            "REVOKE SELECT ON `my\\_shop`.* FROM `ana`@`10.0.%`;");
  EXPECT_EQ(grant("crm", "like:\"sho%\"", "SELECT").statement, "REVOKE SELECT ON `sho%`.* FROM `crm`;");
  EXPECT_EQ(grant("crm", "shop.orders", "DELETE").inverse, "GRANT DELETE ON TABLE `shop`.`orders` TO `crm`;");
  EXPECT_EQ(grant("PUBLIC", "shop.orders.\"e-mail\"", "UPDATE").statement,
            "REVOKE UPDATE (`e-mail`) ON TABLE `shop`.`orders` FROM PUBLIC;");
  EXPECT_EQ(grant("\"o'hara \"\"x\"\"\"@localhost", "shop.package_body:\"p`q\"", "EXECUTE").statement,
            "REVOKE EXECUTE ON PACKAGE BODY `shop`.`p``q` FROM `o'hara \"x\"`@`localhost`;");
}

TEST(MariadbStatements, RolesAndProxies) {
  EXPECT_EQ(membership("ana@%", "crm", true).statement, "REVOKE `crm` FROM `ana`@`%`;");
  EXPECT_EQ(membership("ana@%", "crm", true).inverse, "GRANT `crm` TO `ana`@`%` WITH ADMIN OPTION;");
  EXPECT_EQ(membership("crm", "base").inverse, "GRANT `base` TO `crm`;");
  EXPECT_EQ(membership("ana@%", "bo@%").statement, "REVOKE PROXY ON `bo`@`%` FROM `ana`@`%`;");
}

TEST(MariadbStatements, WhatHasNoStatementSaysWhy) {
  EXPECT_NE(membership("ana@%", "borrowed:crm/ana@localhost").why_none, "");
  EXPECT_NE(grant("definer:ana@%", "shop", "SELECT").why_none, "");
  EXPECT_NE(grant("ana@%", "shop", "GRANT OPTION").why_none, "");
  EXPECT_THROW(grant("ana@%", "shop", "SELECT ON x; DROP"), Error);
  EXPECT_THROW(grant("a\xff@%", "shop", "SELECT"), Error);
  EXPECT_THROW(grant(std::string("\"a\0b\"@%", 8), "shop", "SELECT"), Error);
}

}  // namespace
}  // namespace reeve
