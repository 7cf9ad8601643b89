#include "engine/workflow/init.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "engine/core/error.h"
#include "engine/store/memory_store.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

class InitTest : public testing::Test {
 protected:
  InitTest() {
    context_.config.path = path_;
    context_.open_store = [this]() -> std::unique_ptr<Store> {
      if (stores_.empty()) throw Error(ErrorCode::store, "there is none");
      return std::make_unique<MemoryStore>();
    };
    context_.create_store = [this] {
      stores_.push_back(context_.config.store);
      return std::make_unique<MemoryStore>();
    };
  }

  test::ScratchDir dir_;
  std::string path_ = (dir_.path() / "reeve.toml").string();
  std::vector<std::string> stores_;
  Context context_;
};

TEST_F(InitTest, WritesTheConfigurationAndMakesTheStore) {
  EXPECT_EQ(init(context_, "Nile"), InitOutcome::wrote_configuration);
  EXPECT_EQ(load_config(path_).company, "Nile");
  EXPECT_EQ(context_.config.company, "Nile");
  EXPECT_EQ(stores_, std::vector<std::string>{"sqlite:" + (dir_.path() / "reeve.db").string()});
}

TEST_F(InitTest, WritesTheConfigurationOnlyWhereThereIsNone) {
  dir_.write("reeve.toml", "company = \"Amazonas\"\n");
  EXPECT_EQ(init(context_, "Nile"), InitOutcome::kept_configuration);
  EXPECT_EQ(load_config(path_).company, "Amazonas");
  EXPECT_EQ(stores_.size(), 1U);
}

TEST_F(InitTest, OverwritesNothing) {
  dir_.write("reeve.toml", "company = \"Amazonas\"\n");
  stores_.push_back("made before");
  try {
    init(context_, "Nile");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::conflict);
    EXPECT_EQ(error.message(),
              "`" + path_ + "` and its store exist already; edit the file, or name another with --config");
  }
  EXPECT_EQ(load_config(path_).company, "Amazonas");
  EXPECT_EQ(stores_.size(), 1U);
}

TEST_F(InitTest, LeavesNothingBehindWhereTheStoreCannotBeMade) {
  context_.create_store = []() -> std::unique_ptr<Store> { throw Error(ErrorCode::store, "no room"); };
  EXPECT_THROW(init(context_, "Nile"), Error);
  EXPECT_FALSE(std::filesystem::exists(path_));
  dir_.write("reeve.toml", "");
  EXPECT_THROW(init(context_, "Nile"), Error);
  EXPECT_TRUE(std::filesystem::exists(path_)) << "what was there before stays";
}

TEST_F(InitTest, SaysWhereItCannotWrite) {
  context_.config.path = (dir_.path() / "absent" / "reeve.toml").string();
  try {
    init(context_, "Nile");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::io);
    EXPECT_EQ(error.message(), "cannot write `" + context_.config.path + "`: No such file or directory");
  }
}

}  // namespace
}  // namespace reeve
