// A path as nodes and steps in words, for a drawing.
#pragma once

#include <functional>
#include <string>

#include "engine/model/path.h"
#include "engine/report/svg_path.h"

namespace reeve {

// Where a node of a drawing leads, by its stable key (Snapshot::subject_key, resource_key); empty: nowhere.
struct PathLinks {
  std::function<std::string(const std::string& subject_key)> subject;
  std::function<std::string(const std::string& resource_key)> resource;
};

// From the subject to the resource of the grant. Edges of `cut` are marked as what ends the access. `links`
// may be left out.
PathDrawing drawing_of(const Snapshot& snapshot, const Subject& subject, const AccessPath& path,
                       const Cut* cut = nullptr, const PathLinks& links = {});

}  // namespace reeve
