#include "tests/support/portal_client.h"

#include <stdexcept>

#include "engine/net/url.h"

namespace reeve::test {
namespace {

// What stands between `before` and the next quotation mark; empty where `before` is not there.
std::string quoted_after(const std::string& text, const std::string& before) {
  const std::size_t at = text.find(before);
  if (at == std::string::npos) return "";
  const std::size_t from = at + before.size();
  return text.substr(from, text.find('"', from) - from);
}

std::string form_after(const std::string& page, const std::string& marker) {
  const std::size_t at = page.find(marker);
  const std::size_t from = at == std::string::npos ? at : page.find("<form ", at);
  const std::size_t to = from == std::string::npos ? from : page.find("</form>", from);
  if (to == std::string::npos)
    throw std::runtime_error("no form after `" + marker + "` on the page\n" + page);
  return page.substr(from, to - from);
}

std::map<std::string, std::string> hidden_fields(const std::string& form) {
  const std::string hidden = "<input type=\"hidden\" ";
  std::map<std::string, std::string> fields;
  for (std::size_t at = form.find(hidden); at != std::string::npos; at = form.find(hidden, at + 1)) {
    const std::string input = form.substr(at, form.find('>', at) - at);
    fields[quoted_after(input, "name=\"")] = quoted_after(input, "value=\"");
  }
  return fields;
}

}  // namespace

PortalClient::PortalClient(const std::string& origin) : origin_(origin), client_(parse_url(origin)) {}

HttpResponse PortalClient::get(const std::string& path) { return send({.target = path}); }

HttpResponse PortalClient::submit(const std::string& page, const std::string& marker,
                                  const std::map<std::string, std::string>& filled_in) {
  const std::string form = form_after(page, marker);
  std::map<std::string, std::string> fields = filled_in;
  fields.merge(hidden_fields(form));
  HttpRequest request{.method = "POST", .content_type = "application/x-www-form-urlencoded"};
  request.target = quoted_after(form, "action=\"");
  request.target = request.target.substr(0, request.target.find('#'));
  request.headers = {{"Origin", origin_}, {"Sec-Fetch-Site", "same-origin"}};
  for (const auto& [name, value] : fields) {
    request.body += (request.body.empty() ? "" : "&") + name + "=" + percent_encode_path(value);
  }
  return send(std::move(request));
}

void PortalClient::enter(const std::string& link) {
  if (!link.starts_with(origin_)) throw std::runtime_error(link + " does not lead to " + origin_);
  const HttpResponse page = get(link.substr(origin_.size()));
  const HttpResponse entered = submit(page.body, "<h1>");
  if (entered.status != 303 || cookie_.empty())
    throw std::runtime_error("the link does not let in: " + std::to_string(entered.status) + entered.body);
}

HttpResponse PortalClient::send(HttpRequest request) {
  if (!cookie_.empty()) request.headers.emplace_back("Cookie", cookie_);
  HttpResponse response = client_.send(request);
  const std::string set = response.header("Set-Cookie");
  if (!set.empty()) cookie_ = set.substr(0, set.find(';'));
  return response;
}

}  // namespace reeve::test
