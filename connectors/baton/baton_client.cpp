#include "connectors/baton/baton_client.h"

#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "engine/core/byte_source.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

constexpr std::string_view kHeader("C1ZF\0", 5);
constexpr std::size_t kBlock = 1 << 16;

[[noreturn]] void broken(const std::string& why) { throw Error(ErrorCode::source, why); }

void check_header(const std::string& path) {
  if (!fs::exists(path)) broken("the file is missing");
  if (!fs::is_regular_file(path)) broken("it is not a regular file");
  std::ifstream file(path, std::ios::binary);
  std::string header(kHeader.size(), '\0');
  file.read(header.data(), static_cast<std::streamsize>(header.size()));
  if (file.gcount() != static_cast<std::streamsize>(kHeader.size()) || header != kHeader)
    broken("it is no .c1z file of the first kind (C1ZF)");
}

// Gone with the object.
class Scratch {
 public:
  Scratch() {
    path_ = (fs::temp_directory_path() / "reeve-baton-XXXXXX").string();
    fd_ = mkstemp(path_.data());
    if (fd_ < 0)
      throw Error(ErrorCode::io, "cannot make a scratch file in " + fs::temp_directory_path().string());
  }
  ~Scratch() {
    if (!path_.empty()) unlink(path_.c_str());
    close(fd_);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::string& path() const { return path_; }
  void append(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = write(fd_, bytes.data(), bytes.size());
      if (written <= 0) throw Error(ErrorCode::io, "cannot write the scratch file; is the disk full?");
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }

 private:
  std::string path_;
  int fd_ = -1;
};

void decompress(const std::string& path, const Scratch& scratch, std::int64_t most_bytes) {
  const auto source = open_zstd(path, kHeader.size());
  std::string block(kBlock, '\0');
  std::int64_t total = 0;
  while (const std::size_t count = source->read(block.data(), block.size())) {
    total += static_cast<std::int64_t>(count);
    if (total > most_bytes)
      broken("it is larger than " + std::to_string(most_bytes >> 20) + " MB; raise `max_size_mb`");
    scratch.append(std::string_view(block).substr(0, count));
  }
}

class Statement {
 public:
  Statement(sqlite3* db, const std::string& sql, const std::vector<std::string>& values) : db_(db) {
    if (sqlite3_prepare_v2(db, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK)
      broken(std::string("it is not laid out as expected: ") + sqlite3_errmsg(db));
    for (std::size_t i = 0; i < values.size(); ++i) {
      sqlite3_bind_text(statement_, static_cast<int>(i) + 1, values[i].data(),
                        static_cast<int>(values[i].size()), SQLITE_TRANSIENT);
    }
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  bool step() {
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    broken(std::string("it is damaged: ") + sqlite3_errmsg(db_));
  }
  // Empty where NULL.
  std::string_view bytes(int column) const {
    const void* data = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return data == nullptr ? std::string_view()
                           : std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(size));
  }
  std::string text(int column) const { return std::string(bytes(column)); }

 private:
  sqlite3* db_;
  sqlite3_stmt* statement_ = nullptr;
};

// "2026-03-01 10:11:12.345678" in UTC; some write a zone behind it, which is UTC as well.
MaybeTime time_of(const std::string& text) {
  constexpr std::size_t kToSeconds = 19;
  const auto time = text.size() < kToSeconds ? std::nullopt : parse_time(text.substr(0, kToSeconds) + "Z");
  return time ? MaybeTime::at(*time) : MaybeTime::unknown();
}

const char* table_name(BatonTable table) {
  switch (table) {
    case BatonTable::resource_types: return "v1_resource_types";
    case BatonTable::resources: return "v1_resources";
    case BatonTable::entitlements: return "v1_entitlements";
    case BatonTable::grants: return "v1_grants";
  }
  return "";
}

}  // namespace

struct BatonFile::State {
  ~State() { sqlite3_close(db); }

  void open(const std::string& path) {
    const std::string uri = "file:" + path + "?immutable=1";
    if (sqlite3_open_v2(uri.c_str(), &db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr) != SQLITE_OK)
      broken(std::string("it holds no database: ") + sqlite3_errmsg(db));
  }

  bool has_column(const std::string& table, const std::string& column) const {
    return Statement(db, "select 1 from pragma_table_info(?) where name = ?", {table, column}).step();
  }

  void choose_sync() {
    std::string whole = "1";
    if (has_column("v1_sync_runs", "is_partial")) whole = "not coalesce(is_partial, 0)";
    if (has_column("v1_sync_runs", "sync_type")) whole = "coalesce(sync_type, 'full') in ('', 'full')";
    Statement rows(db,
                   "select sync_id, ended_at, ended_at is not null, " + whole +
                       " from v1_sync_runs order by (ended_at is not null and " + whole +
                       ") desc, coalesce(ended_at, started_at) desc limit 1",
                   {});
    if (!rows.step()) broken("it holds no sync");
    sync = {.id = rows.text(0),
            .ended = time_of(rows.text(1)),
            .finished = rows.text(2) == "1",
            .whole = rows.text(3) == "1"};
  }

  bool run(const std::string& table, const std::string& condition, const std::vector<std::string>& values,
           const std::function<bool(const BatonRow&)>& visit) const {
    const std::string expansion = has_column(table, "expansion") ? "expansion" : "null";
    Statement rows(db,
                   "select external_id, data, " + expansion + " from " + table + " where sync_id = ?" +
                       condition + " order by id",
                   values);
    while (rows.step()) {
      if (!visit({rows.bytes(0), rows.bytes(1), rows.bytes(2)})) return false;
    }
    return true;
  }

  Scratch scratch;
  sqlite3* db = nullptr;
  BatonSync sync;
};

BatonFile::BatonFile(const std::string& path, std::int64_t most_bytes) : state_(std::make_unique<State>()) {
  check_header(path);
  try {
    decompress(path, state_->scratch, most_bytes);
  } catch (const Error& error) {
    broken(error.message());
  }
  state_->open(state_->scratch.path());
  state_->choose_sync();
}

BatonFile::~BatonFile() = default;

const BatonSync& BatonFile::sync() const { return state_->sync; }

bool BatonFile::each(BatonTable table, const std::function<bool(const BatonRow&)>& visit) {
  return state_->run(table_name(table), "", {state_->sync.id}, visit);
}

bool BatonFile::each_grant_of(const std::string& entitlement,
                              const std::function<bool(const BatonRow&)>& visit) {
  return state_->run("v1_grants", " and entitlement_id = ?", {state_->sync.id, entitlement}, visit);
}

}  // namespace reeve
