// Reading a large directory against what `ldapsearch` takes for the same searches and attributes: 50,000
// people and 2,000 groups of 100 members. The label of the last line is the ratio, which is to be at
// most 1.5.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include "connectors/ldap/ldap_client.h"
#include "connectors/ldap/ldap_connector.h"
#include "connectors/ldap/ldap_session.h"
#include "engine/sync/collector.h"
#include "tests/support/ldap_server.h"

namespace reeve::test {
namespace {

constexpr int kPeople = 50'000;
constexpr int kGroups = 2'000;
constexpr int kMembers = 100;

std::string person(int number) {
  const std::string n = std::to_string(number);
  return "dn: uid=person" + n + ",ou=people,dc=example,dc=org\nobjectClass: inetOrgPerson\nuid: person" + n +
         "\ncn: Person Number " + n + "\nsn: Number " + n + "\ndisplayName: Person " + n + "\nmail: person" +
         n + "@example.org\nemployeeNumber: " + n +
         "\ntitle: Agent\ndepartmentNumber: support\nmanager: uid=person" + std::to_string(number / 10) +
         ",ou=people,dc=example,dc=org\n\n";
}

std::string group(int number) {
  std::string text = "dn: cn=group" + std::to_string(number) +
                     ",ou=groups,dc=example,dc=org\nobjectClass: groupOfNames\ncn: group" +
                     std::to_string(number) + "\n";
  for (int i = 0; i < kMembers; ++i) {
    text += "member: uid=person" + std::to_string((number * 977 + i * 499) % kPeople) +
            ",ou=people,dc=example,dc=org\n";
  }
  return text + "\n";
}

std::string content() {
  std::string text;
  for (const char* const unit : {"people", "groups"}) {
    text += std::string{"dn: ou="} + unit +
            ",dc=example,dc=org\nobjectClass: organizationalUnit\nou: " + unit + "\n\n";
  }
  for (int number = 0; number < kPeople; ++number) text += person(number);
  for (int number = 0; number < kGroups; ++number) text += group(number);
  return text;
}

const LdapServer& server() {
  static const LdapServer large{{.content = content()}};
  return large;
}

SourceConfig config() {
  setenv("REEVE_TEST_LDAP_PASSWORD", LdapServer::kPassword, 1);
  return {.name = "directory",
          .kind = "ldap",
          .options = {{"url", server().url()},
                      {"bind_dn", LdapServer::kAdmin},
                      {"password_env", "REEVE_TEST_LDAP_PASSWORD"},
                      {"identities", "all"}}};
}

const FixedClock kClock{1'700'000'000'000};

double seconds_of(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void read_directory() {
  std::int64_t facts = 0;
  Collector collector([&](const Fact&) { ++facts; }, [](const Reject&) { std::abort(); });
  LdapConnector{config(), kClock}.read(collector, {});
  for (const SectionSummary& section : collector.sections()) {
    if (section.state > SectionState::complete) std::abort();
  }
  if (facts != 2 * kPeople + kGroups + kGroups * kMembers) std::abort();
}

// The same pages of the same attributes, written to a file as people do.
void run_ldapsearch() {
  const ldap::Options options = ldap::options_from(config());
  ldap::Client client{options.connection};
  const ldap::Session session{client, options};
  for (const ldap::Search& search : {session.plan().groups, session.plan().people}) {
    std::vector<std::string> arguments{"-E", "pr=500/noprompt", "-b", search.base, search.filter};
    arguments.insert(arguments.end(), search.attributes.begin(), search.attributes.end());
    if (server().search(arguments).size() < 100'000) std::abort();
  }
}

void read_against_ldapsearch(benchmark::State& state) {
  server();
  double ours = 0, theirs = 0;
  read_directory();  // the server has seen everything once
  for (auto _ : state) {
    theirs += seconds_of(run_ldapsearch);
    ours += seconds_of(read_directory);
  }
  const auto rounds = static_cast<double>(state.iterations());
  state.counters["connector_s"] = ours / rounds;
  state.counters["ldapsearch_s"] = theirs / rounds;
  state.counters["ratio"] = ours / theirs;
}
BENCHMARK(read_against_ldapsearch)->Unit(benchmark::kMillisecond)->Iterations(5);

}  // namespace
}  // namespace reeve::test
