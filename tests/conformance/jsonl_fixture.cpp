#include "tests/conformance/jsonl_fixture.h"

#include <fstream>

#include "engine/core/csv.h"
#include "engine/core/json.h"
#include "tests/conformance/csv_fixture.h"
#include "tests/support/compressed.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

// The rows of a CSV file as JSON Lines.
std::string as_json_lines(const std::string& csv) {
  const ScratchDir folder;
  CsvReader reader(folder.write("facts.csv", csv).string());
  CsvRow header;
  reader.next(header);
  std::string out;
  for (CsvRow row; reader.next(row);) {
    Json object = Json::object();
    for (std::size_t i = 0; i < row.cells.size(); ++i) object[header.cells[i]] = row.cells[i];
    out += canonical_json(object) + "\n";
  }
  return out;
}

class JsonlFixture final : public ConnectorFixture {
 public:
  SourceConfig prepare(const std::filesystem::path& folder) override {
    folder_ = folder;
    std::string sections;
    for (const auto& [section, file] : fact_file_contents()) {
      write(section, zstd(as_json_lines(file.second)));
      sections += file.first + " ";
    }
    return {.name = "facts",
            .kind = "jsonl",
            .base_dir = folder.string(),
            .options = {{"dir", "."}, {"sections", sections}}};
  }

  std::vector<Section> sections() const override {
    const auto all = all_sections();
    return {all.begin(), all.end()};
  }

  void cut(Section section) override {
    const std::string content = as_json_lines(fact_file_contents().at(section).second);
    write(section, zstd(content.substr(0, content.size() - 3)));
  }

 private:
  void write(Section section, const std::string& bytes) const {
    std::ofstream(folder_ / (fact_file_contents().at(section).first + ".jsonl.zst"), std::ios::binary)
        << bytes;
  }

  std::filesystem::path folder_;
};

}  // namespace

ConnectorFixtureKind jsonl_fixture() {
  return {"jsonl", [] { return std::string(); }, [] { return std::make_unique<JsonlFixture>(); }};
}

}  // namespace reeve::test
