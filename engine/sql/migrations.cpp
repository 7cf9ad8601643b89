#include "engine/sql/migrations.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/sql/rows.h"

namespace reeve {
namespace {

constexpr std::string_view kFolder = "engine/sql/migrations/";

Migration migration_of(const EmbeddedFile& file) {
  std::string_view name = file.path.substr(kFolder.size());
  Migration migration;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), migration.no);
  const bool numbered = error == std::errc() && end == name.data() + 4 && *end == '_';
  if (!numbered || !name.ends_with(".sql")) {
    throw Error(ErrorCode::internal, "a migration is called `" + std::string(name) + "`, not NNNN_name.sql");
  }
  migration.name = name.substr(5, name.size() - 5 - 4);
  migration.statements = statements_in(file.bytes);
  return migration;
}

// What keeps rows in the order of the primary key is the one thing that databases say in their own words.
std::string in_dialect(std::string statement) {
  constexpr std::string_view kPlaceholder = "{clustered}";
  for (auto at = statement.find(kPlaceholder); at != std::string::npos; at = statement.find(kPlaceholder)) {
    statement.replace(at, kPlaceholder.size(), "without rowid");
  }
  return statement;
}

bool has_table(Connection& connection, const std::string& name) {
  return select_number(connection, "count(*)", "from sqlite_master where type = 'table' and name = :name",
                       {name})
             .value_or(0) > 0;
}

// The steps that the store has been through. A number that was left out may come later than a higher one.
std::set<std::int64_t> steps_of(Connection& connection) {
  if (!has_table(connection, "schema_migration")) return {};
  std::set<std::int64_t> out;
  for (const std::int64_t step : select_rows<std::int64_t>(
           connection, "from schema_migration", {}, [](auto&walk, auto&step) { walk("step", step); })) {
    out.insert(step);
  }
  return out;
}

void refuse_newer(const std::filesystem::path& path, const std::set<std::int64_t>& found,
                  const std::vector<Migration>& known) {
  for (const std::int64_t step : found) {
    if (std::ranges::find(known, step, &Migration::no) != known.end()) continue;
    throw Error(ErrorCode::store, "the store `" + path.string() +
                                      "` was made by a newer reeve (schema step " + std::to_string(step) +
                                      ", which this one does not know); use that version");
  }
}

void refuse_strangers(const std::filesystem::path& path, Connection& connection) {
  if (select_number(connection, "count(*)", "from sqlite_master").value_or(0) == 0) return;
  if (has_table(connection, "schema_migration")) return;
  throw Error(ErrorCode::store, "`" + path.string() +
                                    "` is a database, but not a store of reeve; name another file in "
                                    "reeve.toml under `store`");
}

void apply(Connection& connection, const Migration& migration) {
  for (const std::string& statement : migration.statements) connection.execute(in_dialect(statement));
  connection.execute("insert into schema_migration (step, name) values (:step, :name)",
                     {migration.no, migration.name});
}

}  // namespace

std::vector<std::string> statements_in(std::string_view script) {
  std::vector<std::string> out(1);
  for (const std::string& line : split(script, '\n')) {
    const std::string_view text = trim(line);
    if (text.empty() || text.starts_with("--")) continue;
    out.back() += (out.back().empty() ? "" : "\n") + line;
    if (!text.ends_with(';')) continue;
    out.back().resize(out.back().rfind(';'));
    out.emplace_back();
  }
  if (!out.back().empty()) throw Error(ErrorCode::internal, "a migration ends without a semicolon");
  out.pop_back();
  return out;
}

std::vector<Migration> migrations_in(std::span<const EmbeddedFile> files) {
  std::vector<Migration> out;
  for (const EmbeddedFile& file : files) {
    if (file.path.starts_with(kFolder)) out.push_back(migration_of(file));
  }
  std::sort(out.begin(), out.end(), [](const Migration& a, const Migration& b) { return a.no < b.no; });
  const auto twice = std::ranges::adjacent_find(out, {}, &Migration::no);
  if (twice != out.end() || (!out.empty() && out.front().no != 1)) {
    throw Error(ErrorCode::internal, "migration " + std::to_string(twice != out.end() ? twice->no : 1) +
                                         " is not there exactly once; number them 0001, 0002 ...");
  }
  return out;
}

void migrate(Database& database, const std::vector<Migration>& migrations) {
  const auto found = database.read([](Connection& connection) { return steps_of(connection); });
  refuse_newer(database.path(), found, migrations);
  if (found.size() == migrations.size()) return;
  database.write(Durability::decision, [&](Connection& connection) {
    refuse_strangers(database.path(), connection);
    connection.execute(
        "create table if not exists schema_migration (step bigint not null primary key, name text not null)");
  });
  for (const Migration& migration : migrations) {
    database.write(Durability::decision, [&](Connection& connection) {
      if (!steps_of(connection).contains(migration.no)) apply(connection, migration);
    });
  }
}

}  // namespace reeve
