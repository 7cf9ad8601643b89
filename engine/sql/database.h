// The database of a store: connections that are used again, and transactions as closures.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/sql/connection.h"

namespace reeve {

// Thread rule: any number of threads; each call works on a connection of its own.
class Database {
 public:
  explicit Database(std::filesystem::path path) : path_(std::move(path)) {}

  const std::filesystem::path& path() const { return path_; }

  // A connection, given back at the end of the lease.
  class Lease {
   public:
    Lease(Database& database, std::unique_ptr<Connection> connection)
        : database_(database), connection_(std::move(connection)) {}
    ~Lease() { database_.give_back(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection& operator*() const { return *connection_; }

   private:
    Database& database_;
    std::unique_ptr<Connection> connection_;
  };
  Lease lease();

  // Runs `work(connection)` in one transaction. Writes start by taking the lock, so that what they read
  // cannot change before they write.
  template <class Work>
  auto read(const Work& work) {
    Lease leased = lease();
    Transaction transaction(*leased);
    return work(*leased);
  }
  template <class Work>
  auto write(Durability durability, const Work& work) {
    Lease leased = lease();
    Transaction transaction(*leased, durability);
    if constexpr (std::is_void_v<decltype(work(*leased))>) {
      work(*leased);
      transaction.commit();
    } else {
      auto result = work(*leased);
      transaction.commit();
      return result;
    }
  }

 private:
  void give_back(std::unique_ptr<Connection> connection);

  std::filesystem::path path_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace reeve
