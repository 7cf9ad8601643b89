#include "connectors/ldap/ldap_options.h"

#include "connectors/ldap/ldap_values.h"
#include "connectors/number_option.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::ldap {
namespace {

[[noreturn]] void wrong(const SourceConfig& config, const std::string& option, const std::string& value,
                        const std::string& advice) {
  throw Error{ErrorCode::config,
              "option `" + option + "` of source `" + config.name + "` is `" + value + "`; " + advice};
}

std::string file(const SourceConfig& config, const std::string& option) {
  return config.optional(option, "").empty() ? "" : config.path(option);
}

std::string filter(const SourceConfig& config, const std::string& option) {
  std::string text = config.optional(option, "");
  if (!text.empty() && (text.front() != '(' || text.back() != ')')) {
    wrong(config, option, text, "a filter stands in brackets, such as (objectClass=person)");
  }
  return text;
}

std::vector<std::string> words(const SourceConfig& config, const std::string& option) {
  std::vector<std::string> out;
  for (const std::string& word : split(config.optional(option, ""), ' ')) {
    if (!word.empty()) out.push_back(word);
  }
  return out;
}

bool is_on_this_machine(const std::string& url) {
  const std::string rest = url.substr(url.find("://") + 3);
  for (const std::string_view host : {"localhost", "127.0.0.1", "[::1]"}) {
    if (rest.starts_with(host) && rest.find_first_not_of(":0123456789/", host.size()) == std::string::npos)
      return true;
  }
  return false;
}

Tls tls_of(const SourceConfig& config, const std::string& url) {
  const std::string text = config.optional("tls", "");
  if (!text.empty() && text != "start" && text != "off") {
    wrong(config, "tls", text, "write start or off, or an address that begins with ldaps://");
  }
  if (url.starts_with("ldaps://")) {
    if (text == "off") wrong(config, "tls", text, "the address begins with ldaps://");
    return Tls::from_first_byte;
  }
  if (url.starts_with("ldapi://")) return Tls::none;
  if (text.empty()) return is_on_this_machine(url) ? Tls::none : Tls::start;
  return text == "start" ? Tls::start : Tls::none;
}

Bind bind_of(const SourceConfig& config) {
  const std::string text = config.optional("bind", "simple");
  if (text == "simple") return Bind::simple;
  if (text == "anonymous") return Bind::anonymous;
  if (text == "external") return Bind::external;
  if (text == "gssapi") return Bind::gssapi;
  wrong(config, "bind", text, "write simple, anonymous, external or gssapi");
}

ConnectionOptions connection_of(const SourceConfig& config) {
  ConnectionOptions options;
  options.url = config.required("url");
  const std::string scheme = options.url.substr(0, options.url.find("://") + 3);
  if (scheme != "ldap://" && scheme != "ldaps://" && scheme != "ldapi://") {
    wrong(config, "url", options.url,
          "write ldaps://host or ldap://host, with :port where it is another one");
  }
  options.tls = tls_of(config, options.url);
  options.bind = bind_of(config);
  options.ca_file = file(config, "ca_file");
  options.certificate_file = file(config, "certificate_file");
  options.key_file = file(config, "key_file");
  options.timeout_seconds = number_option(config, "timeout", 30, 3600);
  options.page_size = number_option(config, "page_size", 500, 100'000);
  if (options.certificate_file.empty() != options.key_file.empty()) {
    wrong(config, "certificate_file", options.certificate_file, "it goes with `key_file`, and needs it");
  }
  if (options.bind != Bind::simple) return options;
  options.bind_dn = config.required("bind_dn");
  options.password = config.secret("password_env");
  // A server takes a name without a password for nobody, and says that all is well (RFC 4513, 5.1.2).
  if (options.password.empty()) {
    throw Error{ErrorCode::config, "source `" + config.name + "` signs in as `" + options.bind_dn +
                                       "` without a password; name its variable in `password_env`"};
  }
  return options;
}

People people_of(const SourceConfig& config) {
  const std::string text = config.optional("identities", "none");
  if (text == "none") return People::none;
  if (text == "numbered") return People::numbered;
  if (text == "all") return People::all;
  wrong(config, "identities", text, "write none, numbered or all");
}

FieldNames fields_of(const SourceConfig& config) {
  const FieldNames usual = usual_fields(Flavour::standard);
  FieldNames fields;
  for (const std::string& word : words(config, "fields")) {
    const std::size_t equals = word.find('=');
    const std::string field = word.substr(0, equals);
    if (equals == std::string::npos || !usual.contains(field)) {
      std::vector<std::string> known;
      for (const auto& [name, attributes] : usual) known.push_back(name);
      wrong(config, "fields", word, "write field=attribute, where the field is one of " + join(known, ", "));
    }
    fields[field].push_back(word.substr(equals + 1));
  }
  return fields;
}

}  // namespace

Options options_from(const SourceConfig& config) {
  Options options;
  options.connection = connection_of(config);
  options.base = config.optional("base", "");
  options.people_base = config.optional("people_base", "");
  options.people_filter = filter(config, "people_filter");
  options.group_base = config.optional("group_base", "");
  options.group_filter = filter(config, "group_filter");
  options.people = people_of(config);
  options.fields = fields_of(config);
  for (const std::string& host : words(config, "known_referrals")) {
    options.known_referrals.push_back(lower_ascii(host));
  }
  options.memory_dir = file(config, "memory_dir");
  options.full_read_after_days = number_option(config, "full_read_after_days", 7, 3650);
  return options;
}

std::vector<OptionHelp> option_help() {
  return {
      {"url", true, "ldaps://host or ldap://host, with :port where it is another one",
       "ldaps://ldap.example.org"},
      {"tls", false, "start or off for ldap://; start unless the server is on this machine", "start"},
      {"ca_file", false, "certificates of the authorities to trust, PEM; the machine's unless told",
       "ca.pem"},
      {"bind", false, "simple, anonymous, external or gssapi; simple unless told", "simple"},
      {"bind_dn", false, "whom to sign in as, with a simple bind", "cn=reeve,ou=services,dc=example,dc=org"},
      {"password_env", false, "environment variable that holds the password", "LDAP_PASSWORD"},
      {"certificate_file", false, "our certificate for external, PEM", "reeve.pem"},
      {"key_file", false, "its key, PEM", "reeve.key"},
      {"base", false, "where to look; what the server names unless told", "dc=example,dc=org"},
      {"people_base", false, "where people stand, `base` unless told", "ou=people,dc=example,dc=org"},
      {"people_filter", false, "which entries are accounts", "(objectClass=inetOrgPerson)"},
      {"group_base", false, "where groups stand, `base` unless told", "ou=groups,dc=example,dc=org"},
      {"group_filter", false, "which entries are groups", "(objectClass=groupOfNames)"},
      {"identities", false,
       "whose entries are people too: none, all, or numbered (those with an employee number); none unless "
       "told",
       "numbered"},
      {"fields", false, "which attribute holds what, as field=attribute", "department=ou region=c"},
      {"known_referrals", false, "servers that referrals may name because another source reads them",
       "emea.example.org"},
      {"memory_dir", false, "folder that keeps the last read, so that the next asks for changes only",
       "memory/directory"},
      {"full_read_after_days", false, "how long only changes are asked for, 7 unless told", "7"},
      {"page_size", false, "entries per page, 500 unless told", "500"},
      {"timeout", false, "seconds to wait for an answer, 30 unless told", "30"},
  };
}

}  // namespace reeve::ldap
