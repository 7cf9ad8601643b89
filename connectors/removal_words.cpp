#include "connectors/removal_words.h"

#include "connectors/postgresql/postgresql_statements.h"

namespace reeve {

std::span<const RemovalWords> removal_words() {
  static const std::vector<RemovalWords> kWords{
      {.connector = "postgresql", .words = &postgresql_removal_text},
  };
  return kWords;
}

}  // namespace reeve
