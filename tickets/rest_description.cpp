#include "tickets/rest_description.h"

#include <algorithm>
#include <charconv>
#include <functional>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/net/url.h"

namespace reeve {
namespace {

[[noreturn]] void wrong(const std::string& what) { throw Error(ErrorCode::config, what); }

// Reads the members of one object; `finish` refuses the others.
class ObjectReader {
 public:
  ObjectReader(const Json& object, std::string name) : object_(object), name_(std::move(name)) {
    if (!object_.is_object()) wrong("`" + name_ + "` is no object");
  }
  void text(const std::string& key, std::string& out, bool required = false) {
    if (const Json* value = find(key, required)) out = text_of(*value, key);
  }
  void texts(const std::string& key, std::map<std::string, std::string>& out) {
    const Json* value = find(key, false);
    if (value == nullptr) return;
    if (!value->is_object()) wrong("`" + key + "` is no object");
    for (const auto& [name, text] : value->items()) out[name] = text_of(text, name);
  }
  const Json* find(const std::string& key, bool required) {
    known_.push_back(key);
    if (object_.contains(key)) return &object_[key];
    if (required) wrong("`" + name_ + "` has no `" + key + "`");
    return nullptr;
  }
  void finish() const {
    for (const auto& [key, value] : object_.items()) {
      if (std::ranges::find(known_, key) != known_.end()) continue;
      const auto near = nearest_name(key, known_);
      wrong("`" + key + "` in `" + name_ + "` is not known" +
            (near ? "; did you mean `" + *near + "`?" : "; known are " + join(known_, ", ")));
    }
  }

 private:
  static std::string text_of(const Json& value, const std::string& key) {
    if (!value.is_string()) wrong("`" + key + "` is no text");
    return value.get<std::string>();
  }
  const Json& object_;
  std::string name_;
  std::vector<std::string> known_;
};

RestDescription::Place read_place(const Json& json, const std::string& name) {
  RestDescription::Place place;
  ObjectReader in(json, name);
  in.text("path", place.path, true);
  in.texts("query", place.query);
  in.text("list", place.list);
  in.text("match", place.match, name == "search");
  in.text("ref", place.ref, name == "search" || name == "open");
  in.text("status", place.status, name == "read");
  in.text("word", place.word);
  in.text("text", place.text, name == "reason");
  in.text("encoding", place.encoding);
  if (name == "open") in.find("body", true);
  in.finish();
  return place;
}

std::map<std::string, TicketStatus::Kind> read_meanings(ObjectReader& in, const std::string& key) {
  std::map<std::string, std::string> texts;
  in.texts(key, texts);
  std::map<std::string, TicketStatus::Kind> meanings;
  for (const auto& [status, meaning] : texts) {
    if (meaning != "open" && meaning != "done" && meaning != "rejected")
      wrong("`" + status + "` in `" + key + "` is `" + meaning + "`; use open, done or rejected");
    meanings[status] = meaning == "done"       ? TicketStatus::Kind::done
                       : meaning == "rejected" ? TicketStatus::Kind::rejected
                                               : TicketStatus::Kind::open;
  }
  return meanings;
}

void read_authentication(const Json& json, RestDescription& d) {
  if (json.is_object()) {
    ObjectReader in(json, "authentication");
    in.text("header", d.header, true);
    in.text("value", d.header_value, true);
    return in.finish();
  }
  if (json != "basic" && json != "bearer") wrong("`authentication` is neither basic, bearer nor a header");
  d.authentication = json.get<std::string>();
}

RestDescription::Privacy read_privacy(const Json& json) {
  RestDescription::Privacy p;
  ObjectReader in(json, "private");
  in.text("path", p.path, true);
  in.text("at", p.at, true);
  if (const Json* value = in.find("is", false)) p.is = *value;
  if (const Json* value = in.find("is_not", false)) p.is_not = *value;
  in.finish();
  if (p.is.is_null() == p.is_not.is_null()) wrong("`private` needs either `is` or `is_not`");
  return p;
}

RestDescription read_description(const Json& json) {
  RestDescription d;
  ObjectReader in(json, "the description");
  in.text("title", d.title, true);
  in.texts("settings", d.settings);
  read_authentication(*in.find("authentication", true), d);
  in.texts("headers", d.headers);
  d.search = read_place(*in.find("search", true), "search");
  const Json& open = *in.find("open", true);
  d.open = read_place(open, "open");
  d.body = open.at("body");
  d.read = read_place(*in.find("read", true), "read");
  if (const Json* reason = in.find("reason", false)) d.reason = read_place(*reason, "reason");
  if (const Json* privacy = in.find("private", false)) d.privacy = read_privacy(*privacy);
  d.statuses = read_meanings(in, "statuses");
  d.words = read_meanings(in, "words");
  if (const Json* longest = in.find("longest_title", false)) {
    if (!longest->is_number_unsigned()) wrong("`longest_title` is no number");
    d.longest_title = longest->get<std::size_t>();
  }
  in.finish();
  return d;
}

using Encode = std::function<std::string(const std::string& value, bool keep_slashes)>;

std::string fill(const std::string& text, const Variables& variables, const Encode& encode) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = text[i] == '{' ? text.find('}', i) : std::string::npos;
    if (end == std::string::npos) {
      out += text[i++];
      continue;
    }
    std::string name = text.substr(i + 1, end - i - 1);
    const bool keep_slashes = name.ends_with('/');
    if (keep_slashes) name.pop_back();
    const auto found = variables.find(name);
    if (found == variables.end()) wrong("`{" + name + "}` stands for nothing");
    out += encode(found->second, keep_slashes);
    i = end + 1;
  }
  return out;
}

// "-1" is the last of a list.
const Json* step(const Json& json, const std::string& part) {
  if (json.is_object()) return json.contains(part) ? &json[part] : nullptr;
  if (!json.is_array() || json.empty()) return nullptr;
  if (part == "-1") return &json.back();
  std::size_t index = 0;
  const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), index);
  const bool is_index = failed == std::errc() && end == part.data() + part.size();
  return is_index && index < json.size() ? &json[index] : nullptr;
}

bool holds(const Json& value, const std::string& key) {
  if (value.is_string()) return value.get<std::string>().find(key) != std::string::npos;
  return value.is_array() && std::ranges::any_of(value, [&](const Json& each) { return each == Json(key); });
}

}  // namespace

RestDescription parse_description(std::string_view text, const std::string& name) {
  try {
    return read_description(parse_json(text, name));
  } catch (Error& error) {
    throw error.add_context(name);
  }
}

std::string filled_path(const std::string& path, const Variables& variables) {
  return fill(path, variables, [](const std::string& value, bool keep_slashes) {
    return keep_slashes ? percent_encode_path(value) : percent_encode(value);
  });
}

std::string filled_text(const std::string& text, const Variables& variables) {
  return fill(text, variables, [](const std::string& value, bool) { return value; });
}

Json filled_body(const Json& body, const Variables& variables) {
  if (body.is_string()) return filled_text(body.get<std::string>(), variables);
  Json out = body;
  if (body.is_structured()) {
    for (auto& value : out) value = filled_body(value, variables);
  }
  return out;
}

Json at_pointer(const Json& json, const std::string& pointer) {
  const Json* at = &json;
  std::vector<std::string> parts = split(pointer, '/');
  for (std::size_t i = 1; i < parts.size() && at != nullptr; ++i) at = step(*at, parts[i]);
  return at == nullptr ? Json() : *at;
}

std::string text_at(const Json& json, const std::string& pointer) {
  const Json value = at_pointer(json, pointer);
  if (value.is_string()) return value.get<std::string>();
  return value.is_number_integer() ? value.dump() : "";
}

std::optional<std::string> found_ticket(const RestDescription& d, const Json& answer,
                                        const std::string& key) {
  const Json list = at_pointer(answer, d.search.list);
  if (!list.is_array()) return std::nullopt;
  for (const Json& entry : list) {
    const std::string ref = text_at(entry, d.search.ref);
    if (!ref.empty() && holds(at_pointer(entry, d.search.match), key)) return ref;
  }
  return std::nullopt;
}

TicketStatus status_in(const RestDescription& d, const Json& answer) {
  const std::string status = text_at(answer, d.read.status);
  if (status.empty()) return {TicketStatus::Kind::unknown, "the answer shows no status"};
  TicketStatus result{TicketStatus::Kind::open, status};
  if (const auto known = d.statuses.find(status); known != d.statuses.end()) result.kind = known->second;
  for (const auto& [word, kind] : d.words) {
    const Json said = at_pointer(answer, d.read.word);
    const bool is_said = said == Json(word) || (said.is_array() && holds(said, word));
    if (is_said && result.kind == TicketStatus::Kind::done) result = {kind, status + ", " + word};
  }
  return result;
}

}  // namespace reeve
