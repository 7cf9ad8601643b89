#include "connectors/scim/scim_connector.h"

#include "connectors/number_option.h"
#include "connectors/scim/scim_client.h"
#include "connectors/scim/scim_mapping.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

bool is_yes(const std::string& text) { return text == "yes" || text == "true" || text == "1"; }

Url checked_url(const SourceConfig& config, const std::string& option, const std::string& text) {
  const Url url = parse_url(text);
  if (url.scheme == "https" || (url.scheme == "http" && is_yes(config.optional("allow_http", ""))))
    return url;
  throw Error(ErrorCode::config, "source `" + config.name + "`: `" + option +
                                     "` has to begin with https:// (http:// only with `allow_http = true`)");
}

ScimSettings settings_of(const SourceConfig& config) {
  ScimSettings out;
  out.base = checked_url(config, "url", config.required("url"));
  while (out.base.target.ends_with('/')) out.base.target.pop_back();
  out.token = config.secret("token_env");
  out.token_url = config.optional("token_url", "");
  if (!out.token_url.empty()) {
    checked_url(config, "token_url", out.token_url);
    out.client_id = config.required("client_id");
    out.client_secret = config.secret("client_secret_env");
    out.scope = config.optional("scope", "");
    if (!out.token.empty())
      throw Error(ErrorCode::config,
                  "source `" + config.name + "`: give `token_env` or `token_url`, not both");
  }
  out.page_size = number_option(config, "page_size", 100, 10'000);
  out.http.timeout = std::chrono::seconds(number_option(config, "timeout_seconds", 30, 3600));
  if (!config.optional("ca_file", "").empty()) out.http.ca_file = config.path("ca_file");
  return out;
}

// What a list brought to nothing says about the sections that it feeds.
using Failures = std::map<Section, std::string>;

class Reading {
 public:
  Reading(ScimClient& client, FactSink& sink, bool people, const std::stop_token& stop)
      : client_(client), sink_(sink), people_(people), stop_(stop) {}

  void run(const std::vector<Section>& sections) {
    attempt(sections, [&] { read_users(); });
    attempt({Section::principal, Section::membership}, [&] { read_groups(); });
    for (const Section section : sections) {
      const auto failure = failures_.find(section);
      if (failure == failures_.end()) {
        sink_.close(section, SectionState::complete);
      } else {
        sink_.close(section, told_.contains(section) ? SectionState::partial : SectionState::failed,
                    failure->second);
      }
    }
  }

 private:
  template <class Read>
  void attempt(const std::vector<Section>& sections, const Read& read) {
    try {
      read();
      told_.insert(sections.begin(), sections.end());
    } catch (const Error& error) {
      if (error.code() != ErrorCode::source) throw;
      for (const Section section : sections) failures_.emplace(section, error.message());
    }
  }

  void reject(Section section, const std::string& where, const ScimMistake& mistake) {
    sink_.reject({.section = section, .where = where, .key = mistake.key, .reason = mistake.reason});
  }

  void read_users() {
    std::set<std::string> roles;
    std::set<std::string> entitlements;
    std::size_t place = 0;
    for (const Json& resource : client_.list("Users", stop_)) {
      ++place;
      auto read = read_scim_user(resource);
      if (const auto* mistake = std::get_if<ScimMistake>(&read)) {
        reject(Section::account, "user " + std::to_string(place), *mistake);
        if (people_) reject(Section::identity, "user " + std::to_string(place), *mistake);
        continue;
      }
      tell(std::get<ScimUser>(read), roles, entitlements);
    }
    for (const std::string& value : roles) sink_.fact(scim_role(value));
    for (const std::string& value : entitlements) sink_.fact(scim_capability(value));
  }

  void tell(const ScimUser& user, std::set<std::string>& roles, std::set<std::string>& entitlements) {
    const std::string& id = user.account.key;
    if (people_) sink_.fact(user.person);
    sink_.fact(user.account);
    for (const std::string& group : user.groups) members_by_users_[group].push_back(id);
    for (const std::string& role : user.roles) {
      roles.insert(role);
      sink_.fact(MembershipFact{.member_key = id, .container_key = scim_role(role).key});
    }
    for (const std::string& value : user.entitlements) {
      entitlements.insert(value);
      sink_.fact(scim_grant(id, value));
    }
  }

  // Large groups often come without their members; then the users say where they are.
  void read_groups() {
    std::size_t place = 0;
    for (const Json& resource : client_.list("Groups", stop_)) {
      ++place;
      auto read = read_scim_group(resource);
      if (const auto* mistake = std::get_if<ScimMistake>(&read)) {
        const std::string where = "group " + std::to_string(place);
        reject(Section::principal, where, *mistake);
        reject(Section::membership, where, {std::nullopt, mistake->reason});
        continue;
      }
      const auto& group = std::get<ScimGroup>(read);
      sink_.fact(group.group);
      const std::string& id = group.group.key;
      for (const std::string& member : group.members ? *group.members : members_by_users_[id])
        sink_.fact(MembershipFact{.member_key = member, .container_key = id});
    }
  }

  ScimClient& client_;
  FactSink& sink_;
  bool people_;
  const std::stop_token& stop_;
  Failures failures_;
  std::set<Section> told_;  // some list that feeds it was read whole
  std::map<std::string, std::vector<std::string>> members_by_users_;  // by group
};

class ScimConnector final : public Connector {
 public:
  explicit ScimConnector(const SourceConfig& config)
      : settings_(settings_of(config)), people_(is_yes(config.optional("people", ""))) {}

  std::vector<CheckItem> check() override {
    ScimClient client(settings_);
    std::vector<CheckItem> items;
    for (const std::string endpoint : {"Users", "Groups"}) {
      const std::string what = "read " + endpoint + " of " + settings_.base.origin() + settings_.base.target;
      try {
        items.push_back({what, TriState::yes, std::to_string(client.count(endpoint)) + " there"});
      } catch (const Error& error) {
        items.push_back({what, TriState::no, error.message()});
      }
    }
    return items;
  }

  void read(FactSink& sink, std::stop_token stop) override {
    std::vector<Section> sections{Section::account, Section::principal, Section::membership,
                                  Section::resource, Section::grant};
    if (people_) sections.insert(sections.begin(), Section::identity);
    const std::string scope = "scim users and groups of " + settings_.base.origin() + settings_.base.target;
    for (const Section section : sections) sink.open(section, scope);
    ScimClient client(settings_);
    Reading(client, sink, people_, stop).run(sections);
  }

 private:
  ScimSettings settings_;
  bool people_;
};

}  // namespace

ConnectorKind scim_connector() {
  return {
      .name = "scim",
      .help = "users and groups of a SCIM 2.0 service",
      .options =
          {{.name = "url",
            .required = true,
            .help = "where Users and Groups are",
            .example = "https://idp.example/scim/v2"},
           {.name = "token_env", .help = "environment variable with a bearer token", .example = "SCIM_TOKEN"},
           {.name = "token_url",
            .help = "OAuth: where tokens are given out",
            .example = "https://idp.example/token"},
           {.name = "client_id", .help = "OAuth: who asks", .example = "reeve"},
           {.name = "client_secret_env",
            .help = "OAuth: environment variable with its secret",
            .example = "SCIM_SECRET"},
           {.name = "scope", .help = "OAuth: what is asked for", .example = "scim.read"},
           {.name = "people", .help = "yes: users are people too, not only accounts", .example = "yes"},
           {.name = "page_size", .help = "asked for at once; 100 if not given", .example = "200"},
           {.name = "timeout_seconds",
            .help = "the longest wait for an answer; 30 if not given",
            .example = "10"},
           {.name = "ca_file", .help = "certificates to trust, PEM", .example = "ca.pem"},
           {.name = "allow_http", .help = "yes: without TLS; the token travels in clear", .example = "yes"}},
      .create = [](const SourceConfig& config, const Clock&) -> std::unique_ptr<Connector> {
        return std::make_unique<ScimConnector>(config);
      }};
}

}  // namespace reeve
