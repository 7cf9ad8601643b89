#include "engine/report/svg_path.h"

#include "engine/core/text.h"
#include "engine/report/svg_text.h"

namespace reeve {
namespace {

constexpr double kWidth = 340;
constexpr double kBoxHeight = 46;
constexpr double kGap = 44;  // between two boxes: the edge and its label
constexpr double kLeft = 12;
constexpr double kSpine = 34;  // where the edges run
constexpr std::size_t kLongestName = 36;
constexpr std::size_t kLongestLabel = 42;

double top_of(std::size_t node) { return 2 + static_cast<double>(node) * (kBoxHeight + kGap); }

std::string box(const PathNode& node, std::size_t place, bool last) {
  const double y = top_of(place);
  std::string out = "<title>" + html_escape(node.kind + " " + node.name) + "</title><rect" +
                    svg_attribute("class", last ? "box target" : "box") + svg_attribute("x", kLeft) +
                    svg_attribute("y", y) + svg_attribute("width", kWidth - 2 * kLeft) +
                    svg_attribute("height", kBoxHeight) + svg_attribute("rx", 9) + "/>" +
                    svg_text("kind", kLeft + 14, y + 18, node.kind) +
                    svg_text("name", kLeft + 14, y + 36, shortened(node.name, kLongestName));
  if (node.href.empty()) return "<g>" + out + "</g>";
  return "<a" + svg_attribute("href", node.href) + ">" + out + "</a>";
}

std::string arrow(const PathStep& step, std::size_t place) {
  const double from = top_of(place) + kBoxHeight;
  const double to = from + kGap;
  const std::string css = step.cut ? "edge cut" : "edge";
  const std::string words = step.label + (step.source.empty() ? "" : " \xC2\xB7 " + step.source) +
                            (step.cut ? " \xC2\xB7 remove this" : "");
  return svg_line(css, kSpine, from, kSpine, to - 6) + "<path" +
         svg_attribute("class", step.cut ? "head cut" : "head") +
         svg_attribute("d", "M" + svg_number(kSpine - 5) + " " + svg_number(to - 8) + "h10l-5 8z") + "/>" +
         svg_text(step.cut ? "step cut" : "step", kSpine + 14, from + kGap / 2 + 4,
                  shortened(words, kLongestLabel));
}

}  // namespace

std::string path_drawing(const PathDrawing& drawing) {
  if (drawing.nodes.empty()) return {};
  const std::size_t last = drawing.nodes.size() - 1;
  std::string out =
      svg_opened(drawing.id, drawing.title, drawing.description, kWidth, top_of(last) + kBoxHeight + 2);
  for (std::size_t i = 0; i <= last; ++i) {
    out += box(drawing.nodes[i], i, i == last);
    if (i < last) out += arrow(drawing.steps[i], i);
  }
  return out + "</svg>";
}

}  // namespace reeve
