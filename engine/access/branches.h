// The ways in which a subject can act: each of its accounts, as itself or as a role that it assumes.
#pragma once

#include "engine/access/demands.h"
#include "engine/access/target.h"

namespace reeve {

struct Branch {
  PrincipalIx account;
  PrincipalIx role;               // the account itself, or the role acted as
  TriState works = TriState::no;  // whether what the resource demands beside a grant is there
  bool reaches = false;           // whether one of the grants counts for it

  bool works_or_may() const { return reaches && !is_no(works); }
};

// All branches, whether they reach the grants or not. Roles are those of ActingRoles.
std::vector<Branch> branches_of(const AccessGraph& graph, const WithoutEdges& without,
                                std::span<const std::uint32_t> accounts, ResourceIx resource,
                                std::span<const std::uint32_t> grants);

// What a branch lacks, one phrase each: "account ana is disabled", "ana has no USAGE on public".
std::vector<std::string> missing_for(const AccessGraph& graph, const Branch& branch, ResourceIx resource);

}  // namespace reeve
