// An invented marketplace company: what its sources tell, what was decided about its data, and which access
// in it is wrong. Everything is a function of the CompanySpec, so the same spec gives the same company on
// every machine.
//
// The stories are planted cases that the rules must find, each with near misses that look alike and must stay
// silent. Everything else in the company is clean for every rule.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/demo/answer_key.h"
#include "engine/model/facts.h"

namespace reeve::demo {

inline constexpr int kFewestPeople = 1000;

struct CompanySpec {
  int people = 2000;  // in HR, those who have left included; at least kFewestPeople
  std::uint64_t seed = 1;
  UtcMillis as_of = 0;  // midnight of the day on which the company is read
};

// The facts of one source, in the order in which its files list them.
struct SourceFacts {
  std::string name;
  std::vector<IdentityFact> identities;
  std::vector<PrincipalFact> accounts;
  std::vector<PrincipalFact> principals;
  std::vector<MembershipFact> memberships;
  std::vector<ResourceFact> resources;
  std::vector<LineageFact> lineages;
  std::vector<GrantFact> grants;
  std::vector<GateFact> gates;
  std::vector<UsageFact> usages;
  std::vector<ApprovalFact> approvals;
};

// A row of bindings.csv: whoever holds `principal` holds `target`.
struct Binding {
  std::string source;
  std::string principal;
  std::string target_source;
  std::string target;
};

// A row of labels.csv.
struct LabelDecision {
  std::string source;
  std::string resource;
  std::string categories;  // "none" or ids separated by |
  std::string decided_by;
  std::string reason;
};

// A waiver that the company has recorded.
struct PlannedWaiver {
  std::string rule;
  std::string subject_key;
  std::string entitlement_key;
  std::string reason;
  std::string compensating_control;
  std::string requested_by;
  std::string approved_by;
  UtcMillis from = 0;
  UtcMillis until = 0;
};

struct Company {
  CompanySpec spec;
  std::string name;
  std::string campaign_owner;  // e-mail of the data protection officer
  SourceFacts hr, directory, shop, tools;
  std::vector<Binding> bindings;
  std::vector<LabelDecision> labels;
  std::vector<PlannedWaiver> waivers;
  AnswerKey key;
};

// Throws Error{usage} where spec.people is less than kFewestPeople.
Company invent_company(const CompanySpec& spec);

}  // namespace reeve::demo
