#include "connectors/edge_collector.h"

#include "engine/core/error.h"

namespace reeve {
namespace {

bool matters(Section section) {
  return section == Section::membership || section == Section::grant || section == Section::resource;
}

}  // namespace

void EdgeCollector::open(Section, std::string_view) {}

void EdgeCollector::fact(Fact fact) {
  if (auto* m = std::get_if<MembershipFact>(&fact)) {
    edges_.memberships.push_back(std::move(*m));
  } else if (auto* g = std::get_if<GrantFact>(&fact)) {
    edges_.grants.push_back(std::move(*g));
  } else if (auto* r = std::get_if<ResourceFact>(&fact)) {
    std::string key = r->key;
    edges_.resources.emplace(std::move(key), std::move(*r));
  }
}

void EdgeCollector::reject(Reject) {}

void EdgeCollector::close(Section section, SectionState state, std::string_view reason) {
  if (!matters(section) || state == SectionState::complete) return;
  incomplete_ =
      "its " + std::string(to_string(section)) + " facts cannot be read whole: " + std::string(reason);
}

SourceEdges EdgeCollector::take() {
  if (!incomplete_.empty()) throw Error(ErrorCode::source, incomplete_);
  return std::move(edges_);
}

}  // namespace reeve
