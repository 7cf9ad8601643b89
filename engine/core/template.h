// Text from a mustache template and a JSON view.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/core/json.h"

namespace reeve {

// {{name}} is HTML-escaped, {{{name}}} is not. An empty text, null, false and an empty list are nothing, so
// that {{#name}} .. {{/name}} leaves its content out. `partials`: texts of {{> name}}. Throws
// Error{internal} on a template that is not well formed.
std::string render_template(std::string_view text, const Json& view,
                            const std::map<std::string, std::string>& partials = {});

}  // namespace reeve
