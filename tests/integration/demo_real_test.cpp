// What `scripts/demo --real` shows, with the reeve of this build: an OpenLDAP group that is a PostgreSQL role
// that reads a view on customers' addresses; found, explained, decided, removed in the directory, proven.
#include <gmock/gmock.h>

#include "tests/support/ldap_server.h"
#include "tests/support/paths.h"
#include "tests/support/postgres_server.h"
#include "tests/support/server_process.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

TEST(DemoReal, FindsExplainsRemovesAndProves) {
  for (const std::string& why : {PostgresServer::why_unavailable(), LdapServer::why_unavailable()}) {
    if (!why.empty())
      GTEST_SKIP() << "A SERVER CANNOT BE STARTED, so the demo on real servers is not run: " << why;
  }
  const std::string shown = run_command(
      {"/bin/bash", "-c",
       (source_dir() / "scripts/demo-real").string() + " " + (build_dir() / "reeve").string() + " 2>&1"});
  EXPECT_THAT(shown, HasSubstr("alopes is a member of support-emea"));
  EXPECT_THAT(shown, HasSubstr("crm_read has SELECT on shop.public.customer_mails"));
  EXPECT_THAT(shown, HasSubstr("delete: member"));
  EXPECT_THAT(shown, HasSubstr("seen in the same connection"));
  EXPECT_THAT(shown, HasSubstr("1 of 1 removal proven gone, 0 still there"));
  EXPECT_THAT(shown, HasSubstr("done: found, explained, decided, removed, proven"));
}

}  // namespace
}  // namespace reeve::test
