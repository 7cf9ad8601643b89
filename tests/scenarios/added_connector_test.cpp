// A connector that Reeve does not know is added to the table of kinds, and to nothing else; then every
// command knows it. What docs/adding/connector.md promises.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/run.h"
#include "connectors/registry.h"
#include "engine/core/text.h"
#include "engine/sql/sql_store.h"
#include "tests/support/function_evaluator.h"
#include "tests/support/passwd_connector.h"
#include "tests/support/program.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;

class AddedConnector : public testing::Test {
 protected:
  void SetUp() override {
    kinds_.assign(connector_kinds().begin(), connector_kinds().end());
    kinds_.push_back(passwd_connector());
    dir_.write("passwd",
               "root:x:0:0:root:/root:/bin/bash\nada:x:1000:100:Ada Quist,,,:/home/ada:/bin/bash\n"
               "web:x:33:33:web:/var/www:/usr/sbin/nologin\n");
    dir_.write("group", "root:x:0:\nusers:x:100:\nadm:x:4:ada\nwww:x:33:\n");
    configure("group = \"group\"\n");
    const std::string url = "sqlite:" + (dir_.path() / "reeve.db").string();
    create_store(url);
    context_.clock = &clock_;
    context_.progress = &progress_;
    context_.connectors = kinds_;
    context_.open_store = [url] { return open_store(url); };
    context_.start_evaluator = [] { return std::make_unique<FunctionEvaluator>(FunctionEvaluator::Rules{}); };
  }

  void configure(const std::string& more) {
    dir_.write("reeve.toml", "[source.host1]\nkind = \"passwd\"\npasswd = \"passwd\"\n" + more);
  }

  ProgramResult reeve(const std::string& line) {
    std::ostringstream data;
    std::ostringstream messages;
    cli::Output out{.data = data, .messages = messages};
    std::vector<std::string> words = split(line, ' ');
    words.insert(words.end(), {"--config", (dir_.path() / "reeve.toml").string()});
    const int code = cli::run(words, cli::commands(), context_, out);
    return {code, data.str(), messages.str()};
  }

  ScratchDir dir_;
  SystemClock clock_;
  SilentProgress progress_;
  std::vector<ConnectorKind> kinds_;
  Context context_;
};

TEST_F(AddedConnector, IsKnownToEveryCommand) {
  EXPECT_THAT(reeve("source list").data, HasSubstr("host1   passwd  never read"));
  const ProgramResult check = reeve("source check");
  EXPECT_EQ(check.exit_code, 0) << check.data;
  const ProgramResult sync = reeve("sync");
  EXPECT_EQ(sync.exit_code, 0) << sync.messages;
  EXPECT_THAT(sync.messages, HasSubstr("snapshot 1: 3 accounts"));
  const ProgramResult correlate = reeve("correlate ada");
  EXPECT_THAT(correlate.data, HasSubstr("host1   ada"));
  const auto run = context_.open_store()->latest_run("host1");
  EXPECT_EQ(run->section(Section::account).kept, 3);
  EXPECT_EQ(run->section(Section::principal).kept, 4);
  EXPECT_EQ(run->section(Section::membership).kept, 4);
}

TEST_F(AddedConnector, HasItsOptionsCheckedWithoutCodeOfItsOwn) {
  configure("group = \"group\"\ngrup = \"group\"\n");
  EXPECT_THAT(reeve("sync").messages, HasSubstr("did you mean `group`?"));
  configure("");
  EXPECT_THAT(reeve("sync").messages, HasSubstr("source `host1` needs the option `group`"));
}

TEST_F(AddedConnector, IsNeverCompleteWhereAFileIsCut) {
  dir_.write("group", "root:x:0:\nusers:x:100:\nadm:x:4:a");
  EXPECT_EQ(reeve("sync").exit_code, 3);
  const auto run = context_.open_store()->latest_run("host1");
  EXPECT_EQ(run->section(Section::account).state, SectionState::complete);
  EXPECT_EQ(run->section(Section::principal).state, SectionState::partial);
  EXPECT_EQ(run->section(Section::membership).state, SectionState::partial);
}

}  // namespace
}  // namespace reeve::test
