#include "tickets/rest_sink.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "engine/core/base64.h"
#include "engine/core/embedded_files.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/core/version.h"
#include "tickets/rest_description.h"
#include "tickets/sink_http.h"

namespace reeve {
namespace {

constexpr std::string_view kShipped = "tickets/descriptions/";
constexpr std::size_t kLongestReason = 500;

std::vector<std::string> shipped_names() {
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kShipped)) continue;
    std::string_view name = file.path.substr(kShipped.size());
    name.remove_suffix(std::string_view(".json").size());
    names.emplace_back(name);
  }
  return names;
}

std::string description_text(const SinkConfig& config) {
  const Options options = config.checked();
  const std::string& name = options.required("description");
  const std::vector<std::string> shipped = shipped_names();
  if (std::ranges::find(shipped, name) != shipped.end())
    return std::string(embedded_file(std::string(kShipped) + name + ".json"));
  std::ifstream file(options.path("description", config.base_dir), std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    throw Error(ErrorCode::config, options.owner + ": `description` is `" + name +
                                       "`, which is neither a file nor one of " + join(shipped, ", "));
  }
  return text.str();
}

struct RestOptions {
  SinkPeer peer;
  RestDescription description;
  std::string user, secret;
  Variables settings;
};

void refuse_unknown(const SinkConfig& config, const RestDescription& description) {
  std::vector<std::string> known{"url",         "allow_private", "ca_file", "timeout_seconds",
                                 "description", "secret_env",    "user",    "confidentiality"};
  for (const auto& [setting, help] : description.settings) known.push_back(setting);
  for (const auto& [option, value] : config.options) {
    if (std::ranges::find(known, option) != known.end()) continue;
    const auto near = nearest_name(option, known);
    throw Error(ErrorCode::config, config.checked().owner + ": unknown option `" + option + "`" +
                                       (near ? "; did you mean `" + *near + "`?" : ""));
  }
}

RestOptions read_options(const SinkConfig& config) {
  const Options options = config.checked();
  RestOptions out{.peer = sink_peer(config),
                  .description = parse_description(description_text(config), options.required("description")),
                  .user = {},
                  .secret = {},
                  .settings = {}};
  options.required("secret_env");
  out.secret = options.secret("secret_env");
  if (out.description.authentication == "basic") out.user = options.required("user");
  for (const auto& [setting, help] : out.description.settings)
    out.settings[setting] = options.required(setting);
  refuse_unknown(config, out.description);
  return out;
}

std::string shortened(const std::string& text, std::size_t longest) {
  return longest == 0 || text.size() <= longest ? text : printable_utf8(text.substr(0, longest - 3)) + "...";
}

class RestSink final : public TicketSink {
 public:
  explicit RestSink(RestOptions options) : options_(std::move(options)) {}

  TicketOutcome open(const TicketText& ticket) override {
    try {
      if (auto wrong = refuse_public()) return *wrong;
      const Variables variables = variables_of(ticket);
      if (auto known = search(variables)) return *known;
      return create(ticket, variables);
    } catch (const Error& error) {
      return {.kind = TicketOutcome::Kind::refused, .error = error.message()};
    }
  }

  std::optional<TicketStatus> status(const std::string& external_ref) override {
    using Kind = TicketStatus::Kind;
    try {
      Variables variables = options_.settings;
      variables["ref"] = external_ref;
      const SinkAnswer answer = get(d().read, variables);
      if (!answer.failure.empty()) return TicketStatus{Kind::unknown, answer.failure};
      if (!answer.response.ok())
        return TicketStatus{Kind::unknown, outcome_of(options_.peer, answer.response).error};
      TicketStatus status = status_in(d(), json_in(answer.response));
      if (status.kind == Kind::rejected) add_reason(status, variables);
      return status;
    } catch (const Error& error) {
      return TicketStatus{Kind::unknown, error.message()};
    }
  }

 private:
  const RestDescription& d() const { return options_.description; }

  Variables variables_of(const TicketText& ticket) const {
    Variables variables = options_.settings;
    const std::size_t room =
        d().longest_title == 0 ? 0 : d().longest_title - ticket.idempotency_key.size() - 3;
    variables["key"] = ticket.idempotency_key;
    variables["title"] = shortened(ticket.title, room);
    variables["body"] = ticket.body;
    for (const auto& [name, value] : ticket.fields.items()) {
      if (value.is_string()) variables[name] = value.get<std::string>();
    }
    const std::string due = variables["due"];
    variables["due_time"] = due.empty() ? "" : due + " 00:00:00";
    return variables;
  }

  HttpRequest request_for(const std::string& method, const std::string& path,
                          const Variables& variables) const {
    HttpRequest request{.method = method, .target = base() + filled_path(path, variables)};
    for (const auto& [name, value] : d().headers) request.headers.emplace_back(name, value);
    request.headers.emplace_back("User-Agent", "reeve/" + std::string(version()));
    if (!d().headers.contains("Accept")) request.headers.emplace_back("Accept", "application/json");
    if (d().authentication == "basic") {
      request.headers.emplace_back("Authorization",
                                   "Basic " + to_base64(options_.user + ":" + options_.secret));
    } else if (d().authentication == "bearer") {
      request.headers.emplace_back("Authorization", "Bearer " + options_.secret);
    } else {
      request.headers.emplace_back(d().header, filled_text(d().header_value, {{"secret", options_.secret}}));
    }
    return request;
  }

  // The part of the address before the paths of the description.
  std::string base() const {
    std::string target = options_.peer.url.target;
    while (target.ends_with('/')) target.pop_back();
    return target;
  }

  SinkAnswer get(const RestDescription::Place& place, Variables variables) const {
    for (const auto& [name, text] : place.query) variables[name] = filled_text(text, variables);
    return ask(options_.peer, request_for("GET", place.path, variables));
  }

  static Json json_in(const HttpResponse& response) { return Json::parse(response.body, nullptr, false); }

  // nullopt: nobody outside can read what is put there, or the description does not say how to tell.
  std::optional<TicketOutcome> refuse_public() const {
    if (!d().privacy) return std::nullopt;
    const SinkAnswer answer = ask(options_.peer, request_for("GET", d().privacy->path, options_.settings));
    if (!answer.failure.empty()) return retry_later(answer.failure);
    if (!answer.response.ok()) return outcome_of(options_.peer, answer.response);
    const Json value = at_pointer(json_in(answer.response), d().privacy->at);
    const bool is_private = d().privacy->is.is_null() ? !value.is_null() && value != d().privacy->is_not
                                                      : value == d().privacy->is;
    if (is_private) return std::nullopt;
    return retry_later("everybody can read what is put there; use a place that is not public");
  }

  // The ticket where it is known there, or why that cannot be told. nullopt: it is not.
  std::optional<TicketOutcome> search(const Variables& variables) const {
    const SinkAnswer answer = get(d().search, variables);
    if (!answer.failure.empty()) return retry_later(answer.failure);
    if (!answer.response.ok()) {
      TicketOutcome outcome = outcome_of(options_.peer, answer.response);
      outcome.error += " to the search for an earlier ticket";
      return outcome;
    }
    const Json json = json_in(answer.response);
    if (!at_pointer(json, d().search.list).is_array())
      return retry_later("`" + options_.peer.url.origin() +
                         "` answers the search in another form than described");
    if (const auto ref = found_ticket(d(), json, variables.at("key")))
      return TicketOutcome{.kind = TicketOutcome::Kind::sent, .external_ref = *ref};
    return std::nullopt;
  }

  TicketOutcome create(const TicketText& ticket, const Variables& variables) const {
    HttpRequest request = request_for("POST", d().open.path, variables);
    request.headers.emplace_back("Idempotency-Key", ticket.idempotency_key);
    request.body = canonical_json(filled_body(d().body, variables));
    const SinkAnswer answer = ask(options_.peer, request);
    if (!answer.failure.empty()) return retry_later(answer.failure);
    if (!answer.response.ok()) return outcome_of(options_.peer, answer.response);
    const std::string ref = text_at(json_in(answer.response), d().open.ref);
    if (!ref.empty()) return {.kind = TicketOutcome::Kind::sent, .external_ref = ref};
    // It may have been opened: the next try finds it by its key.
    return retry_later("`" + options_.peer.url.origin() + "` does not say what it calls the ticket");
  }

  void add_reason(TicketStatus& status, const Variables& variables) const {
    if (d().reason.path.empty()) return;
    const SinkAnswer answer = get(d().reason, variables);
    if (!answer.failure.empty() || !answer.response.ok()) return;
    std::string text = text_at(json_in(answer.response), d().reason.text);
    if (d().reason.encoding == "base64") text = from_base64(text);
    // What reeve itself wrote is no reason.
    if (text.find("Reference: reeve-") != std::string::npos) return;
    text = std::string(trim(printable_utf8(text.substr(0, kLongestReason))));
    if (!text.empty()) status.detail += ": " + text;
  }

  const RestOptions options_;
};

}  // namespace

std::unique_ptr<TicketSink> make_rest_sink(const SinkConfig& config, const Clock&) {
  return std::make_unique<RestSink>(read_options(config));
}

}  // namespace reeve
