// Two ways to list whose rights a principal has at once: by the closure, for everybody, and by a search, for
// a few principals or with edges thought away.
#pragma once

#include "engine/access/closure.h"
#include "engine/access/graph.h"
#include "engine/access/stamped_set.h"

namespace reeve {

// Thread rule: one object per thread.
class Reach {
 public:
  virtual ~Reach() = default;
  // Replaces `out` by the principals of the inherited closure of `from`, in any order. Those without a grant
  // may be left out.
  virtual void inherited(PrincipalIx from, std::vector<std::uint32_t>& out) = 0;
};

class ClosureReach final : public Reach {
 public:
  ClosureReach(const AccessGraph& graph, const Closure& inherited);
  void inherited(PrincipalIx from, std::vector<std::uint32_t>& out) override;

 private:
  const Closure& closure_;
  Roaring holders_;  // principals with grants
  Roaring scratch_;
};

class SearchReach final : public Reach {
 public:
  SearchReach(const AccessGraph& graph, const WithoutEdges& without)
      : graph_(graph), without_(without), seen_(graph.inherited.rows()) {}
  void inherited(PrincipalIx from, std::vector<std::uint32_t>& out) override;

 private:
  const AccessGraph& graph_;
  const WithoutEdges& without_;
  StampedSet seen_;
};

// Whom an account may act as, as far as it matters: itself first, then every role that gives something the
// others do not. A role that is also inherited by one of them adds only rights that are not passed on by
// inheritance, so it is left out unless it holds such a grant.
class ActingRoles {
 public:
  ActingRoles(const AccessGraph& graph, const WithoutEdges& without);
  void list(PrincipalIx account, std::vector<std::uint32_t>& out);

 private:
  const AccessGraph& graph_;
  const WithoutEdges& without_;
  std::vector<bool> has_personal_grant_;
  StampedSet seen_, listed_;
};

}  // namespace reeve
