#include "engine/core/json.h"

#include <set>
#include <utility>
#include <vector>

#include "engine/core/error.h"

namespace reeve {
namespace {

constexpr int kMaxDepth = 200;

std::string position(std::string_view text, std::size_t byte) {
  std::size_t line = 1;
  std::size_t column = 1;
  for (char c : text.substr(0, byte > 0 ? byte - 1 : 0)) {
    column = c == '\n' ? 1 : column + 1;
    line += c == '\n' ? 1 : 0;
  }
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

// Watches the events of the parser for what the DOM would hide: duplicate keys and bottomless nesting.
class Watcher {
 public:
  bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
    if (depth > kMaxDepth) throw Error(ErrorCode::config, "nested deeper than 200 levels");
    using Event = Json::parse_event_t;
    if (event == Event::object_start) keys_.emplace_back();
    if (event == Event::object_end) keys_.pop_back();
    if (event == Event::key && !keys_.back().insert(parsed.get<std::string>()).second) {
      throw Error(ErrorCode::config,
                  "the key `" + parsed.get<std::string>() + "` stands twice in one object");
    }
    return true;
  }

 private:
  std::vector<std::set<std::string>> keys_;
};

}  // namespace

Json parse_json(std::string_view text, std::string_view what) {
  Watcher watcher;
  try {
    return Json::parse(text.begin(), text.end(), std::ref(watcher));
  } catch (const Json::parse_error& e) {
    throw Error(ErrorCode::config, std::string(what) + ": " + position(text, e.byte) + ": not valid JSON");
  } catch (Error& e) {
    throw e.add_context(what);
  }
}

std::string canonical_json(const Json& value) {
  try {
    return value.dump();
  } catch (const Json::type_error&) {
    throw Error(ErrorCode::internal, "a text is not valid UTF-8 and cannot become JSON");
  }
}

std::string pretty_json(const Json& value) {
  return value.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace reeve
