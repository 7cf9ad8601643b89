#include "tests/support/baton_file.h"

#include <fstream>
#include <iterator>

#include "tests/support/compressed.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/sqlite_file.h"

namespace reeve::test {
namespace {

constexpr auto kSchema =
    "create table v1_resource_types (id integer primary key, external_id text not null, data blob not null, "
    "sync_id text not null, discovered_at datetime not null);"
    "create table v1_resources (id integer primary key, external_id text not null, data blob not null, "
    "sync_id text not null, discovered_at datetime not null);"
    "create table v1_entitlements (id integer primary key, external_id text not null, data blob not null, "
    "sync_id text not null, discovered_at datetime not null);"
    "create table v1_grants (id integer primary key, entitlement_id text not null, external_id text not "
    "null, "
    "expansion blob, data blob not null, sync_id text not null, discovered_at datetime not null);"
    "create table v1_sync_runs (id integer primary key, sync_id text not null, started_at datetime not null, "
    "ended_at datetime, sync_token text not null, is_partial boolean not null default false);";

std::string varint(std::uint64_t value) {
  std::string out;
  for (; value >= 0x80U; value >>= 7U) out += static_cast<char>(value | 0x80U);
  return out + static_cast<char>(value);
}

std::string blob(const std::string& bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out = "x'";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 15U];
  }
  return out + "'";
}

std::string any(const std::string& type, const std::string& message) {
  return wire_text(1, "type.googleapis.com/" + type) + wire_text(2, message);
}

// google.protobuf.Struct with one text.
std::string profile(const std::string& name, const std::string& text) {
  return wire_text(1, wire_text(1, name) + wire_text(2, wire_text(3, text)));
}

}  // namespace

std::string wire_text(std::uint32_t field, const std::string& bytes) {
  return varint(field << 3U | 2U) + varint(bytes.size()) + bytes;
}
std::string wire_number(std::uint32_t field, std::uint64_t number) {
  return varint(field << 3U) + varint(number);
}

std::string baton_id(const std::string& type, const std::string& id) {
  return wire_text(1, type) + wire_text(2, id);
}

std::string baton_type(const std::string& id, std::uint64_t trait) {
  return wire_text(1, id) + wire_text(2, id) + (trait == 0 ? "" : wire_text(3, varint(trait)));
}

std::string baton_resource(const std::string& type, const std::string& id, const std::string& name,
                           const std::string& parent) {
  return wire_text(1, baton_id(type, id)) + (parent.empty() ? "" : wire_text(2, parent)) + wire_text(3, name);
}

std::string baton_user(const std::string& id, const std::string& name, const BatonUserText& user) {
  std::string trait = wire_text(1, wire_text(1, "old-" + user.email)) +
                      wire_text(1, wire_text(1, user.email) + wire_number(2, 1)) +
                      wire_text(2, wire_number(1, user.status)) + wire_number(5, user.account_type);
  if (!user.employee_number.empty()) trait += wire_text(3, profile("employeeId", user.employee_number));
  return baton_resource("user", id, name) + wire_text(4, any("c1.connector.v2.RoleTrait", "")) +
         wire_text(4, any("c1.connector.v2.UserTrait", trait));
}

std::string baton_entitlement(const std::string& id, const std::string& resource, const std::string& slug,
                              bool assignment) {
  return wire_text(1, wire_text(1, resource)) + wire_text(2, id) + wire_text(3, id) +
         wire_number(7, assignment ? 1 : 2) + wire_text(8, slug);
}

std::string baton_expansion(const std::vector<std::string>& entitlements, bool shallow) {
  std::string out;
  for (const std::string& id : entitlements) out += wire_text(1, id);
  return out + wire_number(2, shallow ? 1 : 0);
}

std::string baton_grant(const std::string& id, const std::string& entitlement, const std::string& principal,
                        const std::vector<std::string>& sources) {
  std::string map;
  for (const std::string& source : sources) map += wire_text(1, wire_text(1, source) + wire_text(2, ""));
  return wire_text(1, entitlement) + wire_text(2, wire_text(1, principal)) + wire_text(3, id) +
         (sources.empty() ? "" : wire_text(5, map));
}

BatonFileWriter::BatonFileWriter() : script_(kSchema) {}

void BatonFileWriter::begin_sync(const std::string& id, const std::string& ended, bool partial) {
  sync_ = id;
  script_ += "insert into v1_sync_runs (sync_id, started_at, ended_at, sync_token, is_partial) values ('" +
             id + "', '2026-01-01 00:00:00', " + (ended.empty() ? "null" : "'" + ended + "'") + ", '', " +
             (partial ? "1" : "0") + ");";
}

void BatonFileWriter::add(const std::string& table, const std::string& columns, const std::string& values) {
  script_ += "insert into " + table + " (external_id, sync_id, discovered_at" + columns + ") values ('row" +
             std::to_string(++rows_) + "', '" + sync_ + "', '2026-01-01 00:00:00'" + values + ");";
}

void BatonFileWriter::add_type(const std::string& m) { add("v1_resource_types", ", data", ", " + blob(m)); }
void BatonFileWriter::add_resource(const std::string& m) { add("v1_resources", ", data", ", " + blob(m)); }
void BatonFileWriter::add_entitlement(const std::string& m) {
  add("v1_entitlements", ", data", ", " + blob(m));
}
void BatonFileWriter::add_grant(const std::string& message, const std::string& expansion,
                                const std::string& entitlement) {
  add("v1_grants", ", data, expansion, entitlement_id",
      ", " + blob(message) + ", " + (expansion.empty() ? "null" : blob(expansion)) + ", '" + entitlement +
          "'");
}

std::string BatonFileWriter::bytes() const {
  const ScratchDir folder;
  const std::filesystem::path path = folder.path() / "baton.db";
  run_sqlite(path, script_);
  std::ifstream file(path, std::ios::binary);
  const std::string database{std::istreambuf_iterator<char>(file), {}};
  return std::string("C1ZF\0", 5) + zstd(database);
}

void BatonFileWriter::write(const std::filesystem::path& path) const {
  std::ofstream(path, std::ios::binary) << bytes();
}

}  // namespace reeve::test
