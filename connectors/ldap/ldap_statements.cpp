#include "connectors/ldap/ldap_statements.h"

#include <algorithm>

#include "engine/core/base64.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

bool is_safe(std::string_view value) {
  const auto plain = [](unsigned char c) { return c >= 0x20 && c < 0x7f; };
  return !value.empty() && std::ranges::all_of(value, plain) && value.front() != ' ' &&
         value.front() != ':' && value.front() != '<' && value.back() != ' ';
}

std::string line(const std::string& name, const std::string& value) {
  return is_safe(value) ? name + ": " + value + "\n" : name + ":: " + to_base64(value) + "\n";
}

std::string entry_name(const std::string& key) {
  if (key.empty() || key.find('\0') != std::string::npos || !is_valid_utf8(key))
    throw Error(ErrorCode::refused, "the name `" + printable_utf8(key) + "` cannot be written in a change");
  return key.find('=') == std::string::npos ? "<GUID=" + key + ">" : key;
}

// Names that have to be encoded are told to people in a comment.
std::string change(const std::string& operation, const MembershipFact& m) {
  const std::string group = entry_name(m.container_key);
  const std::string member = entry_name(m.member_key);
  std::string text;
  for (const std::string& name : {group, member}) {
    if (!is_safe(name)) text += "# " + printable_utf8(name) + "\n";
  }
  return text + line("dn", group) + "changetype: modify\n" + operation + ": member\n" +
         line("member", member) + "-\n";
}

}  // namespace

RemovalText ldap_removal_text(const EdgeFacts& edge) {
  if (edge.section != Section::membership || edge.memberships.size() != 1)
    return {.why_none = "a directory has no statement for this"};
  const MembershipFact& m = edge.memberships.front();
  RemovalText text{.statement = change("delete", m), .inverse = change("add", m), .why_none = {}};
  text.steps = {text.statement};
  text.inverse_steps = {text.inverse};
  return text;
}

}  // namespace reeve
