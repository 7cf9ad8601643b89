#include "cli/access_words.h"

#include "engine/model/access_names.h"

namespace reeve::cli {

std::string works_words(const AccessFlags& flags) {
  if (flags.option_only) return "may only pass it on";
  if (flags.usability_unknown) return "not known";
  switch (flags.usability) {
    case Usability::usable: return "yes";
    case Usability::assumable: return "after switching roles";
    case Usability::latent: return "no, something is missing";
  }
  return {};
}

Json day_or_null(MaybeTime time) {
  if (time.is_unknown()) return nullptr;
  return time.is_never() ? Json("never") : Json(format_date(time.value()));
}

std::string subject_kind(const Snapshot& snapshot, const Subject& subject) {
  if (subject.identity.valid()) return "person";
  const Principal& principal = snapshot[subject.principal];
  return principal.kind == PrincipalKind::everyone ? "everybody" : "account";
}

Json categories_json(const Snapshot& snapshot, const Entitlement& entitlement) {
  Json list = category_ids(snapshot, entitlement.categories);
  if (entitlement.undecided) list.push_back("not classified");
  return list;
}

}  // namespace reeve::cli
