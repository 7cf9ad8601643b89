// Between values of the model and rows of tables. For each type of row there is one function
//
//   template <class Walk, Is<T> Row> void columns(Walk& walk, Row& row) { walk("name", row.name); ... }
//
// which names every column once; the walks below describe, write and read with it.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "engine/core/digest.h"
#include "engine/core/json.h"
#include "engine/core/text.h"
#include "engine/core/time.h"
#include "engine/model/portal_role.h"
#include "engine/sql/connection.h"

namespace reeve {

template <class Row, class Type>
concept Is = std::same_as<std::remove_const_t<Row>, Type>;

template <class Value>
concept SqlNumber = std::is_integral_v<Value> || std::is_enum_v<Value>;

template <class Value>
inline constexpr bool kIsSqlText =
    !SqlNumber<Value> && !std::same_as<Value, MaybeTime> && !std::same_as<Value, RoleSet> &&
    !std::same_as<Value, std::optional<UtcMillis>>;

// A list of texts in one column: every text ends with a separator, so that no list and a list of one empty
// text differ.
std::string pack_texts(const std::vector<std::string>& texts);
std::vector<std::string> unpack_texts(std::string_view packed);

// What `canonical_json` wrote. It is ours, so it is not searched for keys that stand twice, which takes longer than
// reading it. Throws Error{store} where it is no JSON.
Json stored_json(const std::string& text);

class DescribeWalk {
 public:
  template <class Value>
  void operator()(const char* name, const Value&) {
    columns_.push_back({name, kIsSqlText<Value>});
  }
  std::vector<SqlColumn> take() { return std::move(columns_); }

 private:
  std::vector<SqlColumn> columns_;
};

class WriteWalk {
 public:
  explicit WriteWalk(SqlInsert& to) : to_(to) {}

  template <class Value>
  void operator()(const char*, const Value& value) {
    put(value);
  }

 private:
  template <SqlNumber Value>
  void put(Value value) {
    to_.number(static_cast<std::int64_t>(value));
  }
  void put(const MaybeTime& time) {
    if (time.is_unknown()) return to_.null();
    to_.number(time.value());
  }
  void put(const std::optional<UtcMillis>& time) {
    if (!time) return to_.null();
    to_.number(*time);
  }
  void put(RoleSet roles) { to_.number(roles.bits()); }
  void put(const std::string& text) { to_.text(text); }
  void put(const std::optional<std::string>& text) {
    if (!text) return to_.null();
    to_.text(*text);
  }
  void put(const Digest& digest) { to_.text(to_hex(digest)); }
  void put(const Json& json) { to_.text(canonical_json(json)); }
  void put(const std::vector<std::string>& texts) { to_.text(pack_texts(texts)); }
  void put(const std::vector<std::int32_t>& numbers) {
    put_all(numbers, [](auto n) { return std::to_string(n); });
  }
  void put(const std::vector<Digest>& digests) {
    put_all(digests, [](const auto& d) { return to_hex(d); });
  }

  // A list of values that knows its texts: to_texts(values).
  template <class Value>
  requires requires(const std::vector<Value>& values) { to_texts(values); }
  void put(const std::vector<Value>& values) { put(to_texts(values)); }

  template <class Values, class ToText>
  void put_all(const Values& values, const ToText& to_text) {
    std::vector<std::string> texts;
    for (const auto& value : values) texts.push_back(to_text(value));
    put(texts);
  }

  SqlInsert& to_;
};

class ReadWalk {
 public:
  explicit ReadWalk(SqlSelect& from) : from_(from) {}

  template <class Value>
  void operator()(const char*, Value& value) {
    get(value);
  }

 private:
  template <SqlNumber Value>
  void get(Value& value) {
    value = static_cast<Value>(from_.number());
  }
  void get(MaybeTime& time) {
    const bool unknown = from_.is_null();
    const UtcMillis value = from_.number();
    time = unknown ? MaybeTime::unknown() : MaybeTime::at(value);
  }
  void get(std::optional<UtcMillis>& time) {
    const bool none = from_.is_null();
    const UtcMillis value = from_.number();
    time = none ? std::nullopt : std::optional(value);
  }
  void get(RoleSet& roles) { roles = RoleSet::of_bits(from_.number()); }
  void get(std::string& text) { std::swap(text, from_.text()); }
  void get(std::optional<std::string>& text) {
    const bool none = from_.is_null();
    const std::string& value = from_.text();
    text = none ? std::nullopt : std::optional(value);
  }
  void get(Digest& digest) { digest = digest_from_hex(from_.text()); }
  void get(Json& json) { json = stored_json(from_.text()); }
  void get(std::vector<std::string>& texts) { texts = unpack_texts(from_.text()); }
  void get(std::vector<std::int32_t>& numbers) {
    numbers.clear();
    for (const auto& text : unpack_texts(from_.text())) numbers.push_back(std::stoi(text));
  }
  void get(std::vector<Digest>& digests) {
    digests.clear();
    for (const auto& text : unpack_texts(from_.text())) digests.push_back(digest_from_hex(text));
  }

  template <class Value>
  requires requires(const std::vector<Value>& values) { to_texts(values); }
  void get(std::vector<Value>& values) { from_texts(unpack_texts(from_.text()), values); }

  SqlSelect& from_;
};

// The functions below take `walk_row(walk, row)`, which walks the columns of one row.
struct WalkColumns {
  template <class Walk, class Row>
  void operator()(Walk& walk, Row& row) const {
    columns(walk, row);
  }
};

template <class Row, class WalkRow>
std::vector<SqlColumn> describe(const WalkRow& walk_row) {
  DescribeWalk walk;
  const Row row{};
  walk_row(walk, row);
  return walk.take();
}

template <class Row, class WalkRow = WalkColumns>
void insert_rows(Connection& connection, const std::string& table, const std::vector<Row>& rows,
                 const WalkRow& walk_row = {}) {
  if (rows.empty()) return;
  SqlInsert insert(connection, table, describe<Row>(walk_row));
  WriteWalk walk(insert);
  for (const Row& row : rows) {
    walk_row(walk, row);
    insert.end_row();
  }
  insert.flush();
}

// `query` is what follows the list of columns: "from waiver where id = :id".
template <class Row, class WalkRow = WalkColumns>
std::vector<Row> select_rows(Connection& connection, const std::string& query, const SqlParams& params = {},
                             const WalkRow& walk_row = {}) {
  SqlSelect select(connection, query, describe<Row>(walk_row), params);
  ReadWalk walk(select);
  std::vector<Row> rows;
  while (select.next()) walk_row(walk, rows.emplace_back());
  return rows;
}

template <class Row, class WalkRow = WalkColumns>
std::optional<Row> select_row(Connection& connection, const std::string& query, const SqlParams& params = {},
                              const WalkRow& walk_row = {}) {
  std::vector<Row> rows = select_rows<Row>(connection, query, params, walk_row);
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

// One number: `select_number(connection, "max(run_no)", "from sync_run")`. nullopt where there is no row or
// the value is null.
std::optional<std::int64_t> select_number(Connection& connection, const std::string& column,
                                          const std::string& query, const SqlParams& params = {});

}  // namespace reeve
