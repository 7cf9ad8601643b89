// The pieces that drawings are made of. Every text is escaped here.
#pragma once

#include <string>

namespace reeve {

// At most one decimal, no trailing zero.
std::string svg_number(double value);
std::string svg_attribute(const std::string& name, const std::string& value);
std::string svg_attribute(const std::string& name, double value);
std::string svg_text(const std::string& css, double x, double y, const std::string& text);
std::string svg_line(const std::string& css, double x1, double y1, double x2, double y2);
// The tag that opens a drawing, with its title and description for people who do not see it.
std::string svg_opened(const std::string& id, const std::string& title, const std::string& description,
                       double width, double height);
// At most so many letters; an ellipsis stands for the rest.
std::string shortened(const std::string& text, std::size_t letters);

}  // namespace reeve
