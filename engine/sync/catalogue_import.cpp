#include "engine/sync/catalogue_import.h"

#include <algorithm>
#include <set>

#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr std::string_view kCategoryLabel = "category:";
constexpr const char* kNone = "none";

std::string text_at(const Json& object, const std::string& key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : "";
}

std::string first_text(const Json& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    if (std::string text = text_at(object, key); !text.empty()) return text;
  }
  return "";
}

Json member(const Json& object, const std::string& key) {
  const auto it = object.is_object() ? object.find(key) : object.end();
  return object.is_object() && it != object.end() ? *it : Json();
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  return at == std::string::npos ? text : text.replace(at, what.size(), with);
}

class Import {
 public:
  Import(const ImportOptions& options, const std::vector<std::string>& known)
      : options_(options), known_(known) {}

  std::string table_key(const std::string& database, const std::string& schema,
                        const std::string& table) const {
    std::string key = replaced(options_.key, "{database}", database.empty() ? options_.database : database);
    key = replaced(key, "{schema}", schema.empty() ? options_.schema : schema);
    return replaced(key, "{table}", table);
  }

  void describe(const std::string& key, const std::vector<std::string>& tags, const Json& meta) {
    ++out_.described;
    std::set<std::string> found;
    for (const std::string& tag : tags) add_tag(key, tag, found);
    add_meta(key, member(meta, options_.meta), found);
    if (found.empty()) return;
    if (found.erase(kNone) > 0 && !found.empty()) refuse(key, "`none` stands beside a category");
    out_.rows.push_back({.line = 0,
                         .source = options_.source,
                         .resource = key,
                         .categories = {found.begin(), found.end()},
                         .decided_by = "catalogue " + options_.name,
                         .reason = {}});
  }

  void count_suggestion() { ++out_.suggested; }
  ImportedLabels take() { return std::move(out_); }

  [[noreturn]] void refuse(const std::string& key, const std::string& why) const {
    throw Error(ErrorCode::config, "catalogue " + options_.name + ", `" + key + "`: " + why);
  }

 private:
  void add(const std::string& key, const std::string& category, std::set<std::string>& found) const {
    if (category != kNone && std::ranges::find(known_, category) == known_.end()) {
      const auto near = nearest_name(category, known_);
      refuse(key, "there is no category `" + category + "`; " +
                      (near ? "did you mean `" + *near + "`?" : "there are " + join(known_, ", ")));
    }
    found.insert(category);
  }

  void add_tag(const std::string& key, const std::string& tag, std::set<std::string>& found) const {
    if (tag.starts_with(kCategoryLabel)) add(key, tag.substr(kCategoryLabel.size()), found);
    const auto it = options_.tags.find(tag);
    if (it == options_.tags.end()) return;
    if (it->second.empty()) found.insert(kNone);
    for (const std::string& category : it->second) add(key, category, found);
  }

  void add_meta(const std::string& key, const Json& value, std::set<std::string>& found) const {
    if (value.is_string()) add(key, value.get<std::string>(), found);
    if (!value.is_array()) return;
    if (value.empty()) refuse(key, "`meta." + options_.meta + "` is an empty list; say `none`");
    for (const Json& item : value) {
      if (!item.is_string()) refuse(key, "`meta." + options_.meta + "` must be a list of texts");
      add(key, item.get<std::string>(), found);
    }
  }

  const ImportOptions& options_;
  const std::vector<std::string>& known_;
  ImportedLabels out_;
};

// --- dbt

// `tags` and `meta` stand at the node, in its `config`, or both.
std::vector<std::string> tags_of(const Json& node) {
  std::vector<std::string> out;
  for (const Json& place : {node, member(node, "config")}) {
    const Json tags = member(place, "tags");
    if (tags.is_string()) out.push_back(tags.get<std::string>());
    if (!tags.is_array()) continue;
    for (const Json& tag : tags) {
      if (tag.is_string()) out.push_back(tag.get<std::string>());
    }
  }
  return out;
}

Json meta_of(const Json& node) {
  Json meta = member(member(node, "config"), "meta");
  const Json own = member(node, "meta");
  if (!meta.is_object()) meta = Json::object();
  if (own.is_object()) meta.update(own);
  return meta;
}

void describe_dbt(const Json& node, const std::string& key, Import& import) {
  import.describe(key, tags_of(node), meta_of(node));
  const Json columns = member(node, "columns");  // an object in a manifest, a list in a schema file
  if (!columns.is_structured()) return;
  for (const Json& column : columns) {
    const std::string name = text_at(column, "name");
    if (!name.empty()) import.describe(key + "." + name, tags_of(column), meta_of(column));
  }
}

bool is_stored(const Json& node) {
  static const std::set<std::string> kStored{"model", "seed", "snapshot", "source"};
  return kStored.contains(text_at(node, "resource_type")) &&
         text_at(member(node, "config"), "materialized") != "ephemeral";
}

void import_manifest(const Json& manifest, Import& import) {
  for (const char* section : {"nodes", "sources"}) {
    for (const Json& node : member(manifest, section)) {
      if (!is_stored(node)) continue;
      const std::string table = first_text(node, {"identifier", "alias", "name"});
      describe_dbt(node, import.table_key(text_at(node, "database"), text_at(node, "schema"), table), import);
    }
  }
}

void import_schema_file(const Json& document, Import& import) {
  for (const char* section : {"models", "seeds", "snapshots"}) {
    for (const Json& node : member(document, section)) {
      const Json config = member(node, "config");
      std::string table = text_at(config, "alias");
      if (table.empty()) table = first_text(node, {"alias", "name"});
      describe_dbt(node, import.table_key(text_at(config, "database"), text_at(config, "schema"), table),
                   import);
    }
  }
  for (const Json& source : member(document, "sources")) {
    for (const Json& table : member(source, "tables")) {
      const std::string key =
          import.table_key(text_at(source, "database"), first_text(source, {"schema", "name"}),
                           first_text(table, {"identifier", "name"}));
      describe_dbt(table, key, import);
    }
  }
}

// --- OpenMetadata

// service.database.schema.table, where a name that holds a dot stands in quotes.
std::vector<std::string> parts_of(const std::string& name) {
  std::vector<std::string> out(1);
  bool quoted = false;
  for (const char c : name) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == '.' && !quoted) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

std::vector<std::string> confirmed_tags(const Json& entity, Import& import) {
  std::vector<std::string> out;
  for (const Json& tag : member(entity, "tags")) {
    if (text_at(tag, "state") == "Suggested") {
      import.count_suggestion();
    } else {
      out.push_back(text_at(tag, "tagFQN"));
    }
  }
  return out;
}

void describe_columns(const Json& columns, const std::string& above, Import& import) {
  for (const Json& column : columns) {
    const std::string key = above + "." + text_at(column, "name");
    import.describe(key, confirmed_tags(column, import), {});
    describe_columns(member(column, "children"), key, import);
  }
}

void import_table(const Json& table, Import& import) {
  constexpr std::size_t kParts = 4;
  const std::string name = text_at(table, "fullyQualifiedName");
  const std::vector<std::string> parts = parts_of(name);
  if (parts.size() != kParts)
    import.refuse(name, "this is no table of OpenMetadata: service.database.schema.table");
  const std::string key = import.table_key(parts[1], parts[2], parts[3]);
  import.describe(key, confirmed_tags(table, import), {});
  describe_columns(member(table, "columns"), key, import);
}

}  // namespace

ImportedLabels dbt_labels(const Json& document, const ImportOptions& options,
                          const std::vector<std::string>& known) {
  Import import(options, known);
  if (document.is_object() && document.contains("nodes")) {
    import_manifest(document, import);
  } else if (document.is_object() &&
             (document.contains("models") || document.contains("sources") || document.contains("seeds"))) {
    import_schema_file(document, import);
  } else {
    throw Error(ErrorCode::config, "catalogue " + options.name +
                                       ": the file is neither a manifest.json nor a schema file of dbt");
  }
  return import.take();
}

ImportedLabels openmetadata_labels(const Json& document, const ImportOptions& options,
                                   const std::vector<std::string>& known) {
  Import import(options, known);
  const Json list = member(document, "data");
  if (list.is_array() || document.is_array()) {
    for (const Json& table : list.is_array() ? list : document) import_table(table, import);
  } else {
    import_table(document, import);
  }
  return import.take();
}

std::vector<std::string> tag_columns() { return {"tag", "category"}; }

std::map<std::string, std::vector<std::string>> tag_map(const std::vector<CsvRecord>& records,
                                                        const std::vector<std::string>& known) {
  std::map<std::string, std::vector<std::string>> out;
  for (const CsvRecord& record : records) {
    auto& categories = out[record["tag"]];
    for (const std::string& word : split(record["category"], '|')) {
      const std::string category(trim(word));
      if (category == kNone) continue;
      if (std::ranges::find(known, category) == known.end()) {
        throw Error(ErrorCode::config, "line " + std::to_string(record.line) + ": there is no category `" +
                                           category + "`; there are " + join(known, ", "));
      }
      categories.push_back(category);
    }
  }
  return out;
}

}  // namespace reeve
