#include "tickets/jsonl_sink.h"

#include <fstream>
#include <thread>

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

class JsonlSinkTest : public ::testing::Test {
 protected:
  std::unique_ptr<TicketSink> sink(const std::string& file = "out.jsonl") {
    return make_jsonl_sink(
        {.name = "j", .kind = "jsonl", .base_dir = dir.path().string(), .options = {{"file", file}}}, clock);
  }
  static TicketText ticket(const std::string& key) {
    return {.idempotency_key = key, .title = "t", .body = "b\nc", .fields = {{"source", "shop"}}};
  }
  std::string content() const {
    std::ifstream in(dir.path() / "out.jsonl", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static std::string line(const std::string& key) {
    return R"({"body":"b\nc","key":")" + key +
           R"(","opened_at":"2026-01-01T00:00:00Z","source":"shop","title":"t"})"
           "\n";
  }
  static TicketOutcome sent(const std::string& ref) {
    return {.kind = TicketOutcome::Kind::sent, .external_ref = ref};
  }

  test::ScratchDir dir;
  FixedClock clock{1'767'225'600'000};
};

TEST_F(JsonlSinkTest, WritesOneLinePerTicket) {
  const auto s = sink();
  EXPECT_EQ(s->open(ticket("a")), sent("out.jsonl:1"));
  EXPECT_EQ(s->open(ticket("b")), sent("out.jsonl:2"));
  EXPECT_EQ(content(), line("a") + line("b"));
}

TEST_F(JsonlSinkTest, NeverWritesAKeyTwice) {
  sink()->open(ticket("a"));
  sink()->open(ticket("b"));
  clock.advance(kDay);
  EXPECT_EQ(sink()->open(ticket("a")), sent("out.jsonl:1"));
  EXPECT_EQ(content(), line("a") + line("b"));
}

TEST_F(JsonlSinkTest, AKeyThatStandsElsewhereInALineIsNotThere) {
  TicketText mentions = ticket("b");
  mentions.fields = {{"source", "a"}};
  sink()->open(mentions);
  EXPECT_EQ(sink()->open(ticket("a")), sent("out.jsonl:2"));
}

TEST_F(JsonlSinkTest, ALineThatWasCutShortSwallowsNothing) {
  dir.write("out.jsonl", line("a") + R"({"key":"b","bo)");
  EXPECT_EQ(sink()->open(ticket("b")), sent("out.jsonl:3"));
  EXPECT_EQ(content(), line("a") +
                           R"({"key":"b","bo)"
                           "\n" +
                           line("b"));
}

TEST_F(JsonlSinkTest, ALastLineWithoutNewlineCounts) {
  std::string whole = line("a");
  whole.pop_back();
  dir.write("out.jsonl", whole);
  EXPECT_EQ(sink()->open(ticket("a")), sent("out.jsonl:1"));
  EXPECT_EQ(sink()->open(ticket("b")), sent("out.jsonl:2"));
  EXPECT_EQ(content(), line("a") + line("b"));
}

TEST_F(JsonlSinkTest, ManyAtOnceWriteEachKeyOnce) {
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this] {
      const auto s = sink();
      for (int i = 0; i < 25; ++i) s->open(ticket("key-" + std::to_string(i)));
    });
  }
  threads.clear();
  std::size_t lines = 0;
  for (const char c : content()) lines += c == '\n' ? 1 : 0;
  EXPECT_EQ(lines, 25U);
}

TEST_F(JsonlSinkTest, AFileThatCannotBeOpenedIsTriedAgain) {
  const TicketOutcome outcome = sink("missing/out.jsonl")->open(ticket("a"));
  EXPECT_EQ(outcome.kind, TicketOutcome::Kind::retry);
  EXPECT_EQ(outcome.error,
            "`" + (dir.path() / "missing/out.jsonl").string() + "`: open: No such file or directory");
}

TEST_F(JsonlSinkTest, NeedsAFile) {
  try {
    sink("");
    FAIL() << "no error";
  } catch (const Error& e) {
    EXPECT_EQ(e.message(), "ticket sink `j` needs the option `file`; add it to [ticket.j]");
  }
}

}  // namespace
}  // namespace reeve
