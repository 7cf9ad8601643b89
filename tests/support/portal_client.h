// A browser without a browser: sends the portal's own forms over HTTP and keeps its cookie.
#pragma once

#include <map>
#include <string>

#include "engine/net/http_client.h"

namespace reeve::test {

class PortalClient {
 public:
  explicit PortalClient(const std::string& origin);  // "http://127.0.0.1:8080"

  HttpResponse get(const std::string& path);
  // Sends the first form after `marker` on `page` to where it leads: its hidden fields, and `filled_in`.
  // Throws std::runtime_error with the page where there is no such form.
  HttpResponse submit(const std::string& page, const std::string& marker,
                      const std::map<std::string, std::string>& filled_in = {});
  // Opens the page of a single-use link and presses its button; throws where that does not let her in.
  void enter(const std::string& link);

 private:
  HttpResponse send(HttpRequest request);

  std::string origin_;
  HttpClient client_;
  std::string cookie_;
};

}  // namespace reeve::test
