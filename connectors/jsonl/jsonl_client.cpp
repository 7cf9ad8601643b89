#include "connectors/jsonl/jsonl_client.h"

#include <map>
#include <optional>
#include <set>

#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/line_reader.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr std::size_t kMostUnknown = 20;  // names of a file that is something else must not fill the memory

std::vector<std::string> columns_of(const RowFormat& format) {
  std::vector<std::string> out;
  for (const RowColumn& column : format.columns) out.emplace_back(column.name);
  return out;
}

// nullopt: no cell can hold this.
std::optional<std::string> cell_of(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return value.get<std::string>();
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_number_integer()) return value.dump();
  if (!value.is_array()) return std::nullopt;
  std::vector<std::string> parts;
  for (const Json& item : value) {
    if (!item.is_string() || item.get_ref<const std::string&>().find('|') != std::string::npos)
      return std::nullopt;
    parts.push_back(item.get<std::string>());
  }
  return join(parts, "|");
}

class JsonlFacts final : public FactFile {
 public:
  JsonlFacts(const std::string& path, const RowFormat& format)
      : reader_(path), columns_(columns_of(format)), mapping_(format, columns_) {
    for (std::size_t i = 0; i < columns_.size(); ++i) places_[columns_[i]] = i;
  }

  bool next(FactRow& row) override {
    std::string line;
    do {
      if (!reader_.next(line)) return false;
    } while (trim(line).empty());
    row.line = reader_.line();
    row.mapped = reader_.ended()
                     ? mapped(line)
                     : RowMistake{std::nullopt, "the file ends inside this row, without a line end"};
    return true;
  }
  std::string problem() const override { return reader_.problem(); }
  std::vector<std::string> columns() const override { return {}; }
  std::vector<std::string> unknown_columns() const override { return {unknown_.begin(), unknown_.end()}; }

 private:
  std::variant<Fact, RowMistake> mapped(const std::string& line) {
    Json object;
    try {
      object = parse_json(line, "the row");
    } catch (const Error& error) {
      return RowMistake{std::nullopt, error.message()};
    }
    if (!object.is_object()) return RowMistake{std::nullopt, "the row is no JSON object"};
    std::vector<std::string> cells(columns_.size());
    std::string odd;
    for (const auto& [name, value] : object.items()) {
      const auto place = places_.find(name);
      if (place == places_.end()) {
        if (unknown_.size() < kMostUnknown) unknown_.insert(name);
        continue;
      }
      const auto cell = cell_of(value);
      if (cell) cells[place->second] = *cell;
      if (!cell) odd = name;
    }
    auto out = mapping_.map(cells);
    if (odd.empty()) return out;
    // Without the odd value the key may still be there.
    std::optional<std::string> key;
    if (const auto* fact = std::get_if<Fact>(&out)) key = natural_key(*fact);
    if (const auto* mistake = std::get_if<RowMistake>(&out)) key = mistake->key;
    return RowMistake{key, "`" + odd + "` is neither a text nor a number nor a list of texts"};
  }

  LineReader reader_;
  std::vector<std::string> columns_;
  RowMapping mapping_;
  std::map<std::string, std::size_t> places_;
  std::set<std::string> unknown_;
};

}  // namespace

std::unique_ptr<FactFile> open_jsonl_facts(const std::string& path, const RowFormat& format) {
  return std::make_unique<JsonlFacts>(path, format);
}

}  // namespace reeve
