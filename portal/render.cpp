#include "portal/render.h"

#include "engine/core/embedded_files.h"
#include "engine/core/template.h"

namespace reeve::portal {
namespace {

std::string template_text(const std::string& name, const Language& language) {
  return language.in_template(std::string(embedded_file("portal/templates/" + name + ".html")));
}

}  // namespace

std::string render_page(const std::string& name, const Json& view, const Language& language) {
  return render_template(template_text("layout", language), view,
                         {{"content", template_text(name, language)},
                          {"answer", template_text("answer", language)},
                          {"as_of_form", template_text("as_of", language)}});
}

}  // namespace reeve::portal
