// Pages from embedded templates (portal/templates, mustache) and a JSON view. Everything is HTML-escaped;
// templates use no unescaped tags.
#pragma once

#include <string>

#include "engine/core/json.h"

namespace reeve::portal {

// Puts templates/<name>.html into templates/layout.html. View keys: docs are the templates themselves;
// `title` and `company` are required.
std::string render_page(const std::string& name, const Json& view);

}  // namespace reeve::portal
