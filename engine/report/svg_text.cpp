#include "engine/report/svg_text.h"

#include <cmath>
#include <cstdlib>

#include "engine/core/text.h"

namespace reeve {

std::string svg_number(double value) {
  const auto tenths = static_cast<long long>(std::llround(value * 10));
  std::string text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) text += "." + std::to_string(std::abs(tenths % 10));
  return text;
}

std::string svg_attribute(const std::string& name, const std::string& value) {
  return " " + name + "=\"" + html_escape(value) + "\"";
}

std::string svg_attribute(const std::string& name, double value) {
  return svg_attribute(name, svg_number(value));
}

std::string svg_text(const std::string& css, double x, double y, const std::string& text) {
  return "<text" + svg_attribute("class", css) + svg_attribute("x", x) + svg_attribute("y", y) + ">" +
         html_escape(text) + "</text>";
}

std::string svg_line(const std::string& css, double x1, double y1, double x2, double y2) {
  return "<line" + svg_attribute("class", css) + svg_attribute("x1", x1) + svg_attribute("y1", y1) +
         svg_attribute("x2", x2) + svg_attribute("y2", y2) + "/>";
}

std::string svg_opened(const std::string& id, const std::string& title, const std::string& description,
                       double width, double height) {
  return "<svg role=\"img\"" + svg_attribute("aria-labelledby", id + "-t " + id + "-d") +
         svg_attribute("viewBox", "0 0 " + svg_number(width) + " " + svg_number(height)) + "><title" +
         svg_attribute("id", id + "-t") + ">" + html_escape(title) + "</title><desc" +
         svg_attribute("id", id + "-d") + ">" + html_escape(description) + "</desc>";
}

std::string shortened(const std::string& text, std::size_t letters) {
  if (utf8_length(text) <= letters) return text;
  std::string out;
  std::size_t seen = 0;
  for (const char c : text) {
    const bool starts_letter = (static_cast<unsigned char>(c) & 0xc0U) != 0x80;
    if (starts_letter && ++seen == letters) break;
    out += c;
  }
  return out + "\xE2\x80\xA6";
}

}  // namespace reeve
