// ADAPTER of PORT Store: the store in an SQL database. A store is named by a URL: `sqlite:<path>`.
//
// Several processes may use one store at once. Every call is one transaction; bulk facts survive a crash of
// the process, everything else a power cut, too.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/store/store.h"

namespace reeve {

// How a run is written. The defaults fit; tests take small ones to meet every boundary.
struct SqlStoreOptions {
  std::size_t staging_memory = 128U << 20;     // bytes; facts beyond it are staged in a scratch file
  std::int64_t rows_per_transaction = 20'000;  // facts between two moments at which others may write
};

// Makes the store where it does not exist (only its owner may read the file) and brings an older one up to
// date. Throws Error{config} for a URL of no known kind, Error{store} where the file cannot be made, is no
// store of reeve, or was made by a newer one.
std::unique_ptr<Store> create_store(const std::string& url, const SqlStoreOptions& options = {});

// The same, but a store that does not exist is an error: Error{store} that says "run `reeve init`".
std::unique_ptr<Store> open_store(const std::string& url, const SqlStoreOptions& options = {});

}  // namespace reeve
