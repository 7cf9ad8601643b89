#include "engine/opa/opa_evaluator.h"

#include <algorithm>
#include <mutex>
#include <shared_mutex>

#include "engine/core/error.h"
#include "engine/opa/batch_module.h"
#include "engine/opa/opa_binary.h"
#include "engine/opa/opa_client.h"
#include "engine/opa/opa_process.h"
#include "engine/opa/policy_loader.h"

namespace reeve {
namespace {

class OpaEvaluator final : public Evaluator {
 public:
  explicit OpaEvaluator(const OpaSettings& settings)
      : settings_(settings), binary_(find_opa(settings.binary)), process_({.binary = binary_.path}) {}

  std::string version() override { return "opa " + binary_.version; }

  std::string cache_key() override {
    // The batch module of an invented package: any change to how batches are asked changes the key.
    return version() + "\n" + batch_module({{{"data", "p"}, "violation", true}});
  }

  std::set<std::string> nondeterministic_builtins() override { return binary_.nondeterministic; }

  void load(const std::vector<PolicyModule>& modules, const Json& data) override {
    const std::unique_lock lock(loading_);
    loaded_ = {};
    OpaClient client = connect();
    LoadedPolicies loaded = load_policies(client, modules, data);
    modules_ = modules;
    data_ = data;
    loaded_ = std::move(loaded);
  }

  std::vector<std::pair<std::string, Json>> compiled() override {
    const std::shared_lock lock(loading_);
    return loaded_.compiled;
  }

  std::vector<Verdict> evaluate(const std::string& package, const std::vector<Json>& inputs) override {
    std::string target;
    {
      const std::shared_lock lock(loading_);
      target = batch_target(loaded_.entries, package);
    }
    return run_batches(inputs, settings_.limits, [&]() -> AskBatch {
      return [this, target, client = std::make_shared<OpaClient>(connect())](const std::string& body) {
        return ask(*client, target, body);
      };
    });
  }

 private:
  OpaClient connect() const {
    return {process_.address(),
            {.timeout = settings_.batch_timeout, .max_response_bytes = 512U << 20U, .ca_file = {}}};
  }

  BatchAnswer ask(OpaClient& client, const std::string& target, const std::string& body) {
    while (true) {
      OpaAnswer answer;
      std::uint64_t life = 0;
      {
        const std::shared_lock lock(loading_);
        life = life_;
        answer = client.call("POST", target, body);
      }
      if (!is_gone(answer)) return batch_answer(client, std::move(answer), settings_.batch_timeout);
      bring_back(life);
    }
  }

  // Whoever comes first starts OPA again; those who saw the same end find it done.
  void bring_back(std::uint64_t seen_life) {
    const std::unique_lock lock(loading_);
    if (life_ != seen_life) return;
    process_.restart();
    ++life_;
    OpaClient client = connect();
    loaded_ = load_policies(client, modules_, data_);
  }

  OpaSettings settings_;
  OpaBinary binary_;
  OpaProcess process_;
  // Held shared while a batch is asked and alone while modules are exchanged: no batch meets half a load.
  std::shared_mutex loading_;
  std::uint64_t life_ = 0;
  std::vector<PolicyModule> modules_;
  Json data_ = Json::object();
  LoadedPolicies loaded_;
};

}  // namespace

std::unique_ptr<Evaluator> start_opa(const OpaSettings& settings) {
  return std::make_unique<OpaEvaluator>(settings);
}

}  // namespace reeve
