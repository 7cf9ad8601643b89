#include "engine/sync/fact_check.h"

#include <algorithm>
#include <functional>

#include "engine/core/text.h"

namespace reeve {
namespace {

// The parts of a fact, by what is asked of them: identifying keys, other keys, texts for people.
struct Parts {
  std::vector<std::reference_wrapper<const std::string>> identifying;
  std::vector<std::reference_wrapper<const std::string>> keys;
  std::vector<std::reference_wrapper<const std::string>> texts;
};

Parts parts_of(const IdentityFact& f) {
  return {
      {f.key}, {f.manager_key}, {f.display_name, f.job, f.department, f.region, f.employee_number, f.email}};
}
Parts parts_of(const PrincipalFact& f) {
  return {{f.key}, {f.second_key, f.owner_key}, {f.display_name, f.employee_number, f.email, f.person_name}};
}
Parts parts_of(const MembershipFact& f) { return {{f.member_key, f.container_key}, {f.grantor_key}, {}}; }
Parts parts_of(const ResourceFact& f) {
  Parts parts{{f.key},
              {f.second_key, f.parent_key, f.owner_key, f.steward_key},
              {f.display_name, f.region, f.environment}};
  parts.texts.insert(parts.texts.end(), f.labels.begin(), f.labels.end());
  return parts;
}
Parts parts_of(const LineageFact& f) {
  return {{f.exposing_key, f.exposed_key}, {f.reader_key}, {f.privilege}};
}
Parts parts_of(const GrantFact& f) {
  return {{f.principal_key, f.resource_key, f.privilege}, {f.grantor_key}, {}};
}
Parts parts_of(const GateFact& f) { return {{f.resource_key, f.privilege}, {}, {}}; }
Parts parts_of(const UsageFact& f) { return {{f.principal_key, f.resource_key}, {}, {f.privilege}}; }
Parts parts_of(const ApprovalFact& f) {
  return {{f.subject_key, f.target_key}, {f.approver_key}, {f.request, f.privilege, f.purpose}};
}

bool has_nul(const std::string& text) { return text.find('\0') != std::string::npos; }

std::string objection(const Parts& parts) {
  for (const std::string& key : parts.identifying) {
    if (key.empty()) return "an identifying key is empty";
  }
  for (const auto* list : {&parts.identifying, &parts.keys, &parts.texts}) {
    if (std::any_of(list->begin(), list->end(), has_nul)) return "a text holds a NUL byte";
  }
  const auto is_utf8 = [](const std::string& text) { return is_valid_utf8(text); };
  return std::all_of(parts.texts.begin(), parts.texts.end(), is_utf8) ? "" : "a text is not UTF-8";
}

bool labels_in_order(const Fact& fact) {
  const auto* resource = std::get_if<ResourceFact>(&fact);
  return resource == nullptr ||
         std::ranges::adjacent_find(resource->labels, std::greater_equal{}) == resource->labels.end();
}

}  // namespace

std::string objection_to(const Fact& fact) {
  const std::string found = std::visit([](const auto& f) { return objection(parts_of(f)); }, fact);
  return found.empty() && !labels_in_order(fact) ? "the labels are not sorted" : found;
}

bool has_key(const Fact& fact) {
  const Parts parts = std::visit([](const auto& f) { return parts_of(f); }, fact);
  return std::ranges::none_of(parts.identifying, [](const std::string& key) { return key.empty(); });
}

}  // namespace reeve
