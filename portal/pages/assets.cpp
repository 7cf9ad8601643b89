#include <algorithm>

#include "engine/core/embedded_files.h"
#include "portal/pages.h"
#include "portal/responses.h"

namespace reeve::portal {
namespace {

std::string content_type_of(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  return "image/svg+xml";
}

}  // namespace

ServerResponse asset(const Request& request) {
  const auto files = embedded_files();
  const std::string path = "portal/assets/" + request.rest;
  const auto file =
      std::find_if(files.begin(), files.end(), [&](const EmbeddedFile& f) { return f.path == path; });
  if (file == files.end()) {
    return message(request, 404, "There is nothing here", "This file does not exist.");
  }
  ServerResponse response;
  response.content_type = content_type_of(file->path);
  response.body = std::string(file->bytes);
  response.headers.emplace_back("Cache-Control", "public, max-age=300");
  return response;
}

ServerResponse health(const Request& request) {
  ServerResponse response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = request.store.latest_snapshot() ? "ok\n" : "ok, no snapshot yet\n";
  return response;
}

}  // namespace reeve::portal
