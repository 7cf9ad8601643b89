// The shipped descriptions against a server that accepts only what the systems' published interfaces accept:
// these paths, these headers, these fields. A ticket is searched for before it is opened.
#include "tickets/rest_sink.h"

#include <gmock/gmock.h>

#include <mutex>
#include <set>

#include "engine/core/base64.h"
#include "engine/core/error.h"
#include "tests/support/raw_server.h"
#include "tests/support/scratch_dir.h"

namespace reeve::test {
namespace {

using testing::HasSubstr;
using Kind = TicketStatus::Kind;

constexpr const char* kKey = "reeve-0123456789abcdef0123456789abcdef";

// What one system publishes about itself.
struct Published {
  std::string description;
  std::map<std::string, std::string> settings;
  std::string authorization;  // "Header: value"
  std::string search;         // target
  Json nothing_found, found;
  std::string open;      // target
  Json accepted_fields;  // an example: whatever is sent has these fields of these types and no other
  Json opened;
  std::string ref;
  std::string read;  // target
  Json in_work, done, rejected;
  std::string reason;  // target
  Json why;
  std::string privacy;  // target; empty: none
  Json is_private, is_public;
};
void PrintTo(const Published& p, std::ostream* out) { *out << p.description; }

std::string encoded_key() { return kKey; }

const std::vector<Published>& systems() {
  static const std::string kBasic = "Authorization: Basic " + to_base64("reeve:s3cret");
  static const std::vector<Published> kSystems{
      {.description = "request_tracker",
       .settings = {{"queue", "General"}},
       .authorization = kBasic,
       .search =
           "/REST/2.0/tickets?query=Subject%20LIKE%20%27" + encoded_key() + "%27&fields=Subject&per_page=20",
       .nothing_found = {{"items", Json::array()}, {"count", 0}},
       .found = {{"items", {{{"id", "7"}, {"Subject", std::string("x [") + kKey + "]"}}}}},
       .open = "/REST/2.0/ticket",
       .accepted_fields = {{"Queue", ""}, {"Subject", ""}, {"Content", ""}, {"ContentType", ""}, {"Due", ""}},
       .opened = {{"id", "7"}, {"type", "ticket"}},
       .ref = "7",
       .read = "/REST/2.0/ticket/7",
       .in_work = {{"Status", "open"}},
       .done = {{"Status", "resolved"}},
       .rejected = {{"Status", "rejected"}},
       .reason = "/REST/2.0/ticket/7/attachments?fields=Content,ContentType&order=DESC&orderby=id&per_page=1",
       .why = {{"items", {{{"Content", "not ours"}}}}}},
      {.description = "jira",
       .settings = {{"project", "OPS"}, {"issue_type", "Task"}},
       .authorization = "Authorization: Bearer s3cret",
       .search =
           "/rest/api/2/search?jql=labels%20%3D%20%22" + encoded_key() + "%22&fields=labels&maxResults=2",
       .nothing_found = {{"issues", Json::array()}, {"total", 0}},
       .found = {{"issues", {{{"key", "OPS-7"}, {"fields", {{"labels", {"a", kKey}}}}}}}},
       .open = "/rest/api/2/issue",
       .accepted_fields = {{"fields",
                            {{"project", {{"key", ""}}},
                             {"issuetype", {{"name", ""}}},
                             {"summary", ""},
                             {"description", ""},
                             {"labels", Json::array()},
                             {"duedate", ""}}}},
       .opened = {{"id", "10000"}, {"key", "OPS-7"}},
       .ref = "OPS-7",
       .read = "/rest/api/2/issue/OPS-7?fields=status,resolution",
       .in_work = {{"fields",
                    {{"status", {{"statusCategory", {{"key", "indeterminate"}}}}}, {"resolution", nullptr}}}},
       .done = {{"fields",
                 {{"status", {{"statusCategory", {{"key", "done"}}}}}, {"resolution", {{"name", "Done"}}}}}},
       .rejected = {{"fields",
                     {{"status", {{"statusCategory", {{"key", "done"}}}}},
                      {"resolution", {{"name", "Won't Do"}}}}}},
       .reason = "/rest/api/2/issue/OPS-7/comment?orderBy=-created&maxResults=1",
       .why = {{"comments", {{{"body", "not ours"}}}}}},
      {.description = "jira_cloud",
       .settings = {{"project", "OPS"}, {"issue_type", "Task"}},
       .authorization = kBasic,
       .search =
           "/rest/api/2/search/jql?jql=labels%20%3D%20%22" + encoded_key() + "%22&fields=labels&maxResults=2",
       .nothing_found = {{"issues", Json::array()}, {"isLast", true}},
       .found = {{"issues", {{{"key", "OPS-7"}, {"fields", {{"labels", {kKey}}}}}}}},
       .open = "/rest/api/2/issue",
       .accepted_fields = {{"fields",
                            {{"project", {{"key", ""}}},
                             {"issuetype", {{"name", ""}}},
                             {"summary", ""},
                             {"description", ""},
                             {"labels", Json::array()},
                             {"duedate", ""}}}},
       .opened = {{"id", "10000"}, {"key", "OPS-7"}},
       .ref = "OPS-7",
       .read = "/rest/api/2/issue/OPS-7?fields=status,resolution",
       .in_work = {{"fields", {{"status", {{"statusCategory", {{"key", "new"}}}}}, {"resolution", nullptr}}}},
       .done = {{"fields",
                 {{"status", {{"statusCategory", {{"key", "done"}}}}}, {"resolution", {{"name", "Done"}}}}}},
       .rejected = {{"fields",
                     {{"status", {{"statusCategory", {{"key", "done"}}}}},
                      {"resolution", {{"name", "Declined"}}}}}},
       .reason = "/rest/api/2/issue/OPS-7/comment?orderBy=-created&maxResults=1",
       .why = {{"comments", {{{"body", "not ours"}}}}}},
      {.description = "servicenow",
       .settings = {{"table", "incident"}, {"assignment_group", "Access"}},
       .authorization = kBasic,
       .search = "/api/now/table/incident?sysparm_query=correlation_id%3D" + encoded_key() +
                 "&sysparm_fields=sys_id,correlation_id&sysparm_limit=2",
       .nothing_found = {{"result", Json::array()}},
       .found = {{"result", {{{"sys_id", "9d38"}, {"correlation_id", kKey}}}}},
       .open = "/api/now/table/incident",
       .accepted_fields = {{"short_description", ""},
                           {"description", ""},
                           {"correlation_id", ""},
                           {"correlation_display", ""},
                           {"assignment_group", ""},
                           {"due_date", ""}},
       .opened = {{"result", {{"sys_id", "9d38"}, {"number", "INC0010001"}}}},
       .ref = "9d38",
       .read = "/api/now/table/incident/9d38?sysparm_fields=state,close_notes",
       .in_work = {{"result", {{"state", "2"}}}},
       .done = {{"result", {{"state", "6"}}}},
       .rejected = {{"result", {{"state", "8"}}}},
       .reason = "/api/now/table/incident/9d38?sysparm_fields=close_notes",
       .why = {{"result", {{"close_notes", "not ours"}}}}},
      {.description = "redmine",
       .settings = {{"project", "ops"}},
       .authorization = "X-Redmine-API-Key: s3cret",
       .search = "/issues.json?project_id=ops&status_id=*&subject=~" + encoded_key() + "&limit=25",
       .nothing_found = {{"issues", Json::array()}, {"total_count", 0}},
       .found = {{"issues", {{{"id", 7}, {"subject", std::string("x [") + kKey + "]"}}}}},
       .open = "/issues.json",
       .accepted_fields = {{"issue",
                            {{"project_id", ""}, {"subject", ""}, {"description", ""}, {"due_date", ""}}}},
       .opened = {{"issue", {{"id", 7}}}},
       .ref = "7",
       .read = "/issues/7.json",
       .in_work = {{"issue", {{"status", {{"id", 2}, {"name", "In Progress"}}}}}},
       .done = {{"issue", {{"status", {{"id", 5}, {"name", "Closed"}}}}}},
       .rejected = {{"issue", {{"status", {{"id", 6}, {"name", "Rejected"}}}}}},
       .reason = "/issues/7.json?include=journals",
       .why = {{"issue", {{"journals", {{{"notes", "first"}}, {{"notes", "not ours"}}}}}}}},
      {.description = "github",
       .settings = {{"repository", "brimstow/access"}},
       .authorization = "Authorization: Bearer s3cret",
       .search = "/repos/brimstow/access/issues?state=all&sort=created&direction=desc&per_page=100",
       .nothing_found = Json::array({{{"number", 6}, {"title", "something else"}}}),
       .found = Json::array({{{"number", 7}, {"title", std::string("x [") + kKey + "]"}}}),
       .open = "/repos/brimstow/access/issues",
       .accepted_fields = {{"title", ""}, {"body", ""}},
       .opened = {{"id", 1}, {"number", 7}},
       .ref = "7",
       .read = "/repos/brimstow/access/issues/7",
       .in_work = {{"state", "open"}, {"state_reason", nullptr}},
       .done = {{"state", "closed"}, {"state_reason", "completed"}},
       .rejected = {{"state", "closed"}, {"state_reason", "not_planned"}},
       .reason = "/repos/brimstow/access/issues/7/comments?per_page=100",
       .why = Json::array({{{"body", "first"}}, {{"body", "not ours"}}}),
       .privacy = "/repos/brimstow/access",
       .is_private = {{"private", true}},
       .is_public = {{"private", false}}},
      {.description = "gitlab",
       .settings = {{"project", "it/access"}},
       .authorization = "PRIVATE-TOKEN: s3cret",
       .search = "/api/v4/projects/it%2Faccess/issues?scope=all&in=title&search=" + encoded_key(),
       .nothing_found = Json::array(),
       .found = Json::array({{{"id", 76}, {"iid", 7}, {"title", std::string("x [") + kKey + "]"}}}),
       .open = "/api/v4/projects/it%2Faccess/issues",
       .accepted_fields = {{"title", ""}, {"description", ""}, {"due_date", ""}, {"confidential", true}},
       .opened = {{"id", 76}, {"iid", 7}},
       .ref = "7",
       .read = "/api/v4/projects/it%2Faccess/issues/7",
       .in_work = {{"state", "opened"}, {"labels", Json::array()}},
       .done = {{"state", "closed"}, {"labels", Json::array()}},
       .rejected = {{"state", "closed"}, {"labels", {"rejected"}}},
       .reason = "/api/v4/projects/it%2Faccess/issues/7/notes?sort=desc&per_page=1",
       .why = Json::array({{{"body", "not ours"}}}),
       .privacy = "/api/v4/projects/it%2Faccess",
       .is_private = {{"visibility", "internal"}},
       .is_public = {{"visibility", "public"}}},
  };
  return kSystems;
}

bool same_form(const Json& sent, const Json& accepted) {
  if (sent.type() != accepted.type()) return false;
  if (!accepted.is_object()) return true;
  for (const auto& [key, value] : sent.items()) {
    if (!accepted.contains(key) || !same_form(value, accepted[key])) return false;
  }
  return sent.size() == accepted.size();
}

class StrictServer {
 public:
  explicit StrictServer(const Published& system)
      : system_(system), server_([this](RawServer::Peer& peer) { serve(peer); }) {}

  int port() const { return server_.port(); }
  std::size_t opened() const { return opened_; }
  const std::vector<std::string>& refused() const { return refused_; }

  bool is_public = false;
  bool lose_next_answer = false;
  Json status;

 private:
  void serve(const RawServer::Peer& peer) {
    const std::string request = peer.read_request();
    if (request.empty()) return;
    const Json answer = answer_to(request);
    if (answer == Json("lost")) return;
    peer.write(answer.is_null() ? http_answer("404 Not Found") : http_answer("200 OK", answer.dump()));
  }

  Json answer_to(const std::string& request) {
    const std::string line = request.substr(0, request.find('\r'));
    const std::string colon = ": ";
    const std::string name = system_.authorization.substr(0, system_.authorization.find(colon));
    if (name + colon + header_of(request, name) != system_.authorization)
      return refuse(line + " unauthorised");
    if (line == "GET " + system_.search + " HTTP/1.1")
      return opened_ > 0 ? system_.found : system_.nothing_found;
    if (line == "GET " + system_.read + " HTTP/1.1") return status;
    if (line == "GET " + system_.reason + " HTTP/1.1") return system_.why;
    if (!system_.privacy.empty() && line == "GET " + system_.privacy + " HTTP/1.1")
      return is_public ? system_.is_public : system_.is_private;
    if (line != "POST " + system_.open + " HTTP/1.1") return refuse(line);
    const Json body = Json::parse(body_of(request), nullptr, false);
    if (!same_form(body, system_.accepted_fields)) return refuse(body_of(request));
    ++opened_;
    return std::exchange(lose_next_answer, false) ? Json("lost") : system_.opened;
  }
  Json refuse(const std::string& what) {
    refused_.push_back(what);
    return nullptr;
  }

  const Published& system_;
  std::size_t opened_ = 0;
  std::vector<std::string> refused_;
  RawServer server_;  // last: it serves as soon as it exists
};

class ShippedDescriptions : public testing::TestWithParam<Published> {
 protected:
  std::unique_ptr<TicketSink> sink() {
    ::setenv("REEVE_TEST_SINK", "s3cret", 1);
    std::map<std::string, std::string> options = GetParam().settings;
    options.insert({{"url", "http://127.0.0.1:" + std::to_string(server_.port())},
                    {"description", GetParam().description},
                    {"user", "reeve"},
                    {"secret_env", "REEVE_TEST_SINK"},
                    {"allow_private", "yes"}});
    return make_rest_sink({.name = "helpdesk", .kind = "rest", .base_dir = ".", .options = options}, clock_);
  }
  static TicketText text() {
    return {.idempotency_key = kKey,
            .title = std::string(400, 'x') + " remove a from b",
            .body = "what to do",
            .fields = {{"due", "2026-12-24"}}};
  }

  SystemClock clock_;
  StrictServer server_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Systems, ShippedDescriptions, testing::ValuesIn(systems()),
                         [](const auto& system) { return system.param.description; });

TEST_P(ShippedDescriptions, OpenATicketOnceInTheFormThatTheSystemAccepts) {
  const TicketOutcome opened = sink()->open(text());
  EXPECT_EQ(opened, (TicketOutcome{.kind = TicketOutcome::Kind::sent, .external_ref = GetParam().ref}));
  EXPECT_EQ(sink()->open(text()), opened);
  EXPECT_EQ(server_.opened(), 1U);
  EXPECT_THAT(server_.refused(), testing::IsEmpty());
}

TEST_P(ShippedDescriptions, FindATicketWhoseAnswerGotLost) {
  server_.lose_next_answer = true;
  EXPECT_EQ(sink()->open(text()).kind, TicketOutcome::Kind::retry);
  EXPECT_EQ(sink()->open(text()).external_ref, GetParam().ref);
  EXPECT_EQ(server_.opened(), 1U);
}

TEST_P(ShippedDescriptions, FollowItsStatus) {
  const auto status = [&](const Json& answer) {
    server_.status = answer;
    return sink()->status(GetParam().ref).value();
  };
  EXPECT_EQ(status(GetParam().in_work).kind, Kind::open);
  EXPECT_EQ(status(GetParam().done).kind, Kind::done);
  EXPECT_EQ(status(GetParam().rejected).kind, Kind::rejected);
  EXPECT_THAT(status(GetParam().rejected).detail, HasSubstr(": not ours"));
  EXPECT_EQ(status({{"something", "else"}}).kind, Kind::unknown);
  EXPECT_THAT(server_.refused(), testing::IsEmpty());
}

TEST_P(ShippedDescriptions, PutNothingWhereEverybodyCanReadIt) {
  if (GetParam().privacy.empty()) return;
  server_.is_public = true;
  EXPECT_EQ(sink()->open(text()).error,
            "everybody can read what is put there; use a place that is not public");
  EXPECT_EQ(server_.opened(), 0U);
}

class RestSinkOptions : public testing::Test {
 protected:
  std::string error_with(std::map<std::string, std::string> options) {
    ::setenv("REEVE_TEST_SINK", "s3cret", 1);
    options.insert({{"url", "https://tickets.example"}, {"secret_env", "REEVE_TEST_SINK"}});
    try {
      make_rest_sink({.name = "x", .kind = "rest", .base_dir = folder_.path().string(), .options = options},
                     clock_);
    } catch (const Error& error) {
      return error.message();
    }
    return "no error";
  }
  std::string error_of_description(const std::string& json) {
    folder_.write("own.json", json);
    return error_with({{"description", "own.json"}});
  }

  SystemClock clock_;
  ScratchDir folder_;
};

TEST_F(RestSinkOptions, AreThoseThatTheDescriptionAsksFor) {
  EXPECT_THAT(error_with({{"description", "jra"}}),
              HasSubstr("neither a file nor one of github, gitlab, jira"));
  EXPECT_THAT(error_with({{"description", "request_tracker"}, {"user", "a"}}), HasSubstr("`queue`"));
  EXPECT_THAT(error_with({{"description", "request_tracker"}, {"queue", "General"}}), HasSubstr("`user`"));
  EXPECT_THAT(error_with({{"description", "gitlab"}, {"project", "1"}, {"projct", "2"}}),
              HasSubstr("unknown option `projct`; did you mean `project`?"));
  EXPECT_EQ(error_with({{"description", "gitlab"}, {"project", "1"}}), "no error");
}

TEST_F(RestSinkOptions, ADescriptionIsCheckedBeforeItIsUsed) {
  const std::string sound =
      R"({"title":"t","authentication":"bearer","search":{"path":"/s?q={key}","list":"","match":"/t","ref":"/id"},)"
      R"("open":{"path":"/o","body":{"t":"{title}"},"ref":"/id"},"read":{"path":"/r/{ref}","status":"/s"}})";
  EXPECT_EQ(error_of_description(sound), "no error");
  EXPECT_THAT(error_of_description("{"), HasSubstr("own.json"));
  EXPECT_THAT(error_of_description(R"({"title":"t"})"), HasSubstr("has no `authentication`"));
  std::string changed = sound;
  changed.replace(changed.find("\"match\""), 7, "\"mach\"");
  EXPECT_THAT(error_of_description(changed), HasSubstr("has no `match`"));
  EXPECT_THAT(error_of_description(sound.substr(0, sound.size() - 1) + R"(,"statuses":{"x":"gone"}})"),
              HasSubstr("use open, done or rejected"));
}

}  // namespace
}  // namespace reeve::test
