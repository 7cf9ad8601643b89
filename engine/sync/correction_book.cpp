#include "engine/sync/correction_book.h"

#include "engine/core/text.h"

namespace reeve {

bool is_standing(const Correction& correction, UtcMillis now) {
  return correction.withdrawn_by.empty() && (correction.until == 0 || now < correction.until);
}

bool is_about_principal(const Correction& correction) {
  return correction.kind != CorrectionKind::categories;
}

CorrectionBook::CorrectionBook(const std::vector<Correction>& all, UtcMillis now) {
  for (const Correction& correction : all) {
    if (!is_standing(correction, now)) continue;
    auto& book = is_about_principal(correction) ? principals_ : resources_;
    book.insert_or_assign(join_key({correction.source, correction.key}), correction);
  }
}

const Correction* CorrectionBook::about_principal(const std::string& source, const std::string& key) const {
  const auto it = principals_.find(join_key({source, key}));
  return it == principals_.end() ? nullptr : &it->second;
}

const Correction* CorrectionBook::about_resource(const std::string& source, const std::string& key) const {
  const auto it = resources_.find(join_key({source, key}));
  return it == resources_.end() ? nullptr : &it->second;
}

bool is_another_thing(const Correction& correction, const std::string& second_key) {
  return !correction.second_key.empty() && !second_key.empty() && correction.second_key != second_key;
}

}  // namespace reeve
