// What lies behind a Connection. Only for the files that speak SOCI.
#pragma once

#include <soci/soci.h>

#include <chrono>
#include <optional>
#include <string>

#include "engine/core/error.h"
#include "engine/sql/connection.h"
#include "engine/sql/writer_locks.h"

namespace reeve {

struct Connection::State {
  explicit State(std::string file) : path(std::move(file)), locks(path) {}

  std::string path;
  soci::session session;
  Durability durability = Durability::decision;
  std::chrono::steady_clock::time_point waiting_since;
  WriterLocks locks;
  std::optional<WriterLocks::Lock> waiting;  // while a write waits to begin
  bool begins_write = false;
};

// The statement refers to `params` until it ends.
inline void bind_params(soci::statement& statement, const SqlParams& params) {
  for (const SqlParam& param : params) {
    if (const auto* const number = std::get_if<long long>(&param.value())) {
      statement.exchange(soci::use(*number));
    } else {
      statement.exchange(soci::use(std::get<std::string>(param.value())));
    }
  }
}

// Runs `work` and turns the database's errors into ours.
template <class Work>
auto with_store_errors(const std::string& path, const Work& work) {
  try {
    return work();
  } catch (const soci::soci_error& error) {
    throw Error(ErrorCode::store, "the store `" + path + "`: " + error.what());
  }
}

}  // namespace reeve
