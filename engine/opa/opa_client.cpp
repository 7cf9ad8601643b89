#include "engine/opa/opa_client.h"

#include <utility>

#include "engine/core/error.h"

namespace reeve {
namespace {

std::string text_at(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

int number_at(const Json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_number_integer() ? it->get<int>() : 0;
}

OpaMessage message_of(const Json& error) {
  OpaMessage message{.code = text_at(error, "code"), .text = text_at(error, "message"), .file = {}};
  if (const auto place = error.find("location"); place != error.end() && place->is_object()) {
    message.file = text_at(*place, "file");
    message.row = number_at(*place, "row");
    message.column = number_at(*place, "col");
  }
  return message;
}

std::vector<OpaMessage> messages_of(const Json& body) {
  std::vector<OpaMessage> messages;
  if (!body.is_object()) return messages;
  if (const auto errors = body.find("errors"); errors != body.end() && errors->is_array()) {
    for (const Json& error : *errors) {
      if (error.is_object()) messages.push_back(message_of(error));
    }
  }
  if (messages.empty()) messages.push_back(message_of(body));
  return messages;
}

}  // namespace

std::string OpaMessage::printable() const {
  if (file.empty()) return text;
  std::string place = file;
  if (row > 0) place += ":" + std::to_string(row);
  if (row > 0 && column > 0) place += ":" + std::to_string(column);
  return place + ": " + text;
}

bool is_gone(const OpaAnswer& answer) {
  return answer.failure == HttpFailure::connect || answer.failure == HttpFailure::broken;
}

OpaClient::OpaClient(const Url& address, HttpSettings settings, HttpHeaders headers)
    : http_(address, std::move(settings)), headers_(std::move(headers)) {}

OpaAnswer OpaClient::call(const std::string& method, const std::string& target, const std::string& body) {
  HttpResponse response = http_.send({.method = method, .target = target, .headers = headers_, .body = body});
  OpaAnswer answer{.failure = response.failure, .status = response.status, .body = {}, .messages = {}};
  if (response.failure != HttpFailure::none) return answer;
  if (!response.body.empty()) answer.body = Json::parse(response.body, nullptr, false);
  if (!response.ok()) answer.messages = messages_of(answer.body);
  return answer;
}

void OpaClient::fail(const std::string& what, const OpaAnswer& answer) const {
  std::string why = describe(answer.failure, http_.settings());
  if (answer.failure == HttpFailure::none) {
    why = "answers " + std::to_string(answer.status);
    for (const OpaMessage& message : answer.messages) why += "; " + message.printable();
  }
  throw Error(ErrorCode::policy_engine, "cannot " + what + ": the policy engine " + why);
}

std::vector<OpaMessage> OpaClient::change_policy(const std::string& method, const std::string& name,
                                                 const std::string& text) {
  OpaAnswer answer = call(method, "/v1/policies/" + percent_encode_path(name), text);
  if (answer.failure == HttpFailure::none && answer.status == 200) return {};
  if (answer.failure == HttpFailure::none && answer.status == 400) return std::move(answer.messages);
  fail("change the module `" + name + "`", answer);
}

std::vector<OpaMessage> OpaClient::put_policy(const std::string& name, const std::string& text) {
  return change_policy("PUT", name, text);
}

std::vector<OpaMessage> OpaClient::remove_policy(const std::string& name) {
  return change_policy("DELETE", name, "");
}

void OpaClient::put_data(const std::string& path, const Json& data) {
  const OpaAnswer answer = call("PUT", "/v1/data" + path, canonical_json(data));
  if (answer.failure != HttpFailure::none || (answer.status != 200 && answer.status != 204)) {
    fail("load the base data", answer);
  }
}

std::vector<std::pair<std::string, Json>> OpaClient::policies() {
  const OpaAnswer answer = call("GET", "/v1/policies");
  const bool usable = answer.failure == HttpFailure::none && answer.status == 200 &&
                      answer.body.is_object() && answer.body.contains("result") &&
                      answer.body["result"].is_array();
  if (!usable) fail("read the compiled modules", answer);
  std::vector<std::pair<std::string, Json>> policies;
  for (const Json& module : answer.body["result"]) {
    const auto ast = module.find("ast");
    policies.emplace_back(text_at(module, "id"), ast == module.end() ? Json() : *ast);
  }
  return policies;
}

}  // namespace reeve
