// Which corrections count: of those about one thing that stand, the newest. Pure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/model/correction.h"

namespace reeve {

// Not withdrawn, and not over at `now`.
bool is_standing(const Correction& correction, UtcMillis now);
bool is_about_principal(const Correction& correction);

// Thread rule: any number of readers.
class CorrectionBook {
 public:
  CorrectionBook() = default;
  // `all`: by the time of deciding.
  CorrectionBook(const std::vector<Correction>& all, UtcMillis now);

  // nullptr where there is none. The pointer is good as long as the book.
  const Correction* about_principal(const std::string& source, const std::string& key) const;
  const Correction* about_resource(const std::string& source, const std::string& key) const;

 private:
  std::map<std::string, Correction, std::less<>> principals_, resources_;
};

// Both are known and differ: what has the key now is not what was decided about.
bool is_another_thing(const Correction& correction, const std::string& second_key);

}  // namespace reeve
