// A FactSink that keeps memberships, grants and resources: for removers, which read a source before and after
// they change it.
#pragma once

#include <string>

#include "engine/remediation/edge_state.h"
#include "engine/sync/connector.h"

namespace reeve {

class EdgeCollector final : public FactSink {
 public:
  void open(Section section, std::string_view scope) override;
  void fact(Fact fact) override;
  void reject(Reject reject) override;
  void close(Section section, SectionState state, std::string_view reason) override;

  // Throws Error{source} unless memberships, resources and grants (where there is such a section) were read
  // whole.
  SourceEdges take();

 private:
  SourceEdges edges_;
  std::string incomplete_;
};

}  // namespace reeve
