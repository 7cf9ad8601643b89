#include "connectors/jsonl/jsonl_connector.h"

#include <gtest/gtest.h>

#include "connectors/csv/csv_connector.h"
#include "engine/sync/collector.h"
#include "tests/support/compressed.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

struct Told {
  std::vector<Fact> facts;
  std::vector<Reject> rejects;
  SectionSummary section;
};

class JsonlConnectorTest : public testing::Test {
 protected:
  Told read(const ConnectorKind& kind, const std::string& file, const std::string& content) {
    const test::ScratchDir dir;
    dir.write(file, content);
    return read_folder(kind, dir);
  }
  Told read_folder(const ConnectorKind& kind, const test::ScratchDir& dir) {
    Told told;
    Collector collector([&](const Fact& fact) { told.facts.push_back(fact); },
                        [&](const Reject& reject) { told.rejects.push_back(reject); });
    connector(kind, dir)->read(collector, {});
    told.section = collector.sections()[static_cast<std::size_t>(Section::resource)];
    return told;
  }
  std::unique_ptr<Connector> connector(const ConnectorKind& kind, const test::ScratchDir& dir) {
    return kind.create({.name = "shop",
                        .kind = kind.name,
                        .base_dir = dir.path().string(),
                        .options = {{"dir", "."}, {"sections", "resources"}}},
                       clock_);
  }
  Told read_jsonl(const std::string& content) { return read(jsonl_connector(), "resources.jsonl", content); }

  FixedClock clock_{0};
};

constexpr auto kJsonl =
    "{\"key\": \"t\", \"kind\": \"table\", \"labels\": [\"pii\", \"category:none\"], \"second_key\": 7}\n"
    "\n"
    "{\"kind\": \"column\", \"key\": \"t.a\", \"parent\": \"t\", \"steward\": null}\r\n";
constexpr auto kCsv = "key,kind,labels,second_key,parent\nt,table,pii|category:none,7,\nt.a,column,,,t\n";

TEST_F(JsonlConnectorTest, TellsTheSameFactsAsCsvAndCompressed) {
  const Told csv = read(csv_connector(), "resources.csv", kCsv);
  ASSERT_EQ(csv.facts.size(), 2U);
  const std::pair<std::string, std::string> files[]{{"resources.jsonl", kJsonl},
                                                    {"resources.jsonl.gz", test::gzip(kJsonl)},
                                                    {"resources.jsonl.zst", test::zstd(kJsonl)}};
  for (const auto& [file, content] : files) {
    const Told told = read(jsonl_connector(), file, content);
    EXPECT_EQ(told.facts, csv.facts) << file;
    EXPECT_EQ(told.section.state, SectionState::complete) << told.section.reason;
    EXPECT_EQ(told.section.scope, "jsonl file resources.jsonl in `.`");
  }
  EXPECT_EQ(read(csv_connector(), "resources.csv.gz", test::gzip(kCsv)).facts, csv.facts);
  EXPECT_EQ(read(csv_connector(), "resources.csv.zst", test::zstd(kCsv)).facts, csv.facts);
}

TEST_F(JsonlConnectorTest, NamesFileAndLineOfWhatItCannotUse) {
  const Told told = read_jsonl(
      "{\"key\": \"a\", \"kind\": \"tabel\"}\n{\"key\": \"b\", \"labels\": {\"x\": 1}}\n{\"key\": \"c\"}\n");
  ASSERT_EQ(told.rejects.size(), 2U);
  EXPECT_EQ(told.rejects[0].where, "resources.jsonl:1");
  EXPECT_EQ(told.rejects[0].key, "a");
  EXPECT_EQ(told.rejects[1], (Reject{Section::resource, "resources.jsonl:2", "b",
                                     "`labels` is neither a text nor a number nor a list of texts"}));
  EXPECT_EQ(told.facts.size(), 1U);
  EXPECT_EQ(told.section.state, SectionState::complete_with_rejects);
}

TEST_F(JsonlConnectorTest, IsPartialWhereAKeyIsNotReadable) {
  for (const std::string line : {"not json", "[1]", "{\"key\": \"a\", \"key\": \"b\"}",
                                 "{\"kind\": \"table\"}", "{\"key\": [\"a|b\"]}"}) {
    const Told told = read_jsonl("{\"key\": \"t\"}\n" + line + "\n");
    EXPECT_EQ(told.section.state, SectionState::partial) << line;
    EXPECT_EQ(told.facts.size(), 1U) << line;
    EXPECT_EQ(told.rejects.size(), 1U) << line;
  }
  EXPECT_EQ(read_jsonl("{\"key\": \"t\"}\n{\"key\": \"u\"}").section.state, SectionState::partial)
      << "the last line may be cut off";
}

TEST_F(JsonlConnectorTest, IsPartialWhereCompressedDataEndsTooEarly) {
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "{\"key\": \"t" + std::to_string(i * 7919) + "\"}\n";
  for (const auto& [file, bytes] : {std::pair{std::string("resources.jsonl.gz"), test::gzip(many)},
                                    std::pair{std::string("resources.jsonl.zst"), test::zstd(many)}}) {
    const Told told = read(jsonl_connector(), file, bytes.substr(0, bytes.size() - 9));
    EXPECT_EQ(told.section.state, SectionState::partial) << file;
    EXPECT_TRUE(
        told.section.reason.ends_with("the compressed data ends too early; what follows was not read"))
        << told.section.reason;
  }
}

TEST_F(JsonlConnectorTest, RefusesOneFileInTwoForms) {
  const test::ScratchDir dir;
  dir.write("resources.jsonl", kJsonl);
  dir.write("resources.jsonl.gz", test::gzip(kJsonl));
  const Told told = read_folder(jsonl_connector(), dir);
  EXPECT_EQ(told.section.state, SectionState::failed);
  EXPECT_EQ(told.section.reason,
            "resources.jsonl: it is there as resources.jsonl and resources.jsonl.gz; leave one");
}

TEST_F(JsonlConnectorTest, NamesColumnsThatItDoesNotRead) {
  const Told told = read_jsonl("{\"key\": \"t\", \"Kind\": \"table\"}\n{\"key\": \"u\", \"colour\": 1}\n");
  EXPECT_EQ(told.section.state, SectionState::complete);
  EXPECT_EQ(told.section.reason, "not known and not read: Kind, colour");
}

TEST_F(JsonlConnectorTest, ChecksTheFirstRow) {
  const test::ScratchDir dir;
  dir.write("resources.jsonl", kJsonl);
  const auto items = connector(jsonl_connector(), dir)->check();
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].what, "read resources.jsonl");
  EXPECT_EQ(items[0].ok, TriState::yes);
  EXPECT_EQ(items[0].detail, "has rows");
}

}  // namespace
}  // namespace reeve
