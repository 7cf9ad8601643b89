// Pages from embedded templates (portal/templates, mustache) and a JSON view. Everything is HTML-escaped
// but the drawings (engine/report/svg_*.h), which escape their own texts.
#pragma once

#include <string>

#include "engine/core/json.h"
#include "portal/language.h"

namespace reeve::portal {

// Puts templates/<name>.html into templates/layout.html. View keys: docs are the templates themselves;
// `title` and `company` are required; `content`,
// `answer` and `as_of_form` are taken by pieces.
std::string render_page(const std::string& name, const Json& view, const Language& language);

}  // namespace reeve::portal
