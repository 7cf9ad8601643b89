#include "portal/render.h"

#include "engine/core/embedded_files.h"
#include "engine/core/template.h"

namespace reeve::portal {
namespace {

std::string template_text(const std::string& name) {
  return std::string(embedded_file("portal/templates/" + name + ".html"));
}

}  // namespace

std::string render_page(const std::string& name, const Json& view) {
  return render_template(template_text("layout"), view,
                         {{"content", template_text(name)}, {"answer", template_text("answer")}});
}

}  // namespace reeve::portal
