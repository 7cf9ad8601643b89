// What a read keeps for the next one, so that it need ask for changes only: the entries of one search, in a
// file that only its owner can read. It holds what the directory showed, and no more than was asked for.
//
// The file: a line with its version; the header's fields; the entries; the SHA-256 of all that. Every text
// has its length before it (4 bytes, little endian). A file that is damaged, or of another version, is none.
#pragma once

#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "connectors/ldap/ldap_directory.h"
#include "engine/core/digest.h"
#include "engine/core/time.h"

namespace reeve::ldap {

struct MemoryHeader {
  std::string fingerprint;  // of what was asked, of whom, and as whom
  std::string cookie;       // where the changes begin that are not in here
  std::string places;       // digest of the names of what is neither a person nor a group
  UtcMillis full_read_at = 0;
};

struct KeptEntry {
  std::string id;      // what the directory never gives to another entry: 16 bytes
  std::string change;  // number of its newest change, where the directory counts them
  Entry entry;
};

// nullopt where there is no sound file.
std::optional<MemoryHeader> read_memory(const std::filesystem::path& file);
// Every entry, in the order in which they were written. Throws Error{source} where the file is no longer what
// `read_memory` found.
void each_kept(const std::filesystem::path& file, const std::function<void(KeptEntry&)>& visit);

// Takes the place of the file only with `finish`; until then, and where that never comes, the old one stays.
class MemoryWriter {
 public:
  MemoryWriter(std::filesystem::path file, const MemoryHeader& header);
  ~MemoryWriter();
  MemoryWriter(const MemoryWriter&) = delete;
  MemoryWriter& operator=(const MemoryWriter&) = delete;

  void add(const KeptEntry& kept);
  void finish();

 private:
  void write(std::string_view bytes);

  std::filesystem::path file_, unfinished_;
  std::FILE* out_ = nullptr;
  Sha256 digest_;
};

}  // namespace reeve::ldap
