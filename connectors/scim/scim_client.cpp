#include "connectors/scim/scim_client.h"

#include <algorithm>
#include <set>
#include <thread>

#include "engine/core/error.h"
#include "engine/core/number.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr int kTries = 5;
constexpr int kReadings = 3;
constexpr std::size_t kMostPages = 100'000;
constexpr std::size_t kLongestDetail = 200;
constexpr int kUnauthorized = 401;
constexpr int kTooMany = 429;
constexpr int kUnavailable = 503;

[[noreturn]] void broken(const std::string& message) { throw Error(ErrorCode::source, message); }

std::string base64(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t left = std::min<std::size_t>(3, bytes.size() - i);
    std::uint32_t group = 0;
    for (std::size_t j = 0; j < 3; ++j)
      group = group << 8U | (j < left ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    for (std::size_t j = 0; j < 4; ++j) out += j <= left ? kLetters[group >> (18 - 6 * j) & 63U] : '=';
  }
  return out;
}

Json object_of(const std::string& body, const std::string& what) {
  try {
    Json out = parse_json(body, what);
    if (out.is_object()) return out;
  } catch (const Error& error) {
    broken(error.message());
  }
  broken(what + ": the answer is no JSON object");
}

std::int64_t number_at(const Json& object, const std::string& key, const std::string& what) {
  const auto it = object.find(key);
  if (it == object.end() || !it->is_number_integer() || it->get<std::int64_t>() < 0)
    broken(what + ": the answer has no number `" + key + "`");
  return it->get<std::int64_t>();
}

// What a SCIM error says of itself.
std::string detail_of(const HttpResponse& response) {
  const Json body = Json::parse(response.body, nullptr, false);
  if (!body.is_object() || !body.contains("detail") || !body["detail"].is_string()) return "";
  return ": " + printable_utf8(body["detail"].get<std::string>().substr(0, kLongestDetail));
}

// One page of a list.
struct Page {
  std::int64_t total = 0;
  std::vector<Json> resources;
  std::string cursor;  // of the next one; empty = by number
};

Page page_of(const Json& answer, const std::string& what) {
  Page page{.total = number_at(answer, "totalResults", what), .resources = {}, .cursor = {}};
  // It may be left out where there are none.
  const auto it = answer.find("Resources");
  if (it != answer.end() && !it->is_array()) broken(what + ": `Resources` is no list");
  if (it != answer.end()) page.resources = it->get<std::vector<Json>>();
  const auto cursor = answer.find("nextCursor");
  if (cursor != answer.end() && cursor->is_string()) page.cursor = *cursor;
  return page;
}

std::string id_of(const Json& resource, const std::string& what) {
  const auto it = resource.is_object() ? resource.find("id") : resource.end();
  if (!resource.is_object() || it == resource.end() || !it->is_string() || it->get<std::string>().empty())
    broken(what + ": a resource has no `id`");
  return *it;
}

}  // namespace

struct ScimClient::State {
  explicit State(ScimSettings given) : settings(std::move(given)), client(settings.base, settings.http) {}

  // --- signing in

  std::string authorization() {
    if (!settings.token.empty()) return "Bearer " + settings.token;
    if (settings.token_url.empty()) return "";
    if (access_token.empty()) fetch_token();
    return "Bearer " + access_token;
  }

  void fetch_token() {
    const Url url = parse_url(settings.token_url);
    HttpClient issuer(url, settings.http);
    std::string body = "grant_type=client_credentials";
    if (!settings.scope.empty()) body += "&scope=" + percent_encode(settings.scope);
    const std::string user =
        percent_encode(settings.client_id) + ":" + percent_encode(settings.client_secret);
    const HttpResponse response =
        issuer.send({.method = "POST",
                     .target = url.target,
                     .headers = {{"Authorization", "Basic " + base64(user)}, {"Accept", "application/json"}},
                     .body = body,
                     .content_type = "application/x-www-form-urlencoded"});
    const std::string who = "the token server `" + url.origin() + "`";
    if (response.failure != HttpFailure::none) broken(who + " " + describe(response.failure, settings.http));
    if (!response.ok())
      broken(who + " answers " + std::to_string(response.status) + "; check client id and secret");
    const Json answer = object_of(response.body, who);
    if (!answer.contains("access_token") || !answer["access_token"].is_string())
      broken(who + " gives no access token");
    access_token = answer["access_token"];
  }

  // --- requests

  // Waits as long as the service asks for; throws where that is longer than a read should take.
  void wait(const HttpResponse& response, const std::string& what, const std::stop_token& stop) const {
    const std::string asked = response.header("Retry-After");
    // A date, which may stand there too, is not read.
    const std::int64_t told = parse_number<std::int64_t>(asked).value_or(-1);
    const std::int64_t seconds = asked.empty() ? 1 : told < 0 ? 5 : told;
    const std::chrono::milliseconds wanted = std::chrono::seconds(seconds);
    if (wanted > settings.longest_wait)
      broken(what + ": the service asks to wait " + std::to_string(seconds) + " seconds; read it later");
    constexpr std::chrono::milliseconds kStep{50};
    for (auto waited = kStep * 0; waited < wanted && !stop.stop_requested(); waited += kStep)
      std::this_thread::sleep_for(std::min(kStep, wanted - waited));
  }

  Json get(const std::string& path, const std::stop_token& stop) {
    const std::string what = path.substr(0, path.find('?'));
    bool renewed = false;
    for (int tries = 0; tries < kTries && !stop.stop_requested(); ++tries) {
      HttpRequest request{.target = settings.base.target + "/" + path,
                          .headers = {{"Accept", "application/scim+json, application/json"}}};
      if (const std::string key = authorization(); !key.empty())
        request.headers.emplace_back("Authorization", key);
      const HttpResponse response = client.send(request);
      if (response.failure != HttpFailure::none)
        broken(what + ": the service " + describe(response.failure, settings.http));
      if (response.ok()) return object_of(response.body, what);
      if (response.status == kUnauthorized && !access_token.empty() && !renewed) {
        renewed = true;
        access_token.clear();
      } else if (response.status == kTooMany || response.status == kUnavailable) {
        wait(response, what, stop);
      } else {
        broken(what + ": the service answers " + std::to_string(response.status) + detail_of(response));
      }
    }
    if (stop.stop_requested()) broken("the read was stopped");
    broken(what + ": the service keeps refusing; it was asked " + std::to_string(kTries) + " times");
  }

  // --- lists

  // Every page, or an error. `attributes`: "id", or empty for all.
  std::vector<Json> pages(const std::string& endpoint, const std::string& attributes,
                          const std::stop_token& stop) {
    std::vector<Json> out;
    std::set<std::string> cursors;
    std::string place = "startIndex=1";
    for (std::size_t count = 0; count < kMostPages; ++count) {
      std::string path = endpoint + "?" + place + "&count=" + std::to_string(settings.page_size);
      if (!attributes.empty()) path += "&attributes=" + attributes;
      Page page = page_of(get(path, stop), endpoint);
      const std::size_t got = page.resources.size();
      std::ranges::move(page.resources, std::back_inserter(out));
      if (!page.cursor.empty()) {
        if (!cursors.insert(page.cursor).second)
          broken(endpoint + ": the service gives the same page again and again");
        place = "cursor=" + percent_encode(page.cursor);
        continue;
      }
      if (!cursors.empty() || std::ssize(out) >= page.total) return out;
      if (got == 0)
        broken(endpoint + ": an empty page stands before the end, after " + std::to_string(out.size()) +
               " of " + std::to_string(page.total));
      place = "startIndex=" + std::to_string(out.size() + 1);
    }
    broken(endpoint + ": there are more than " + std::to_string(kMostPages) + " pages");
  }

  ScimSettings settings;
  HttpClient client;
  std::string access_token;
};

ScimClient::ScimClient(ScimSettings settings) : state_(std::make_unique<State>(std::move(settings))) {}

ScimClient::~ScimClient() = default;

std::int64_t ScimClient::count(const std::string& endpoint) {
  return page_of(state_->get(endpoint + "?startIndex=1&count=1", {}), endpoint).total;
}

std::vector<Json> ScimClient::list(const std::string& endpoint, const std::stop_token& stop) {
  const auto ids_of = [&](const std::vector<Json>& resources) {
    std::multiset<std::string> ids;
    for (const Json& resource : resources) ids.insert(id_of(resource, endpoint));
    return ids;
  };
  for (int reading = 0; reading < kReadings; ++reading) {
    std::vector<Json> resources = state_->pages(endpoint, "", stop);
    const std::multiset<std::string> ids = ids_of(resources);
    const bool each_once = std::set<std::string>(ids.begin(), ids.end()).size() == ids.size();
    if (each_once && ids == ids_of(state_->pages(endpoint, "id", stop))) return resources;
  }
  broken(endpoint + ": the list changed each of the " + std::to_string(kReadings) + " times it was read");
}

}  // namespace reeve
