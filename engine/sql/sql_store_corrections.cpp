#include "engine/sql/correction_rows.h"
#include "engine/sql/sql_store_impl.h"
#include "engine/store/checks.h"

namespace reeve {

void SqlStore::add_correction(const Correction& correction) {
  database_->write(Durability::decision, [&](Connection& connection) {
    if (select_row<Correction>(connection, "from correction where id = :id", {correction.id})) return;
    insert_rows<Correction>(connection, "correction", {correction});
  });
}

std::vector<Correction> SqlStore::corrections() {
  return database_->read([](Connection& connection) {
    return select_rows<Correction>(connection, "from correction order by decided_at, id");
  });
}

bool SqlStore::withdraw_correction(const std::string& id, const std::string& by, UtcMillis at) {
  return database_->write(Durability::decision, [&](Connection& connection) {
    if (!select_row<Correction>(connection, "from correction where id = :id", {id})) {
      throw no_such_correction(id);
    }
    return connection.execute(
               "update correction set withdrawn_by = :by, withdrawn_at = :at "
               "where id = :id and withdrawn_by = ''",
               {by, at, id}) == 1;
  });
}

}  // namespace reeve
