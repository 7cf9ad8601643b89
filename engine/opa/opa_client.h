// OPA's REST interface, as far as it is used here.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/json.h"
#include "engine/net/http_client.h"

namespace reeve {

// One compiler message.
struct OpaMessage {
  std::string code;  // "rego_parse_error"
  std::string text;
  std::string file;
  int row = 0;
  int column = 0;

  std::string printable() const;  // "policies/rules/x.rego:3:8: undefined function f"
};

// What OPA answered. `failure` set: nothing useful came.
struct OpaAnswer {
  HttpFailure failure = HttpFailure::none;
  int status = 0;
  Json body;
  std::vector<OpaMessage> messages;  // of an answer that is an error
};

// Thread rule: one thread at a time.
class OpaClient {
 public:
  // `headers` go with every request: a token, say.
  OpaClient(const Url& address, HttpSettings settings, HttpHeaders headers = {});

  OpaAnswer call(const std::string& method, const std::string& target, const std::string& body = {});

  // Empty where the module was taken, else what is wrong with it. Module names may hold any character.
  std::vector<OpaMessage> put_policy(const std::string& name, const std::string& text);
  std::vector<OpaMessage> remove_policy(const std::string& name);
  // At a path of the base document, "" for the whole of it.
  void put_data(const std::string& path, const Json& data);
  // The compiled trees, by name; null where OPA has none.
  std::vector<std::pair<std::string, Json>> policies();

  // These three and the two above throw Error{policy_engine} where OPA does not answer as it should.
  [[noreturn]] void fail(const std::string& what, const OpaAnswer& answer) const;

 private:
  std::vector<OpaMessage> change_policy(const std::string& method, const std::string& name,
                                        const std::string& text);

  HttpClient http_;
  HttpHeaders headers_;
};

// Whether the connection ended or was never made.
bool is_gone(const OpaAnswer& answer);

}  // namespace reeve
