#include "engine/model/access_names.h"

#include "engine/core/text.h"

namespace reeve {
namespace {

std::string name_or_key(const Snapshot& snapshot, StringRef name, StringRef key) {
  return name.empty() ? printable_key(snapshot.text(key)) : printable_utf8(snapshot.text(name));
}

}  // namespace

std::string subject_key(const Snapshot& snapshot, const Subject& subject) {
  return subject.identity.valid() ? snapshot.subject_key(subject.identity)
                                  : snapshot.subject_key(subject.principal);
}

std::string entitlement_key(const Snapshot& snapshot, const Entitlement& entitlement) {
  const Resource& resource = snapshot[entitlement.resource];
  return join_key({snapshot.source_name(resource.origin.source), "resource", snapshot.text(resource.key),
                   snapshot.text(entitlement.privilege)});
}

std::string display_name(const Snapshot& snapshot, IdentityIx identity) {
  return name_or_key(snapshot, snapshot[identity].name, snapshot[identity].key);
}

std::string display_name(const Snapshot& snapshot, PrincipalIx principal) {
  const Principal& p = snapshot[principal];
  if (p.is_private) return "a private " + std::string(to_string(p.kind));
  return name_or_key(snapshot, p.name, p.key);
}

std::string display_name(const Snapshot& snapshot, ResourceIx resource) {
  return name_or_key(snapshot, snapshot[resource].name, snapshot[resource].key);
}

std::string display_name(const Snapshot& snapshot, const Subject& subject) {
  return subject.identity.valid() ? display_name(snapshot, subject.identity)
                                  : display_name(snapshot, subject.principal);
}

std::string display_name(const Snapshot& snapshot, const Entitlement& entitlement) {
  return std::string(snapshot.text(entitlement.privilege)) + " on " +
         display_name(snapshot, entitlement.resource);
}

std::vector<std::string> category_ids(const Snapshot& snapshot, CategorySet set) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < snapshot.categories.size(); ++i) {
    if (set & category_bit(CategoryIx(i))) ids.push_back(snapshot.categories[i]);
  }
  return ids;
}

}  // namespace reeve
