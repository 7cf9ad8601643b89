// One read of one database: asks the queries in order, maps the rows, opens and closes the sections.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "connectors/postgresql/postgresql_client.h"
#include "connectors/postgresql/postgresql_mapping.h"
#include "connectors/postgresql/postgresql_queries.h"
#include "engine/sync/connector.h"

namespace reeve::postgresql {

class Reader {
 public:
  Reader(Client& client, const ConnectionOptions& connection, const Placement& placement, FactSink& sink,
         std::stop_token stop);

  // Throws Error{source} where not even the server's version can be asked.
  void read();

 private:
  void read_accounts();
  void read_other_principals();
  void read_memberships();
  void read_resources();
  void read_lineage();
  void read_grants();
  void read_gates();

  // Opens the section, does the work, closes it. `needed`: the catalogues that must have been read before.
  void section(Section section, const std::vector<std::string>& needed, const std::function<void()>& work);
  void rows(const Query& query, const std::function<void(Row)>& visit);
  void require(const std::string& catalogue) const;
  void emit(Fact fact);
  void emit(Mapped mapped);
  const Relation& relation_of(const Column& column) const;
  void read_routines();
  struct StoredReads {
    std::map<Oid, std::vector<ViewRead>> of_views;
    std::vector<LineageFact> calls;  // of routines, by views
  };
  StoredReads read_views();
  ColumnsByRelation read_columns_of(const StoredReads& stored);
  std::string scope_of(Section section) const;
  std::string left_out_of(Section section);

  Client& client_;
  const ConnectionOptions& connection_;
  const Placement& placement_;
  FactSink& sink_;
  std::stop_token stop_;
  Catalogue catalogue_;
  std::map<std::string, std::string> outcome_;  // of the catalogues that were asked: empty, or why not read
  bool emitted_ = false;                        // something, in the section that is open
};

}  // namespace reeve::postgresql
