#include "engine/opa/opa_binary.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "engine/opa/subprocess.h"
#include "tests/support/scratch_dir.h"

namespace fs = std::filesystem;

namespace reeve {
namespace {

fs::path script(const test::ScratchDir& dir, const std::string& name, const std::string& text) {
  fs::path file = dir.write(name, "#!/bin/sh\n" + text);
  fs::permissions(file, fs::perms::owner_all);
  return file;
}

std::string objection_to(const std::string& binary) {
  try {
    find_opa(binary);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::policy_engine);
    return error.message();
  }
  return "none";
}

TEST(OpaBinary, TheVersionIsRead) {
  EXPECT_EQ(parse_opa_version("Version: 1.22.2\nBuild Commit: \nRego Version: v1\n"), "1.22.2");
  EXPECT_EQ(parse_opa_version("Rego Version: v1\n"), "");
}

TEST(OpaBinary, NondeterministicBuiltinsAreThoseThatAreMarkedAndThoseThatReadTheClock) {
  const std::string text = R"({"builtins":[{"name":"plus"},{"name":"time.now_ns","nondeterministic":true}]})";
  EXPECT_EQ(parse_nondeterministic(text),
            (std::set<std::string>{"crypto.x509.parse_and_verify_certificates",
                                   "crypto.x509.parse_and_verify_certificates_with_options", "time.now_ns"}));
  for (const char* const broken : {"", "{}", "[]", R"({"builtins":[]})"}) {
    EXPECT_THROW(parse_nondeterministic(broken), Error) << broken;
  }
}

TEST(OpaBinary, IsLookedForBesideThisProgramFirst) {
  const std::vector<std::string> candidates = opa_candidates("");
  const fs::path self = fs::read_symlink("/proc/self/exe").parent_path();
  ASSERT_GE(candidates.size(), 2U);
  EXPECT_EQ(candidates[0], (self / "opa").string());
  EXPECT_EQ(candidates[1], (self.parent_path() / "libexec/reeve/opa").string());
  EXPECT_EQ(opa_candidates("/x/opa"), std::vector<std::string>{"/x/opa"});
}

TEST(OpaBinary, SaysWhatIsWrong) {
  const test::ScratchDir dir;
  const std::string missing = (dir.path() / "none").string();
  EXPECT_EQ(objection_to(missing),
            "there is no program `" + missing + "`; correct `opa_binary` in reeve.toml");
  const std::string failing = script(dir, "failing", "exit 1\n").string();
  EXPECT_EQ(objection_to(failing),
            "`" + failing +
                " version` fails; is it the OPA server for this machine? `scripts/setup` "
                "or `opa_binary` in reeve.toml provides one");
  const std::string old = script(dir, "old", "echo Version: 0.70.0\n").string();
  EXPECT_EQ(objection_to(old),
            "`" + old + "` is OPA 0.70.0; an OPA 1.x is needed, see `opa_binary` in reeve.toml");
  const std::string other = script(dir, "other", "echo hello\n").string();
  EXPECT_EQ(objection_to(other),
            "`" + other + "` is not OPA; an OPA 1.x is needed, see `opa_binary` in reeve.toml");
}

TEST(RunProgram, GivesOutputAndExitCode) {
  const test::ScratchDir dir;
  const ProgramOutput output = run_program(
      {script(dir, "p", "echo out $1; echo err >&2; exit 3\n").string(), "a b"}, std::chrono::seconds(10));
  EXPECT_EQ(output.exit_code, 3);
  EXPECT_EQ(output.text, "out a b\n");
}

TEST(RunProgram, EndsWhatTakesTooLong) {
  const test::ScratchDir dir;
  const auto start = std::chrono::steady_clock::now();
  const ProgramOutput output =
      run_program({script(dir, "p", "exec /bin/sleep 30\n").string()}, std::chrono::milliseconds(200));
  EXPECT_EQ(output.exit_code, -1);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
}

TEST(RunProgram, WhatCannotBeStartedIsNoSuccess) {
  EXPECT_NE(run_program({"/nonexistent/program"}, std::chrono::seconds(1)).exit_code, 0);
}

}  // namespace
}  // namespace reeve
