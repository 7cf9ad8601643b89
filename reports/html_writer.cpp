#include "reports/html_writer.h"

#include "engine/core/embedded_files.h"
#include "engine/core/template.h"
#include "reports/html_view.h"

namespace reeve {
namespace {

class HtmlWriter final : public Writer {
 public:
  void write(const Report& report, std::ostream& out) override {
    Json view = report_view(report);
    view["css"] = std::string(embedded_file("reports/templates/report.css"));
    out << render_template(embedded_file("reports/templates/report.html"), view);
  }
};

}  // namespace

std::unique_ptr<Writer> make_html_writer() { return std::make_unique<HtmlWriter>(); }

}  // namespace reeve
