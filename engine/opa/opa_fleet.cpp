#include "engine/opa/opa_fleet.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <shared_mutex>

#include "engine/core/digest.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/net/address.h"
#include "engine/opa/batch_module.h"
#include "engine/opa/opa_binary.h"
#include "engine/opa/opa_client.h"
#include "engine/opa/policy_loader.h"

namespace reeve {
namespace {

struct Server {
  Url address;
  Json provenance;      // as of the last load
  std::string problem;  // why it is set aside; empty: it works
};

Url server_url(const std::string& text, const FleetSettings& settings) {
  Url url = parse_url(text);
  const bool web = url.scheme == "http" || url.scheme == "https";
  if (!web || url.target != "/") {
    throw Error(ErrorCode::config, "`" + text + "` in opa.urls must be like https://opa.example:8181");
  }
  if (url.scheme == "http" && !settings.token.empty() && !is_loopback(url.host)) {
    throw Error(ErrorCode::config, "the token for `" + text + "` would be readable on its way; use https");
  }
  return url;
}

// An answer that says that the server, or what stands before it, is not there for now.
bool is_away(const OpaAnswer& answer) {
  return is_gone(answer) || (answer.status >= 502 && answer.status <= 504);
}

class OpaFleet final : public Evaluator {
 public:
  explicit OpaFleet(const FleetSettings& settings) : settings_(settings), binary_(find_opa(settings.binary)) {
    for (const std::string& url : settings.urls) {
      servers_.push_back({server_url(url, settings), {}, {}});
      greet(servers_.back());
    }
    check_one_works();
  }

  std::string version() override {
    const std::shared_lock lock(loading_);
    const std::lock_guard guard(problems_);
    const auto working = std::ranges::count(servers_, "", &Server::problem);
    return engine() + " on " + std::to_string(working) + " of " +
           count_of(servers_.size(), "server", "servers");
  }

  // The batch module of an invented package, as the child's evaluator has it: their verdicts are the same.
  std::string cache_key() override {
    return engine() + "\n" + batch_module({{{"data", "p"}, "violation", true}});
  }

  std::set<std::string> nondeterministic_builtins() override { return binary_.nondeterministic; }

  void load(const std::vector<PolicyModule>& modules, const Json& data) override {
    const std::unique_lock lock(loading_);
    modules_ = modules;
    data_ = data;
    reloads_ = 0;
    load_all();
  }

  std::vector<std::pair<std::string, Json>> compiled() override {
    const std::shared_lock lock(loading_);
    return loaded_.compiled;
  }

  std::vector<Verdict> evaluate(const std::string& package, const std::vector<Json>& inputs) override {
    {
      const std::shared_lock lock(loading_);
      batch_target(loaded_.entries, package);  // refuses a package that is not there
    }
    BatchLimits limits = settings_.limits;
    limits.connections *= servers_.size();
    return run_batches(inputs, limits, [&]() -> AskBatch {
      return [this, package, line = std::make_shared<Line>(next_line())](const std::string& body) {
        return ask(*line, package, body);
      };
    });
  }

 private:
  // One thread's connection: to one server, until that is set aside.
  struct Line {
    std::size_t server;
    OpaClient client;
  };

  std::string engine() const { return "opa " + binary_.version; }

  OpaClient connect(const Server& server) const {
    HttpHeaders headers;
    if (!settings_.token.empty()) headers.emplace_back("Authorization", "Bearer " + settings_.token);
    return {
        server.address,
        {.timeout = settings_.batch_timeout, .max_response_bytes = 512U << 20U, .ca_file = settings_.ca_file},
        headers};
  }

  // --- holding `loading_` alone, or before anybody else knows this object

  // What the server is. One that cannot be reached is set aside; one that is not what it should be ends all.
  void greet(Server& server) {
    OpaClient client = connect(server);
    const OpaAnswer answer = client.call("GET", "/v1/data/reeve_batch/nothing?provenance=true");
    if (is_away(answer) || answer.failure == HttpFailure::timeout) {
      server.problem = "cannot be reached";
      return;
    }
    const std::string name = server.address.origin();
    if (answer.status == 401 || answer.status == 403) {
      throw Error(ErrorCode::policy_engine, "the policy engine at " + name +
                                                " refuses to answer; check the token that `token_env` of "
                                                "[opa] names");
    }
    if (answer.failure != HttpFailure::none || answer.status != 200 || !answer.body.is_object()) {
      client.fail("use " + name, answer);
    }
    server.provenance = answer.body.value("provenance", Json::object());
    const std::string version = server.provenance.value("version", "of no known version");
    if (version != binary_.version) {
      throw Error(ErrorCode::policy_engine, "the policy engine at " + name + " is " + version + ", and `" +
                                                binary_.path + "` is " + binary_.version +
                                                "; use one version, or name another with `binary` of [opa]");
    }
    server.problem.clear();
  }

  void check_one_works() const {
    std::string all;
    for (const Server& server : servers_) {
      if (server.problem.empty()) return;
      all += (all.empty() ? "" : ", ") + server.address.origin() + " " + server.problem;
    }
    throw Error(ErrorCode::policy_engine, "no policy engine can be used: " + all);
  }

  void load_all() {
    const Tenancy tenancy{.shared = true,
                          .batch_package = std::string(kBatchPackage) + "_" + to_hex(random_bytes(12))};
    bool first = true;
    for (Server& server : servers_) {
      greet(server);
      if (!server.problem.empty()) continue;
      try {
        OpaClient client = connect(server);
        LoadedPolicies loaded = load_policies(client, modules_, data_, tenancy);
        if (first) loaded_ = std::move(loaded);
        first = false;
      } catch (const Error& error) {
        if (error.code() != ErrorCode::policy_engine) throw;
        server.problem = error.what();
      }
    }
    check_one_works();
    package_ = tenancy.batch_package;
    ++life_;
  }

  // --- by the threads of a run

  Line next_line() {
    const std::shared_lock lock(loading_);
    for (std::size_t tried = 0; tried < servers_.size(); ++tried) {
      const std::size_t i = turn_++ % servers_.size();
      const std::lock_guard guard(problems_);
      if (servers_[i].problem.empty()) return {i, connect(servers_[i])};
    }
    return {0, connect(servers_.front())};  // all are set aside: its first question finds that out
  }

  BatchAnswer ask(Line& line, const std::string& package, const std::string& body) {
    while (true) {
      std::uint64_t life = 0;
      std::string why;
      {
        const std::shared_lock lock(loading_);
        life = life_;
        OpaAnswer answer = line.client.call(
            "POST", batch_target(loaded_.entries, package, package_) + "&provenance=true", body);
        why = why_not_ours(servers_[line.server], answer);
        if (why.empty()) return batch_answer(line.client, std::move(answer), settings_.batch_timeout);
      }
      set_aside(line.server, why, life);
      line = next_line();
    }
  }

  // Empty where the answer is one of the server and of the load that was asked.
  static std::string why_not_ours(const Server& server, const OpaAnswer& answer) {
    if (is_away(answer)) return "went away";
    if (answer.status != 200 || !answer.body.is_object()) return {};
    if (answer.body.value("provenance", Json()) != server.provenance)
      return "became another version or bundle";
    return answer.body.contains("result") ? "" : "lost what was loaded, or somebody else loaded it";
  }

  // Where no server is left, all are loaded again by whoever comes first; the second time is an error.
  void set_aside(std::size_t server, const std::string& why, std::uint64_t seen_life) {
    {
      const std::shared_lock lock(loading_);
      if (life_ != seen_life) return;
      const std::lock_guard guard(problems_);
      servers_[server].problem = why;
      if (std::ranges::any_of(servers_, [](const Server& s) { return s.problem.empty(); })) return;
    }
    const std::unique_lock lock(loading_);
    if (life_ != seen_life) return;
    if (reloads_++ > 0) check_one_works();
    load_all();
  }

  FleetSettings settings_;
  OpaBinary binary_;
  // Held shared while a batch is asked and alone while modules are exchanged: no batch meets half a load.
  std::shared_mutex loading_;
  std::mutex problems_;  // guards Server::problem among threads that hold `loading_` shared
  std::vector<Server> servers_;
  std::atomic<std::size_t> turn_{0};
  std::uint64_t life_ = 0;
  int reloads_ = 0;
  std::string package_;  // of the batch module of the last load
  std::vector<PolicyModule> modules_;
  Json data_ = Json::object();
  LoadedPolicies loaded_;
};

}  // namespace

std::unique_ptr<Evaluator> use_fleet(const FleetSettings& settings) {
  if (settings.urls.empty()) throw Error(ErrorCode::config, "opa.urls names no server");
  return std::make_unique<OpaFleet>(settings);
}

}  // namespace reeve
