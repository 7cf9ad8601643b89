// A path as a small drawing: boxes from the person down to what she reaches, with the edges between them.
// Inline SVG, drawn like the charts (svg_chart.h); the same edges stand beside it in words.
#pragma once

#include <string>
#include <vector>

namespace reeve {

struct PathNode {
  std::string kind;  // "person", "account", "group", "role", "table": the small line
  std::string name;  // shortened where it is too long
  std::string href;  // empty: leads nowhere
};

struct PathStep {
  std::string label;   // "is in", "SELECT"
  std::string source;  // that says so; empty = derived
  bool cut = false;    // removing it ends the access
};

// nodes.size() == steps.size() + 1; step i leads from node i to node i + 1.
struct PathDrawing {
  std::string id;  // unique on the page
  std::string title;
  std::string description;
  std::vector<PathNode> nodes;
  std::vector<PathStep> steps;
};

// Empty where there are no nodes.
std::string path_drawing(const PathDrawing& drawing);

}  // namespace reeve
