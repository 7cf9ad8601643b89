// The report as one HTML file: style sheet and charts inside, no scripts, no outside request, fit for print.
#pragma once

#include "engine/report/writer.h"

namespace reeve {

std::unique_ptr<Writer> make_html_writer();

}  // namespace reeve
