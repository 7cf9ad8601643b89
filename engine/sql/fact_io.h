// Facts of a run in and out of their tables.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/sql/connection.h"
#include "engine/sql/rows.h"
#include "engine/store/run_assembler.h"

namespace reeve {

// Writes facts of one run through one prepared statement per section.
class FactWriter {
 public:
  FactWriter(Connection& connection, RunNo run) : connection_(connection), run_(run) {}
  void add(const Fact& fact, const PlacedFact& placed);
  void flush();

 private:
  struct Table {
    Table(Connection& connection, Section section);
    SqlInsert insert;
    WriteWalk walk;
  };
  Connection& connection_;
  RunNo run_;
  std::array<std::unique_ptr<Table>, kSectionCount> tables_;
};

// Calls `visit` for the facts of the section from ordinal `from` to before `to`. Keys that a reference stands
// for are not read; restore_keys fills them in. The fact is the caller's until `visit` returns.
using VisitPlaced = std::function<void(Fact&, const PlacedFact&)>;
void read_facts(Connection& connection, RunNo run, Section section, Ordinal from, Ordinal to,
                const VisitPlaced& visit);

// The key of row `ordinal` of an account, principal or resource section.
using KeyAt = std::function<std::string(Section, Ordinal)>;
void restore_keys(Fact& fact, const PlacedFact& placed, const KeyAt& key_at);
// Two ways to know keys: asks the database for each (a few facts), or has read them all (many facts).
KeyAt look_up_keys(Connection& connection, RunNo run);
KeyAt read_all_keys(Connection& connection, RunNo run, Section facts);

}  // namespace reeve
