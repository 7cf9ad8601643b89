#include "engine/workflow/corrections.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/sync/correction_book.h"
#include "engine/workflow/lookup.h"
#include "engine/workflow/newest_snapshot.h"

namespace reeve {
namespace {

std::string state_of(const Snapshot& snapshot, const Correction& c, const CorrectionBook& book,
                     UtcMillis now) {
  if (!c.withdrawn_by.empty()) return "withdrawn by " + c.withdrawn_by;
  if (!is_standing(c, now)) return "ended";
  const bool about_principal = is_about_principal(c);
  const Correction* newest =
      about_principal ? book.about_principal(c.source, c.key) : book.about_resource(c.source, c.key);
  if (newest->id != c.id) return "replaced by a later one";
  const auto is_it = [&](const auto& row) {
    return snapshot.text(row.key) == c.key && snapshot.source_name(row.origin.source) == c.source;
  };
  const auto state_among = [&](const auto& rows) -> std::string {
    const auto found = std::ranges::find_if(rows, is_it);
    if (found == rows.end()) return "what it is about is not in the snapshot";
    if (is_another_thing(c, std::string(snapshot.text(found->second_key)))) {
      return "there is another one of that name now";
    }
    return "counts";
  };
  return about_principal ? state_among(snapshot.principals) : state_among(snapshot.resources);
}

std::string whole_id(Store& store, const std::string& id) {
  std::vector<std::string> found;
  for (const Correction& correction : store.corrections()) {
    if (correction.id.starts_with(id)) found.push_back(correction.id);
  }
  if (found.size() == 1 && !id.empty()) return found.front();
  if (found.size() > 1)
    throw Error(ErrorCode::conflict, "`" + id + "` begins several corrections: " + join(found, ", "));
  return id;
}

}  // namespace

std::vector<ListedCorrection> list_corrections(const Context& context, bool about_principals) {
  const auto store = context.open_store();
  const std::vector<Correction> all = store->corrections();
  const UtcMillis now = context.clock->now();
  const CorrectionBook book(all, now);
  std::vector<ListedCorrection> out;
  if (all.empty()) return out;
  const Snapshot snapshot = newest_snapshot(*store);
  for (const Correction& correction : all) {
    if (is_about_principal(correction) != about_principals) continue;
    out.push_back({correction, state_of(snapshot, correction, book, now)});
  }
  return out;
}

void withdraw_correction(const Context& context, const std::string& id, const std::string& by) {
  const auto store = context.open_store();
  const Snapshot snapshot = newest_snapshot(*store);
  const std::string name = display_name(snapshot, find_person(snapshot, by));
  if (!store->withdraw_correction(whole_id(*store, id), name, context.clock->now())) {
    throw Error(ErrorCode::conflict, "the correction `" + id + "` was withdrawn before");
  }
}

}  // namespace reeve
