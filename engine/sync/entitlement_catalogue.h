// What people call an entitlement and what it lets one do. Pure; the file is docs/formats/entitlements.md.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/core/csv_table.h"

namespace reeve {

struct EntitlementText {
  std::int64_t line = 0;
  std::string source, resource, privilege;  // native key, may end in `*`; the source's word, or `*`
  std::string name, does;                   // "Customer look-up", "see who a customer is"
  std::string owner;                        // who answers for it
  std::string language;                     // en where none is given
};

std::vector<std::string> entitlement_columns();           // required: source, resource, privilege, name, does
std::vector<std::string> optional_entitlement_columns();  // owner, language
// Throws Error{config} "line L: ..." on an empty cell and on two rows for the same in one language.
std::vector<EntitlementText> entitlement_texts(const std::vector<CsvRecord>& records);

class EntitlementBook {
 public:
  EntitlementBook() = default;
  explicit EntitlementBook(std::vector<EntitlementText> texts) : texts_(std::move(texts)) {}

  bool empty() const { return texts_.empty(); }
  // The row that says most exactly: the whole key before a pattern, a longer pattern before a shorter one,
  // the privilege before `*`. nullptr where none is about it. The pointer is good as long as the book.
  const EntitlementText* find(const std::string& source, std::string_view resource,
                              std::string_view privilege, const std::string& language = "en") const;

 private:
  std::vector<EntitlementText> texts_;
};

}  // namespace reeve
