#include "engine/sql/fact_io.h"

#include "engine/sql/fact_rows.h"

namespace reeve {
namespace {

template <class Row>
void walk_fact(auto& walk, auto& run, Row& fact, auto& placed) {
  walk("run_no", run);
  walk("ordinal", placed.ordinal);
  columns(walk, fact, placed);
}

std::vector<SqlColumn> columns_of(Section section) {
  return with_fact_type(section, [](const auto& fact) {
    DescribeWalk walk;
    const RunNo run = 0;
    const PlacedFact placed;
    walk_fact(walk, run, fact, placed);
    return walk.take();
  });
}

Section section_of_ref(Ordinal ref) { return ref % 2 == 0 ? Section::account : Section::principal; }

// The fields that restore_keys fills in, by type of fact.
struct Restore {
  const PlacedFact& placed;
  const KeyAt& key_at;

  std::string principal(Ordinal ref) const { return key_at(section_of_ref(ref), ref / 2); }
  std::string resource(Ordinal ordinal) const { return key_at(Section::resource, ordinal); }

  void operator()(MembershipFact& f) const {
    f.member_key = principal(placed.first);
    f.container_key = principal(placed.second);
  }
  void operator()(ResourceFact& f) const {
    f.parent_key = placed.first == kNoOrdinal ? "" : resource(placed.first);
  }
  void operator()(LineageFact& f) const {
    f.exposing_key = resource(placed.first);
    f.exposed_key = resource(placed.second);
  }
  void operator()(GrantFact& f) const { right(f); }
  void operator()(UsageFact& f) const { right(f); }
  void operator()(GateFact& f) const { f.resource_key = resource(placed.first); }
  void operator()(auto&) const {}

  void right(auto& f) const {
    f.principal_key = principal(placed.first);
    f.resource_key = resource(placed.second);
  }
};

std::vector<std::string> keys_of(Connection& connection, RunNo run, Section section) {
  return select_rows<std::string>(connection,
                                  "from " + fact_table(section) + " where run_no = :run order by ordinal",
                                  {run}, [](auto& walk, auto& key) { walk("row_key", key); });
}

}  // namespace

std::string fact_table(Section section) { return "fact_" + std::string(to_string(section)); }

FactWriter::Table::Table(Connection& connection, Section section)
    : insert(connection, fact_table(section), columns_of(section)), walk(insert) {}

void FactWriter::add(const Fact& fact, const PlacedFact& placed) {
  const Section section = section_of(fact);
  auto& table = tables_[static_cast<std::size_t>(section)];
  if (!table) table = std::make_unique<Table>(connection_, section);
  std::visit([&](const auto& row) { walk_fact(table->walk, run_, row, placed); }, fact);
  table->insert.end_row();
}

void FactWriter::flush() {
  for (const auto& table : tables_) {
    if (table) table->insert.flush();
  }
}

void read_facts(Connection& connection, RunNo run, Section section, Ordinal from, Ordinal to,
                const VisitPlaced& visit) {
  SqlSelect select(connection,
                   "from " + fact_table(section) +
                       " where run_no = :run and ordinal >= :from and ordinal < :to order by ordinal",
                   columns_of(section), {run, from, to});
  ReadWalk walk(select);
  // One fact is filled again and again, so that its texts keep their memory.
  with_fact_type(section, [&](auto first) {
    Fact fact(std::move(first));
    auto& row = std::get<decltype(first)>(fact);
    PlacedFact placed;
    RunNo same_run = 0;
    while (select.next()) {
      walk_fact(walk, same_run, row, placed);
      visit(fact, placed);
    }
  });
}

void restore_keys(Fact& fact, const PlacedFact& placed, const KeyAt& key_at) {
  std::visit(Restore{placed, key_at}, fact);
}

KeyAt look_up_keys(Connection& connection, RunNo run) {
  return [&connection, run](Section section, Ordinal ordinal) {
    return select_row<std::string>(
               connection, "from " + fact_table(section) + " where run_no = :run and ordinal = :ordinal",
               {run, ordinal}, [](auto& walk, auto& key) { walk("row_key", key); })
        .value();
  };
}

KeyAt read_all_keys(Connection& connection, RunNo run, Section facts) {
  auto keys = std::make_shared<std::array<std::vector<std::string>, kSectionCount>>();
  const auto need = [&](Section section) {
    (*keys)[static_cast<std::size_t>(section)] = keys_of(connection, run, section);
  };
  const bool names_principals =
      facts == Section::membership || facts == Section::grant || facts == Section::usage;
  if (names_principals) need(Section::account);
  if (names_principals) need(Section::principal);
  if (!is_referred_to(facts) || facts == Section::resource) need(Section::resource);
  return [keys](Section section, Ordinal ordinal) {
    return (*keys)[static_cast<std::size_t>(section)].at(static_cast<std::size_t>(ordinal));
  };
}

}  // namespace reeve
