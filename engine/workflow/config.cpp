#include "engine/workflow/config.h"

#include <filesystem>

#include "engine/workflow/toml_table.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

std::string resolved(const Config& config, const std::string& path) {
  return path.empty() ? path : (fs::path(config.base_dir) / path).lexically_normal().string();
}

// --- the sections

void read_sync(const toml::table& table, Config& config) {
  TableReader in(table, "sync");
  std::string failed_source = "leave_out";
  in.number("max_source_age_days", config.max_source_age_days, 1, 3650);
  in.number("quarantine_loss_percent", config.quarantine_loss_percent, 0, 100);
  in.number("max_source_skew_hours", config.max_source_skew_hours, 0, 8760);
  in.number("correlation_percent", config.correlation_percent, 0, 100);
  in.text("failed_source", failed_source);
  in.text("bindings", config.bindings_file);
  in.finish();
  if (failed_source != "leave_out" && failed_source != "last_good") {
    wrong(*table.get("failed_source"), "`failed_source` must be \"leave_out\" or \"last_good\"");
  }
  config.failed_source = failed_source == "last_good" ? FailedSource::last_good : FailedSource::leave_out;
  config.bindings_file = resolved(config, config.bindings_file);
}

void read_classification(const toml::table& table, Config& config) {
  TableReader in(table, "classification");
  in.text("labels", config.labels_file);
  in.text("register", config.register_file);
  in.text("entitlements", config.entitlements_file);
  in.finish();
  config.labels_file = resolved(config, config.labels_file);
  config.register_file = resolved(config, config.register_file);
  config.entitlements_file = resolved(config, config.entitlements_file);
}

void read_policies(const toml::table& table, Config& config) {
  TableReader in(table, "policies");
  in.text("pack", config.policy_pack_dir);
  in.text("data", config.policy_data_dir);
  in.text("rules", config.policy_rules_dir);
  in.texts("disabled", config.disabled_rules);
  in.finish();
  config.policy_pack_dir = resolved(config, config.policy_pack_dir);
  const std::string data = (fs::path(config.policy_pack_dir) / "data").string();
  if (config.policy_data_dir.empty() && !config.policy_pack_dir.empty() && fs::is_directory(data)) {
    config.policy_data_dir = data;
  }
  config.policy_data_dir = resolved(config, config.policy_data_dir);
  config.policy_rules_dir = resolved(config, config.policy_rules_dir);
}

void read_opa(const toml::table& table, Config& config) {
  TableReader in(table, "opa");
  in.text("binary", config.opa_binary);
  in.texts("urls", config.opa_urls);
  in.text("token_env", config.opa_token_env);
  in.text("ca_file", config.opa_ca_file);
  in.finish();
  config.opa_binary = resolved(config, config.opa_binary);
  config.opa_ca_file = resolved(config, config.opa_ca_file);
}

void read_portal_roles(const toml::table& table, Config& config) {
  TableReader in(table, "portal.roles");
  in.texts("campaign_owner", config.portal_roles[PortalRole::campaign_owner]);
  in.texts("administrator", config.portal_roles[PortalRole::administrator]);
  in.texts("auditor", config.portal_roles[PortalRole::auditor]);
  in.finish();
}

void read_portal(const toml::table& table, Config& config) {
  TableReader in(table, "portal");
  in.text("listen", config.portal_listen);
  in.text("url", config.portal_url);
  if (const toml::table* roles = in.table("roles")) read_portal_roles(*roles, config);
  in.finish();
}

void read_campaign(const toml::table& table, Config& config) {
  TableReader in(table, "campaign");
  in.text("owner", config.campaign_owner);
  in.number("days", config.campaign_days, 1, 366);
  in.text("default", config.campaign_definition);
  in.text("definitions", config.campaign_definitions);
  if (const toml::table* owners = in.table("source_owners")) {
    for (const auto& [source, node] : *owners) {
      const auto person = node.value_exact<std::string>();
      if (!person) wrong(node, "the owner of a source must be an identity key or e-mail in quotes");
      config.source_owners[std::string(source.str())] = *person;
    }
  }
  in.finish();
  config.campaign_definitions = resolved(config, config.campaign_definitions);
}

void read_removal(const toml::table& table, Config& config) {
  TableReader in(table, "removal");
  in.number("most_percent", config.removal.most_percent, 0, 100);
  in.number("approvals", config.removal.approvals, 0, 10);
  in.number("high_value_approvals", config.removal.high_value_approvals, 0, 10);
  in.number("undo_days", config.removal.undo_days, 0, 3650);
  in.number("due_days_critical", config.removal.due_days_critical, 0, 3650);
  in.number("due_days_high", config.removal.due_days_high, 0, 3650);
  in.number("due_days_medium", config.removal.due_days_medium, 0, 3650);
  in.number("due_days_low", config.removal.due_days_low, 0, 3650);
  in.texts("birthright", config.removal.birthright);
  in.texts("keep_staffed", config.removal.keep_staffed);
  in.finish();
}

// --- sources, ticket sinks and removers

void check_name(const toml::node& node, const std::string& what, const std::string& name) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
  if (name.empty() || name.find_first_not_of(kAllowed) != std::string::npos) {
    wrong(node, "a " + what + " cannot be called `" + name + "`; use letters, digits, _ - and .");
  }
}

// An option as the text that connectors and sinks read; a list becomes its items with spaces between.
std::string option_text(const toml::node& node, const std::string& key) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
  if (const auto flag = node.value_exact<bool>()) return *flag ? "yes" : "no";
  if (!node.is_array())
    wrong(node, "`" + key + "` must be a text, a whole number, true, false or a list of texts");
  std::vector<std::string> items;
  for (const toml::node& item : *node.as_array()) {
    const auto text = item.value_exact<std::string>();
    if (!text) wrong(item, "`" + key + "` must be a list of texts");
    items.push_back(*text);
  }
  return join(items, " ");
}

// [source.hr] and the like, in the order of the file.
template <class Entry>
std::vector<Entry> read_entries(const toml::table& tables, const std::string& what, const Config& config) {
  std::vector<std::pair<std::uint32_t, Entry>> found;
  for (const auto& [key, node] : tables) {
    Entry entry{.name = std::string(key.str()), .kind = {}, .base_dir = config.base_dir, .options = {}};
    check_name(node, what, entry.name);
    if (!node.is_table())
      wrong(node, "`" + entry.name + "` must be a section: [" + what + "." + entry.name + "]");
    for (const auto& [option, value] : *node.as_table()) {
      const std::string name(option.str());
      (name == "kind" ? entry.kind : entry.options[name]) = option_text(value, name);
    }
    if (std::is_same_v<Entry, RemoveConfig>) {
      if (!entry.kind.empty()) wrong(node, "`kind` is that of the source; leave it out");
    } else if (entry.kind.empty()) {
      wrong(node, what + " `" + entry.name + "` has no `kind`");
    }
    found.emplace_back(node.source().begin.line, std::move(entry));
  }
  std::ranges::stable_sort(found, {}, &std::pair<std::uint32_t, Entry>::first);
  std::vector<Entry> out;
  out.reserve(found.size());
  for (auto& [line, entry] : found) out.push_back(std::move(entry));
  return out;
}

void read_all(const toml::table& root, Config& config) {
  constexpr std::pair<const char*, void (*)(const toml::table&, Config&)> kSections[] = {
      {"sync", read_sync},         {"classification", read_classification},
      {"policies", read_policies}, {"opa", read_opa},
      {"portal", read_portal},     {"campaign", read_campaign},
      {"removal", read_removal}};
  TableReader in(root, "");
  in.text("company", config.company);
  in.text("store", config.store);
  for (const auto& [name, read] : kSections) {
    if (const toml::table* table = in.table(name)) read(*table, config);
  }
  if (const toml::table* table = in.table("source")) {
    config.sources = read_entries<SourceConfig>(*table, "source", config);
  }
  if (const toml::table* table = in.table("catalogue")) {
    config.catalogues = read_entries<SourceConfig>(*table, "catalogue", config);
  }
  if (const toml::table* table = in.table("ticket")) {
    config.ticket_sinks = read_entries<SinkConfig>(*table, "ticket", config);
  }
  if (const toml::table* table = in.table("remove")) {
    config.removers = read_entries<RemoveConfig>(*table, "remove", config);
    for (const RemoveConfig& remover : config.removers) {
      if (std::ranges::find(config.sources, remover.name, &SourceConfig::name) != config.sources.end())
        continue;
      wrong(*table->get(remover.name), "[remove." + remover.name + "] names no source");
    }
  }
  in.finish();
  for (const auto& [source, person] : config.source_owners) {
    if (std::ranges::find(config.sources, source, &SourceConfig::name) != config.sources.end()) continue;
    std::vector<std::string> known;
    for (const SourceConfig& s : config.sources) known.push_back(s.name);
    const auto near = nearest_name(source, known);
    wrong(*root.at_path("campaign.source_owners").as_table()->get(source),
          "there is no source `" + source + "` to own" + (near ? "; did you mean `" + *near + "`?" : ""));
  }
  constexpr std::string_view kSqlite = "sqlite:";
  if (config.store.starts_with(kSqlite)) {
    config.store = std::string(kSqlite) + resolved(config, config.store.substr(kSqlite.size()));
  }
}

}  // namespace

Config load_config(const std::string& path) {
  if (!fs::exists(path)) {
    throw Error(ErrorCode::not_found,
                "there is no `" + path + "`; run `reeve init` here, or name another with --config");
  }
  Config config;
  config.path = path;
  config.base_dir = fs::path(path).parent_path().string();
  if (config.base_dir.empty()) config.base_dir = ".";
  try {
    read_all(toml::parse_file(path), config);
  } catch (const toml::parse_error& error) {
    throw Error(ErrorCode::config, path + ": line " + std::to_string(error.source().begin.line) + ": " +
                                       lower_ascii(error.description()));
  } catch (Error& error) {
    throw error.add_context(path);
  }
  return config;
}

}  // namespace reeve
