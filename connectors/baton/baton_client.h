// The wire of the connector baton: a .c1z file, which is an SQLite database of messages behind a header and
// zstd. Nothing else in the connector reads the file.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/time.h"

namespace reeve {

enum class BatonTable : unsigned char { resource_types, resources, entitlements, grants };

// One sync that the file holds.
struct BatonSync {
  std::string id;
  MaybeTime ended;
  bool finished = false;
  bool whole = true;  // false: it read a part only, on purpose
};

struct BatonRow {
  std::string_view id;    // for people
  std::string_view data;  // the message
  std::string_view expansion;
};

// Errors: Error{source} in words for people. Not thread safe.
class BatonFile {
 public:
  // Decompresses the file into a scratch file that nobody else can read and that is gone with this object.
  // Refuses one that is larger than `most_bytes` then.
  BatonFile(const std::string& path, std::int64_t most_bytes);
  ~BatonFile();
  BatonFile(const BatonFile&) = delete;
  BatonFile& operator=(const BatonFile&) = delete;

  // The newest whole sync that finished; where there is none, the newest.
  const BatonSync& sync() const;
  // Calls `visit` with every row of that sync; the views are good inside it. False: it said stop.
  bool each(BatonTable table, const std::function<bool(const BatonRow&)>& visit);
  // Grants of one entitlement.
  bool each_grant_of(const std::string& entitlement, const std::function<bool(const BatonRow&)>& visit);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve
