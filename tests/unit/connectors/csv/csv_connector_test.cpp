#include "connectors/csv/csv_connector.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "engine/core/error.h"
#include "engine/sync/collector.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

struct Told {
  std::vector<Fact> facts;
  std::vector<Reject> rejects;
  Collector::Sections sections;
};

class CsvConnectorTest : public testing::Test {
 protected:
  std::unique_ptr<Connector> connector(const std::string& sections) {
    return csv_connector().create({.name = "hr",
                                   .kind = "csv",
                                   .base_dir = dir_.path().string(),
                                   .options = {{"dir", "."}, {"sections", sections}}},
                                  clock_);
  }

  // Reads identities.csv with this content.
  Told read(const std::string& content) {
    dir_.write("identities.csv", content);
    return read_sections("identities");
  }

  Told read_sections(const std::string& sections, std::stop_token stop = {}) {
    Told told;
    Collector collector([&](const Fact& fact) { told.facts.push_back(fact); },
                        [&](const Reject& reject) { told.rejects.push_back(reject); });
    connector(sections)->read(collector, std::move(stop));
    told.sections = collector.sections();
    return told;
  }

  static SectionSummary identities(const Told& told) { return told.sections[0]; }
  static Fact person(const std::string& key, const std::string& job = "") {
    return IdentityFact{.key = key, .job = job};
  }

  test::ScratchDir dir_;
  FixedClock clock_{0};
};

TEST_F(CsvConnectorTest, ReadsAFile) {
  const Told told = read("\xef\xbb\xbfjob;key\r\n\"Agent,\r\nSenior\";1\r\nClerk;2\r\n");
  EXPECT_EQ(told.facts, (std::vector<Fact>{person("1", "Agent,\r\nSenior"), person("2", "Clerk")}));
  EXPECT_TRUE(told.rejects.empty());
  const std::string scope = "csv file identities.csv, columns key, job in `.`";
  EXPECT_EQ(identities(told), (SectionSummary{.section = Section::identity,
                                              .state = SectionState::complete,
                                              .scope = scope,
                                              .scope_digest = sha256(scope),
                                              .read = 2}));
}

TEST_F(CsvConnectorTest, NamesColumnsThatItDoesNotRead) {
  const SectionSummary section = identities(read("key,Status,job\n1,left,2\n"));
  EXPECT_EQ(section.state, SectionState::complete);
  EXPECT_EQ(section.reason, "not known and not read: Status");
}

TEST_F(CsvConnectorTest, AnotherFolderIsAnotherScope) {
  const auto scope = [&](const std::string& dir) {
    std::filesystem::create_directory(dir_.path() / "copy");
    dir_.write("identities.csv", "key\n1\n");
    dir_.write("copy/identities.csv", "key\n1\n");
    Collector collector([](const Fact&) {}, [](const Reject&) {});
    csv_connector()
        .create({.name = "hr",
                 .kind = "csv",
                 .base_dir = dir_.path().string(),
                 .options = {{"dir", dir}, {"sections", "identities"}}},
                clock_)
        ->read(collector, {});
    return collector.sections()[0].scope;
  };
  EXPECT_EQ(scope("."), "csv file identities.csv, columns key in `.`");
  EXPECT_EQ(scope("copy"), "csv file identities.csv, columns key in `copy`");
  EXPECT_EQ(scope("./copy/../copy"), scope("copy"));
}

TEST_F(CsvConnectorTest, OpensNothingThatIsNoFile) {
  ASSERT_EQ(mkfifo((dir_.path() / "identities.csv").c_str(), 0600), 0);
  const Told told = read_sections("identities");
  EXPECT_EQ(identities(told).state, SectionState::failed);
  EXPECT_EQ(identities(told).reason, "identities.csv: it is not a regular file");
  EXPECT_EQ(connector("identities")->check().at(0).detail, "it is not a regular file");
}

TEST_F(CsvConnectorTest, AFileWithoutRowsIsComplete) {
  EXPECT_EQ(identities(read("key\n")).state, SectionState::complete);
}

TEST_F(CsvConnectorTest, NamesFileAndLineOfARejectedRow) {
  const Told told = read("key,status\n1,active\n2,gone\n3,\"le\nft\"\n");
  EXPECT_EQ(told.facts.size(), 1U);
  const std::string must = "but must be unknown, active, leave, suspended, left, future";
  EXPECT_EQ(
      told.rejects,
      (std::vector<Reject>{{Section::identity, "identities.csv:3", "2", "`status` is `gone`, " + must},
                           {Section::identity, "identities.csv:4", "3", "`status` is `le\nft`, " + must}}));
  EXPECT_EQ(identities(told).state, SectionState::complete_with_rejects);
  EXPECT_EQ(identities(told).read, 3);
}

TEST_F(CsvConnectorTest, IsPartialWhereAKeyIsNotReadable) {
  const Told told = read("key,job\n1,Agent\n,Clerk\n3\n");
  EXPECT_EQ(told.rejects,
            (std::vector<Reject>{{Section::identity, "identities.csv:3", std::nullopt, "`key` is empty"},
                                 {Section::identity, "identities.csv:4", std::nullopt,
                                  "the row has 1 cell, the header line 2"}}));
  EXPECT_EQ(identities(told).state, SectionState::partial);
  EXPECT_EQ(identities(told).reason, "2 rows have no readable key, so it is not known what is missing");
}

TEST_F(CsvConnectorTest, IsPartialWhereTheFileEndsTooSoon) {
  const Told unclosed = read("key,job\n1,Agent\n2,\"Clerk\n3,Clerk\n");
  EXPECT_EQ(unclosed.facts, std::vector<Fact>{person("1", "Agent")});
  EXPECT_EQ(identities(unclosed).state, SectionState::partial);
  EXPECT_EQ(identities(unclosed).reason,
            "identities.csv: line 3: a quote opens and never closes; what follows was not read");

  const Told cut = read("key,job\n1,Agent\n2,Cle");
  EXPECT_EQ(cut.facts, std::vector<Fact>{person("1", "Agent")});
  EXPECT_EQ(cut.rejects, (std::vector<Reject>{{Section::identity, "identities.csv:3", std::nullopt,
                                               "the file ends inside this row, without a line end"}}));
  EXPECT_EQ(identities(cut).state, SectionState::partial);
}

TEST_F(CsvConnectorTest, FailsWhereNothingCanBeRead) {
  const auto failure = [&](const std::string& content) {
    const Told told = read(content);
    EXPECT_EQ(identities(told).state, SectionState::failed);
    EXPECT_EQ(identities(told).scope, "csv file identities.csv in `.`");
    return identities(told).reason;
  };
  EXPECT_EQ(failure(""), "identities.csv: the file is empty, without even a header line");
  EXPECT_EQ(failure("key,job, job \n"), "identities.csv: the column `job` stands twice in the header line");
  EXPECT_EQ(failure("id\n1\n"), "identities.csv: the column `key` is missing in the header line");
  EXPECT_EQ(failure(std::string("\xff\xfek\0e\0y\0\n\0", 10)),
            "identities.csv: the header line is not UTF-8; save the file as UTF-8");
  const Told told = read_sections("accounts");
  EXPECT_EQ(told.sections[1].state, SectionState::failed);
  EXPECT_EQ(told.sections[1].reason, "accounts.csv: the file is missing");
}

TEST_F(CsvConnectorTest, ReadsNothingThatIsNotExpected) {
  dir_.write("accounts.csv", "key\na\n");
  const Told told = read("key\n1\n");
  EXPECT_EQ(told.facts, std::vector<Fact>{person("1")});
  EXPECT_EQ(told.sections[1].state, SectionState::absent);
}

TEST_F(CsvConnectorTest, IsPartialWhereItIsStopped) {
  dir_.write("identities.csv", "key\n1\n2\n");
  std::stop_source stop;
  stop.request_stop();
  const Told told = read_sections("identities", stop.get_token());
  EXPECT_EQ(identities(told).state, SectionState::partial);
  EXPECT_EQ(identities(told).reason, "the read was stopped");
}

TEST_F(CsvConnectorTest, RefusesSectionsThatDoNotExist) {
  try {
    connector("identities acounts");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::config);
    EXPECT_EQ(error.message(), "source `hr`: there is no section `acounts`; did you mean `accounts`?");
  }
}

TEST_F(CsvConnectorTest, ChecksWhatIsThere) {
  dir_.write("identities.csv", "key,salary,job\n1,2,3\n");
  dir_.write("grants.csv", "principal\n");
  dir_.write("usage.csv", "");
  std::vector<std::string> lines;
  for (const CheckItem& item : connector("identities accounts grants")->check()) {
    lines.push_back(item.what + " | " + std::string(to_string(item.ok)) + " | " + item.detail);
  }
  EXPECT_EQ(
      lines,
      (std::vector<std::string>{
          "read identities.csv | unknown | 3 columns; not known and not read: salary",
          "read accounts.csv | no | the file is missing",
          "read grants.csv | no | the columns `resource` and `privilege` are missing in the header line",
          "read usage.csv | unknown | not read, because `sections` does not name usage"}));
}

TEST_F(CsvConnectorTest, ChecksThatTheFolderIsThere) {
  const auto items = csv_connector()
                         .create({.name = "hr",
                                  .kind = "csv",
                                  .base_dir = "/",
                                  .options = {{"dir", "absent"}, {"sections", "grants"}}},
                                 clock_)
                         ->check();
  ASSERT_EQ(items.size(), 1U);
  EXPECT_EQ(items[0].what, "open /absent");
  EXPECT_EQ(items[0].ok, TriState::no);
  EXPECT_EQ(items[0].detail, "there is no such folder; correct `dir`");
}

}  // namespace
}  // namespace reeve
