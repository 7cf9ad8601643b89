#include "tests/support/request_tracker.h"

#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "engine/core/base64.h"
#include "engine/net/http_client.h"

namespace fs = std::filesystem;

namespace reeve::test {
namespace {

constexpr const char* kServer = "/usr/share/request-tracker5/libexec/rt-server";
constexpr const char* kSetUp = "/usr/sbin/rt-setup-database-5";

std::string configuration(const fs::path& folder, int port) {
  const std::string at = folder.string();
  const std::string number = std::to_string(port);
  return "Set($rtname, 'test.example'); Set($Organization, 'test.example'); Set($WebPath, '');\n"
         "Set($WebDomain, '127.0.0.1'); Set($WebPort, " +
         number + "); Set($WebBaseURL, 'http://127.0.0.1:" + number +
         "');\nSet($DatabaseType, 'SQLite'); Set($DatabaseName, '" + at +
         "/rt.sqlite');\nSet($MailCommand, 'testfile'); Set($LogToSyslog, undef); Set($LogToSTDERR, "
         "'error');\n"
         "Set($MasonDataDir, '" +
         at + "/mason'); Set($MasonSessionDir, '" + at + "/session');\n1;\n";
}

}  // namespace

std::string RequestTracker::why_unavailable() {
  if (!fs::exists(kServer) || !fs::exists(kSetUp)) return "request-tracker5 is not installed";
  return ::getuid() == 0 ? "" : "only root can start it as its own user";
}

RequestTracker::RequestTracker() : port_(free_port()) {
  const fs::path& at = folder_.path();
  const fs::path site = folder_.write("site.pm", configuration(at, port_));
  const fs::path password = folder_.write("password", std::string(kPassword) + "\n");
  for (const char* name : {"site", "mason", "session"}) fs::create_directory(at / name);
  run_command({"/usr/bin/chown", "-R", "www-data:www-data", at.string()});
  const std::vector<std::string> as_its_user{"/usr/bin/setpriv",
                                             "--reuid=www-data",
                                             "--regid=www-data",
                                             "--init-groups",
                                             "/usr/bin/env",
                                             "HOME=" + at.string(),
                                             "RT_SITE_CONFIG=" + site.string(),
                                             "RT_SITE_CONFIG_DIR=" + (at / "site").string()};
  std::vector<std::string> set_up = as_its_user;
  set_up.insert(set_up.end(), {kSetUp, "--action", "init", "--force", "--dba", "", "--dba-password", "",
                               "--root-password-file", password.string()});
  run_command(set_up);
  std::vector<std::string> serve = as_its_user;
  serve.insert(serve.end(),
               {kServer, "--server", "Standalone", "--host", "127.0.0.1", "--port", std::to_string(port_)});
  process_ = ServerProcess(serve, at / "log");
  for (int tries = 0; tries < 300; ++tries) {
    HttpClient client(parse_url(url()));
    if (client.send({.method = "GET", .target = "/"}).failure == HttpFailure::none) return;
    if (!process_.running()) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  throw std::runtime_error("Request Tracker does not start: " + content_of(at / "log"));
}

std::string RequestTracker::ask(const std::string& method, const std::string& path,
                                const std::string& content_type, const std::string& body) const {
  HttpClient client(parse_url(url()));
  const std::string credentials = to_base64(std::string(kUser) + ":" + kPassword);
  const HttpResponse response = client.send({.method = method,
                                             .target = "/REST/2.0" + path,
                                             .headers = {{"Authorization", "Basic " + credentials}},
                                             .body = body,
                                             .content_type = content_type});
  if (!response.ok())
    throw std::runtime_error(method + " " + path + ": " + std::to_string(response.status) + response.body);
  return response.body;
}

Json RequestTracker::get(const std::string& path) const {
  return parse_json(ask("GET", path, "", ""), "Request Tracker");
}

void RequestTracker::comment(const std::string& ticket, const std::string& text) const {
  ask("POST", "/ticket/" + ticket + "/correspond", "text/plain", text);
}

void RequestTracker::set_status(const std::string& ticket, const std::string& status) const {
  ask("PUT", "/ticket/" + ticket, "application/json", Json({{"Status", status}}).dump());
}

std::vector<std::string> RequestTracker::tickets_with(const std::string& text) const {
  const Json found =
      get("/tickets?query=" + percent_encode("Subject LIKE '" + text + "'") + "&fields=Subject&per_page=100");
  std::vector<std::string> ids;
  for (const Json& item : found.at("items")) ids.push_back(item.at("id"));
  return ids;
}

}  // namespace reeve::test
