// The two closures of architecture section 4 over all principals, as compressed bitmaps shared by everything
// that reaches the same.
//
// inherited: whose rights a principal has at once. assumable: the union of the inherited closures of
// everything that it may act as. Both contain the principal itself.
//
// A principal without members keeps no bitmap of its own: in a company those are the people, and one bitmap
// each would be most of the memory. Theirs is put together from the containers' on request.
#pragma once

#include <roaring/roaring.hh>

#include "engine/access/components.h"
#include "engine/access/graph.h"

namespace reeve {

class Closure {
 public:
  // The inherited closure. `components` are those of graph.inherited, where the caller has them already.
  static Closure inherited(const AccessGraph& graph);
  static Closure inherited(const AccessGraph& graph, Components components);
  // The assumable closure; refers to `inherited`, which must outlive it. `components`: of graph.assumable.
  static Closure assumable(const AccessGraph& graph, const Closure& inherited);
  static Closure assumable(const AccessGraph& graph, const Closure& inherited, Components components);

  // Everything that `principal` reaches. A reference into the closure, or to `scratch` where it had to be put
  // together. Thread rule: any number of threads, each with its own scratch.
  const Roaring& of(PrincipalIx principal, Roaring& scratch) const;
  bool reaches(PrincipalIx principal, PrincipalIx container) const;

  std::size_t kept_bitmaps() const;
  std::size_t bytes() const;  // of the kept bitmaps, about

 private:
  Closure(const Csr& edges, const Closure* base, Components components);
  void put_together(std::uint32_t component, Roaring& result) const;
  const Roaring* shared(std::uint32_t component) const;

  const Csr& edges_;
  const Closure* base_;  // whose sets the members of a component bring along; null: themselves only
  Components components_;
  // By component, for components that others are members of; the rest are empty.
  std::vector<Roaring> sets_;
  std::vector<bool> kept_;
};

}  // namespace reeve
