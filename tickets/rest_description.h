// What a ticket system with a REST interface wants to hear: docs/formats/ticket-description.md. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.h"
#include "engine/remediation/ticket_sink.h"

namespace reeve {

using Variables = std::map<std::string, std::string>;

// `{name}` in texts stands for a variable. In a path it is percent-encoded; `{name/}` keeps the slashes.
struct RestDescription {
  struct Place {  // where in an answer, as JSON pointers; an index -1 is the last
    std::string path, list, match, ref, status, word, text, encoding;
    Variables query;  // texts for the path, made of variables
  };
  struct Privacy {  // what has to be so, or the tickets would be public
    std::string path, at;
    Json is, is_not;
  };

  std::string title;
  std::map<std::string, std::string> settings;  // options that the configuration has to give, with their help
  std::string authentication;                   // "basic", "bearer", or "" for the header below
  std::string header, header_value;
  std::map<std::string, std::string> headers;
  Place search, open, read, reason;
  Json body;
  std::map<std::string, TicketStatus::Kind> statuses;
  std::map<std::string, TicketStatus::Kind> words;
  std::optional<Privacy> privacy;
  std::size_t longest_title = 0;  // characters; 0 = as long as it is
};

// Throws Error{config} naming `name` and what is wrong or unknown in it.
RestDescription parse_description(std::string_view text, const std::string& name);

// Throw Error{config} where a text names a variable that is not there.
std::string filled_path(const std::string& path, const Variables& variables);
std::string filled_text(const std::string& text, const Variables& variables);
Json filled_body(const Json& body, const Variables& variables);

// null where nothing is there.
Json at_pointer(const Json& json, const std::string& pointer);
// A text or a number as text; empty for everything else.
std::string text_at(const Json& json, const std::string& pointer);

// The reference of the first entry of a search's answer that really holds the key.
std::optional<std::string> found_ticket(const RestDescription& description, const Json& answer,
                                        const std::string& key);
TicketStatus status_in(const RestDescription& description, const Json& answer);

}  // namespace reeve
