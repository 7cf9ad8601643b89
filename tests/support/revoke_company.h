// The tour's people on a real PostgreSQL server, with one right that their manager has revoked: Ana Lopes
// reads customers' addresses through support_emea, which is in crm_read.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/store/store.h"
#include "tests/support/postgres_server.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {

class RevokeCompany {
 public:
  // `toml` is added to reeve.toml, where the source is called `shop`.
  explicit RevokeCompany(const std::string& toml = {});

  ProgramResult reeve(const std::vector<std::string>& arguments) const;
  // Syncs, evaluates, opens a campaign and revokes what Ana has; throws with the program's words.
  void decide() const;
  std::unique_ptr<Store> store() const;
  // The digest of the plan that `reeve revoke plan` has just written.
  std::string plan() const;
  bool ana_is_in_support() const;

  const std::filesystem::path& folder() const { return dir_.path(); }
  SqlConnection& admin() { return *admin_; }
  PostgresServer& server() { return *server_; }

 private:
  ScratchDir dir_;
  std::unique_ptr<PostgresServer> server_;  // its own: other tests ask about every role of theirs
  std::unique_ptr<SqlConnection> admin_;
};

}  // namespace reeve::test
