#include "cli/demo/systems.h"

namespace reeve::demo {
namespace {

// The part before the first slash; an application's division answers for its data.
std::string_view division_of(std::string_view tools_resource) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kDivisions{{
      {"crm", "Operations"},
      {"moderation", "Trust"},
      {"enforcement", "Marketplace"},
      {"reports", "Marketplace"},
      {"fulfilment", "Operations"},
      {"search-insights", "Technology"},
      {"intranet", "Corporate"},
  }};
  const std::string_view application = tools_resource.substr(0, tools_resource.find('/'));
  for (const auto& [name, division] : kDivisions) {
    if (name == application) return division;
  }
  return "Corporate";
}

}  // namespace

void name_stewards(Draft& draft) {
  std::map<std::pair<std::string, std::string>, std::string> directors;  // division, region
  std::map<std::string, std::string> vice_presidents;
  for (const Person& person : draft.people) {
    const IdentityFact& identity = draft.identity(person);
    if (person.job == &leaders().director) {
      directors[{identity.department, std::string(name_of(person.region))}] = identity.email;
    } else if (person.job == &leaders().vice_president) {
      vice_presidents[identity.department] = identity.email;
    }
  }
  const auto name = [&](const SourceFacts& source, ResourceFact& resource, std::string_view division) {
    if (draft.nobodys.contains({source.name, resource.key})) return;
    const auto director = directors.find({std::string(division), resource.region});
    resource.steward_key =
        director == directors.end() ? vice_presidents.at(std::string(division)) : director->second;
  };
  SourceFacts& shop = draft.company.shop;
  SourceFacts& tools = draft.company.tools;
  for (ResourceFact& resource : shop.resources) name(shop, resource, "Technology");
  for (ResourceFact& resource : tools.resources) name(tools, resource, division_of(resource.key));
  for (SourceFacts* source : {&draft.company.directory, &shop, &tools}) {
    for (PrincipalFact& principal : source->principals) {
      if (principal.kind == PrincipalKind::everyone || draft.nobodys.contains({source->name, principal.key}))
        continue;
      principal.owner_key = vice_presidents.at(source == &tools ? "Operations" : "Technology");
    }
  }
}

}  // namespace reeve::demo
