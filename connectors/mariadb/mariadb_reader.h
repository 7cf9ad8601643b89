// One read of one server: asks the queries, maps the rows, opens and closes the sections.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "connectors/mariadb/mariadb_client.h"
#include "connectors/mariadb/mariadb_mapping.h"
#include "connectors/mariadb/mariadb_queries.h"
#include "engine/core/digest.h"
#include "engine/sync/connector.h"

namespace reeve::mariadb {

class Reader {
 public:
  Reader(Client& client, const std::string& address, const Placement& placement, FactSink& sink,
         std::stop_token stop);

  // Throws Error{source} where not even the server's version can be asked.
  void read();

  // What was read, for whoever asks what would be if something of it were not there.
  const Catalogue& catalogue() const { return catalogue_; }
  const KnownColumns& columns() const { return columns_; }

 private:
  // What one query gave: nothing in `failure` where it was read to the end.
  struct Outcome {
    std::string failure;
    Digest digest{};
  };

  void load();
  void load_accounts();
  void compare_rights_with_now();
  template <class Value, class From>
  void load(const Query& query, std::vector<Value>& values, From from);
  Outcome ask(const Query& query, const std::function<void(Row)>& visit);

  void write_resources();
  void write_sections();
  void section(Section section, const std::vector<std::string>& needed, const std::function<void()>& work);
  void emit(std::vector<Fact> facts);
  void emit(Mapped mapped);
  std::string scope_of(Section section) const;

  Client& client_;
  const std::string& address_;
  const Placement& placement_;
  FactSink& sink_;
  std::stop_token stop_;
  Catalogue catalogue_;
  KnownColumns columns_;
  std::vector<Query> rights_queries_;        // what must not change while the read lasts
  std::map<std::string, Outcome> outcomes_;  // by Query::what
  std::string accounts_table_;               // from which the accounts came
  bool emitted_ = false;                     // something, in the section that is open
};

}  // namespace reeve::mariadb
