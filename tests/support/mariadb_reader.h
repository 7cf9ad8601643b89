// The reader's account with exactly the rights that connectors/mariadb/README.md gives it, taken from there.
#pragma once

#include "engine/sync/connector.h"
#include "tests/support/mariadb_server.h"

namespace reeve::test {

// Creates `reeve_reader`@`127.0.0.1`, which may see every view of the server's other databases.
void make_reader(const MariadbServer& server);

SourceConfig mariadb_source(const MariadbServer& server, const std::string& user = "reeve_reader");

}  // namespace reeve::test
