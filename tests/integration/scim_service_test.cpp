// Against a SCIM service that others wrote: packages of npm, in Node.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "connectors/registry.h"
#include "engine/store/memory_store.h"
#include "tests/support/paths.h"
#include "tests/support/read_snapshot.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/server_process.h"

namespace reeve::test {
namespace {

namespace fs = std::filesystem;

// With Express 5 these routers do not see the query and give the first page again and again.
const std::vector<std::string> kPackages{"scimmy@1.3.5", "scimmy-routers@1.3.2", "express@4.21.2"};

std::string program(const std::string& name) {
  for (const char* folder : {"/usr/bin/", "/usr/local/bin/"}) {
    if (fs::exists(folder + name)) return folder + name;
  }
  return "";
}

// Installs the packages beside the build, once. Why not, or empty.
std::string install(const fs::path& folder) {
  if (program("node").empty() || program("npm").empty()) return "Node or npm is not here";
  if (fs::exists(folder / "node_modules/scimmy-routers") && fs::exists(folder / "node_modules/express"))
    return "";
  fs::create_directories(folder);
  std::vector<std::string> command{program("npm"),     "install",  "--no-audit",   "--no-fund",
                                   "--ignore-scripts", "--prefix", folder.string()};
  command.insert(command.end(), kPackages.begin(), kPackages.end());
  try {
    run_command(command);
  } catch (const std::exception& error) {
    return std::string("npm cannot install the service: ") + error.what();
  }
  return "";
}

std::string port_in(const fs::path& log) {
  constexpr int kTries = 100;
  for (int i = 0; i < kTries; ++i) {
    const std::string text = content_of(log);
    const auto at = text.find("port ");
    if (at != std::string::npos && text.find('\n', at) != std::string::npos)
      return text.substr(at + 5, text.find('\n', at) - at - 5);
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  throw std::runtime_error("the service does not start: " + content_of(log));
}

TEST(ScimService, IsReadWhole) {
  const fs::path packages = build_dir() / "npm-scim";
  if (const std::string why = install(packages); !why.empty()) {
    std::cerr << "SKIPPED SCIM service: " << why << "\n";
    GTEST_SKIP() << why;
  }
  // Node looks for packages beside the program.
  fs::copy_file(source_dir() / "tests/integration/scim_service.mjs", packages / "service.mjs",
                fs::copy_options::overwrite_existing);
  const ScratchDir folder;
  const fs::path log = folder.path() / "log";
  const ServerProcess service({program("node"), (packages / "service.mjs").string()}, log);
  setenv("REEVE_TEST_SCIM_TOKEN", "only-for-tests", 1);
  const SourceConfig source{.name = "idp",
                            .kind = "scim",
                            .base_dir = folder.path().string(),
                            .options = {{"url", "http://127.0.0.1:" + port_in(log) + "/scim"},
                                        {"allow_http", "yes"},
                                        {"token_env", "REEVE_TEST_SCIM_TOKEN"},
                                        {"page_size", "7"}}};
  const FixedClock clock{1'700'000'000'000};
  MemoryStore store;
  const auto connector = make_connector(source, connector_kinds(), clock);
  for (const CheckItem& item : connector->check()) EXPECT_EQ(item.ok, TriState::yes) << item.detail;
  const SyncRun run = read_run(store, source, *connector, clock);
  for (const SectionSummary& section : run.sections) {
    EXPECT_LE(section.state, SectionState::complete) << to_string(section.section) << ": " << section.reason;
  }
  EXPECT_EQ(run.section(Section::account).kept, 25);
  EXPECT_EQ(run.section(Section::principal).kept, 2);
  EXPECT_EQ(run.section(Section::membership).kept, 3);
  std::size_t disabled = 0;
  store.each_fact(run.no, Section::account, [&](Ordinal, const Fact& fact) {
    const auto& account = std::get<PrincipalFact>(fact);
    disabled += account.enabled == TriState::no ? 1 : 0;
    EXPECT_EQ(account.email, account.display_name + "@nile.example");
  });
  EXPECT_EQ(disabled, 1U);

  setenv("REEVE_TEST_SCIM_TOKEN", "wrong", 1);
  const SyncRun refused = read_run(store, source, *make_connector(source, connector_kinds(), clock), clock);
  EXPECT_EQ(refused.section(Section::account).state, SectionState::failed);
  EXPECT_EQ(refused.section(Section::account).reason, "Users: the service answers 401: who are you");
}

}  // namespace
}  // namespace reeve::test
