// Puts the facts of a run into the order of (section, natural key, encoding), in bounded memory.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include "engine/model/facts.h"

namespace reeve {

// Beyond `memory` bytes, sorted pieces go to a file without a name in `folder`: it holds personal data, only
// this process can reach it, and it is gone with the process, however that ends. Thread rule: one thread.
// Throws Error{io} where that file cannot be made, written or read.
class FactSorter {
 public:
  static constexpr std::size_t kAllInMemory = static_cast<std::size_t>(-1);

  FactSorter(std::filesystem::path folder, std::size_t memory);
  ~FactSorter();

  void add(const Fact& fact);

  // Natural key and encoding of every fact of the section; both views end with the call. May be called for
  // each section any number of times; no `add` after the first call.
  using Visit = std::function<void(std::string_view natural_key, std::string_view encoded)>;
  void each(Section section, const Visit& visit);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace reeve
