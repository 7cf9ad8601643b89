#include "engine/sql/sql_store.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/core/error.h"
#include "engine/sql/migrations.h"
#include "engine/sql/sql_store_impl.h"

namespace reeve {
namespace {

std::filesystem::path path_of(const std::string& url) {
  constexpr std::string_view kScheme = "sqlite:";
  if (url.starts_with(kScheme) && url.size() > kScheme.size()) return url.substr(kScheme.size());
  throw Error(ErrorCode::config, "`" + url + "` names no store that reeve knows; use `sqlite:<path>`");
}

void make_file(const std::filesystem::path& path) {
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) {
    throw Error(ErrorCode::store, "cannot make the store `" + path.string() + "`: " + std::strerror(errno));
  }
  close(fd);
}

std::unique_ptr<Store> open_at(const std::filesystem::path& path, const SqlStoreOptions& options) {
  auto database = std::make_unique<Database>(path);
  migrate(*database, migrations_in(embedded_files()));
  return std::make_unique<SqlStore>(std::move(database), options);
}

}  // namespace

std::unique_ptr<Store> create_store(const std::string& url, const SqlStoreOptions& options) {
  const std::filesystem::path path = path_of(url);
  make_file(path);
  return open_at(path, options);
}

std::unique_ptr<Store> open_store(const std::string& url, const SqlStoreOptions& options) {
  const std::filesystem::path path = path_of(url);
  std::error_code ignored;
  const auto size = std::filesystem::file_size(path, ignored);
  if (ignored || size == 0) {
    throw Error(ErrorCode::store, "there is no store at `" + path.string() + "`; run `reeve init`");
  }
  return open_at(path, options);
}

}  // namespace reeve
