#include "engine/workflow/config.h"

#include <gtest/gtest.h>

#include "engine/core/error.h"
#include "tests/support/scratch_dir.h"

namespace reeve {
namespace {

using Options = std::map<std::string, std::string>;

class ConfigTest : public testing::Test {
 protected:
  Config load(const std::string& text) { return load_config(dir_.write("reeve.toml", text).string()); }

  // The message without the path before it.
  std::string refusal(const std::string& text) {
    const std::string path = dir_.write("reeve.toml", text).string();
    try {
      load_config(path);
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::config) << text;
      EXPECT_TRUE(error.message().starts_with(path + ": ")) << error.message();
      return error.message().substr(std::min(error.message().size(), path.size() + 2));
    }
    return "accepted";
  }

  std::string in_dir(const std::string& path) const { return (dir_.path() / path).string(); }

  test::ScratchDir dir_;
};

TEST_F(ConfigTest, HasDefaultsForEverything) {
  const Config config = load("");
  EXPECT_EQ(config.company, "your company");
  EXPECT_EQ(config.store, "sqlite:" + in_dir("reeve.db"));
  EXPECT_EQ(config.max_source_age_days, 7);
  EXPECT_EQ(config.quarantine_loss_percent, 20);
  EXPECT_EQ(config.failed_source, FailedSource::leave_out);
  EXPECT_EQ(config.portal_listen, "127.0.0.1:8080");
  EXPECT_EQ(config.campaign_days, 14);
  EXPECT_EQ(config.labels_file + config.bindings_file + config.register_file + config.policy_data_dir, "");
  EXPECT_TRUE(config.sources.empty());
}

TEST_F(ConfigTest, ReadsEveryKeyAndResolvesPathsAgainstItsFolder) {
  const Config config = load(R"(company = "Nile"
store = "sqlite:data/../reeve.db"
[sync]
max_source_age_days = 3
quarantine_loss_percent = 0
max_source_skew_hours = 36
correlation_percent = 80
failed_source = "last_good"
bindings = "b.csv"
[classification]
labels = "/etc/labels.csv"
register = "r.csv"
entitlements = "e.csv"
[policies]
data = "policy"
disabled = ["hygiene/direct_grant"]
[opa]
binary = "bin/opa"
[portal]
listen = "127.0.0.1:9000"
url = "https://review.example.org"
[campaign]
owner = "ada@example.org"
days = 21
)");
  EXPECT_EQ(config.company, "Nile");
  EXPECT_EQ(config.store, "sqlite:" + in_dir("reeve.db"));
  EXPECT_EQ(config.max_source_age_days, 3);
  EXPECT_EQ(config.quarantine_loss_percent, 0);
  EXPECT_EQ(config.failed_source, FailedSource::last_good);
  EXPECT_EQ(config.max_source_skew_hours, 36);
  EXPECT_EQ(config.entitlements_file, in_dir("e.csv"));
  EXPECT_EQ(config.correlation_percent, 80);
  EXPECT_EQ(config.bindings_file, in_dir("b.csv"));
  EXPECT_EQ(config.labels_file, "/etc/labels.csv");
  EXPECT_EQ(config.register_file, in_dir("r.csv"));
  EXPECT_EQ(config.policy_data_dir, in_dir("policy"));
  EXPECT_EQ(config.disabled_rules, std::vector<std::string>{"hygiene/direct_grant"});
  EXPECT_EQ(config.opa_binary, in_dir("bin/opa"));
  EXPECT_EQ(config.portal_listen, "127.0.0.1:9000");
  EXPECT_EQ(config.portal_url, "https://review.example.org");
  EXPECT_EQ(config.campaign_owner, "ada@example.org");
  EXPECT_EQ(config.campaign_days, 21);
}

TEST_F(ConfigTest, ReadsSourcesAndTicketsInTheOrderOfTheFile) {
  const Config config = load(R"([source.shop]
kind = "postgresql"
port = 5432
tls = true
databases = ["shop", "crm"]
[source.hr]
kind = "csv"
dir = "hr"
[ticket.desk]
kind = "webhook"
url = "https://desk.example.org"
)");
  ASSERT_EQ(config.sources.size(), 2U);
  EXPECT_EQ(config.sources[0].name, "shop");
  EXPECT_EQ(config.sources[0].kind, "postgresql");
  EXPECT_EQ(config.sources[0].base_dir, dir_.path().string());
  EXPECT_EQ(config.sources[0].options,
            (Options{{"databases", "shop crm"}, {"port", "5432"}, {"tls", "yes"}}));
  EXPECT_EQ(config.sources[1].name, "hr");
  EXPECT_EQ(config.sources[1].options, (Options{{"dir", "hr"}}));
  ASSERT_EQ(config.ticket_sinks.size(), 1U);
  EXPECT_EQ(config.ticket_sinks[0].name, "desk");
  EXPECT_EQ(config.ticket_sinks[0].kind, "webhook");
  EXPECT_EQ(config.ticket_sinks[0].options, (Options{{"url", "https://desk.example.org"}}));
}

TEST_F(ConfigTest, KnowsCatalogues) {
  const Config config = load("[catalogue.dwh]\nkind = \"dbt\"\nfile = \"m.json\"\nsource = \"shop\"\n");
  ASSERT_EQ(config.catalogues.size(), 1U);
  EXPECT_EQ(config.catalogues[0].name, "dwh");
  EXPECT_EQ(config.catalogues[0].kind, "dbt");
  EXPECT_EQ(config.catalogues[0].options, (Options{{"file", "m.json"}, {"source", "shop"}}));
}

TEST_F(ConfigTest, NamesTheLineOfAMistake) {
  const std::map<std::string, std::string> kExpected{
      {"\nstor = \"x\"\n", "line 2: unknown key `stor`; did you mean `store`?"},
      {"[sync]\nlimit = 3\n",
       "line 2: unknown key `limit` in [sync]; known are max_source_age_days, quarantine_loss_percent, "
       "max_source_skew_hours, correlation_percent, failed_source, bindings"},
      {"[sinc]\n", "line 1: unknown key `sinc`; did you mean `sync`?"},
      {"sync = 3\n", "line 1: `sync` must be a section: [sync]"},
      {"company = 3\n", "line 1: `company` must be text in quotes"},
      {"[campaign]\ndays = \"14\"\n", "line 2: `days` must be a whole number"},
      {"[campaign]\ndays = 0\n", "line 2: `days` is 0, but must be 1 to 366"},
      {"[policies]\ndisabled = \"x\"\n", "line 2: `disabled` must be a list of texts in quotes"},
      {"[sync]\nfailed_source = \"ignore\"\n",
       "line 2: `failed_source` must be \"leave_out\" or \"last_good\""},
      {"[source.hr]\ndir = \"x\"\n", "line 1: source `hr` has no `kind`"},
      {"[source.\"h r\"]\nkind = \"csv\"\n",
       "line 1: a source cannot be called `h r`; use letters, digits, _ - and ."},
      {"[source.hr]\nkind = \"csv\"\nsince = 2026-01-01\n",
       "line 3: `since` must be a text, a whole number, true, false or a list of texts"},
      {"[source]\nhr = \"csv\"\n", "line 2: `hr` must be a section: [source.hr]"},
  };
  for (const auto& [text, message] : kExpected) EXPECT_EQ(refusal(text), message);
}

TEST_F(ConfigTest, NamesTheLineOfBrokenToml) {
  EXPECT_TRUE(refusal("company = \"x\"\nstore = \n").starts_with("line 2: "));
  EXPECT_TRUE(refusal("[source.hr]\nkind = \"csv\"\n[source.hr]\nkind = \"csv\"\n").starts_with("line 3: "));
}

TEST_F(ConfigTest, SaysWhatToDoWhereThereIsNoFile) {
  try {
    load_config("absent/reeve.toml");
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::not_found);
    EXPECT_EQ(error.message(),
              "there is no `absent/reeve.toml`; run `reeve init` here, or name another with --config");
  }
}

TEST_F(ConfigTest, WritesATemplateThatParses) {
  const Config config = load(config_template("Nile \"& Sons\" Ω"));
  EXPECT_EQ(config.company, "Nile \"& Sons\" Ω");
  EXPECT_TRUE(config.sources.empty());
}

TEST_F(ConfigTest, WritesATemplateThatParsesWithItsExamples) {
  std::string text = config_template("Nile");
  for (const std::string example :
       {"[source", "[ticket", "kind", "dir", "sections", "file", "bindings", "labels"}) {
    for (auto at = text.find("# " + example); at != std::string::npos; at = text.find("# " + example)) {
      text.erase(at, 2);
    }
  }
  const Config config = load(text);
  ASSERT_EQ(config.sources.size(), 1U);
  EXPECT_EQ(config.sources[0].options, (Options{{"dir", "facts/hr"}, {"sections", "identities"}}));
  ASSERT_EQ(config.ticket_sinks.size(), 1U);
  EXPECT_EQ(config.bindings_file, in_dir("bindings.csv"));
  EXPECT_EQ(config.labels_file, in_dir("labels.csv"));
}

}  // namespace
}  // namespace reeve
