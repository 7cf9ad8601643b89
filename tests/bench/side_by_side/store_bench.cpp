// Loading and writing against SQLite alone, and what a person waits for a question.
#include <iostream>
#include <memory>
#include <stdexcept>

#include "engine/access/query.h"
#include "engine/sql/sql_store.h"
#include "tests/bench/side_by_side/bare_sqlite.h"
#include "tests/bench/side_by_side/facts_of.h"
#include "tests/bench/side_by_side/measurements.h"
#include "tests/bench/side_by_side/shapes.h"
#include "tests/support/paths.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve::bench {
namespace {

Shape shape_of_store(const Options& options) { return options.quick ? shape_s() : shape_m(); }

std::string path_of(const test::ScratchDir& folder) { return (folder.path() / "reeve.db").string(); }
std::string url_of(const test::ScratchDir& folder) { return "sqlite:" + path_of(folder); }

// Something sensitive that the person reaches.
std::string something_of(const Snapshot& snapshot, IdentityIx person) {
  const AccessGraph graph(snapshot);
  const AccessTable table = access_of(graph, build_catalogue(graph), {.identity = person});
  if (table.size() == 0) throw std::runtime_error("the person reaches nothing");
  const Entitlement& held = table.entitlements[table.entitlement.front().value];
  return std::string(snapshot.text(snapshot[held.resource].key));
}

double seconds_of_command(const test::ScratchDir& folder, const std::vector<std::string>& arguments) {
  test::ProgramResult result;
  const double seconds = seconds_of([&] { result = test::run_reeve(folder.path(), arguments); });
  // Findings, and gaps because nothing is configured, are answers.
  const bool answered = result.exit_code == 0 || result.exit_code == 2 || result.exit_code == 3;
  if (!answered || result.data.empty()) throw std::runtime_error("no answer: " + result.messages);
  return seconds;
}

}  // namespace

void measure_store(const Options& options) {
  const Shape shape = shape_of_store(options);
  const Snapshot snapshot = company_of(shape);
  const test::ScratchDir folder;
  const auto store = create_store(url_of(folder));
  const std::int64_t rows = write_run(*store, snapshot);
  publish(*store, snapshot);
  const auto tables = read_fact_tables(path_of(folder));
  const auto row = [&](const char* what, const char* against) {
    return Row{.group = "store",
               .what = what,
               .shape = shape.name,
               .against = against,
               .limit = at_most(2),
               .rounds = options.rounds(),
               .note = std::to_string(rows) + " rows"};
  };
  print(row_of(side_by_side(
                   options.rounds(), [&] { return seconds_of([&] { store->load_snapshot(1); }); },
                   [&] { return seconds_of([&] { bare_scan_of(path_of(folder), tables); }); }),
               row("loading a snapshot", "bare SQLite scan of the same rows")));
  const auto write = [&] {
    const test::ScratchDir fresh;
    const auto empty = create_store(url_of(fresh));
    return seconds_of([&] { write_run(*empty, snapshot); });
  };
  const auto insert = [&] {
    const test::ScratchDir fresh;
    return seconds_of([&] { bare_inserts_into(path_of(fresh), tables); });
  };
  print(row_of(side_by_side(options.rounds(), write, insert),
               row("writing a run", "bare prepared inserts of the same rows")));
}

void measure_queries(const Options& options) {
  const Shape shape = shape_of_store(options);
  const Snapshot snapshot = company_of(shape);
  const test::ScratchDir folder;
  folder.write("reeve.toml", "store = \"sqlite:reeve.db\"\n");
  {
    const auto store = create_store(url_of(folder));
    write_run(*store, snapshot);
    publish(*store, snapshot);
  }
  constexpr std::uint32_t kPerson = 777;
  const std::string person(snapshot.text(snapshot.identities[kPerson].key));
  const std::string table = something_of(snapshot, IdentityIx(kPerson));
  const std::vector<std::vector<std::string>> questions{
      {"who-can", table}, {"access", person}, {"explain", person, table}};
  for (const auto& question : questions) {
    std::vector<double> seconds;
    for (std::size_t i = 0; i < options.rounds(); ++i)
      seconds.push_back(seconds_of_command(folder, question));
    print({.group = "queries",
           .what = "reeve " + question.front() + ", the whole command",
           .shape = shape.name,
           .reeve = median(seconds),
           .ratio = median(seconds),
           .limit = at_most(1),
           .rounds = options.rounds()});
  }
}

}  // namespace reeve::bench
