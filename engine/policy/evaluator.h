// PORT Evaluator: something that runs Rego. The only implementation is OPA (engine/opa); the twin in tests
// runs functions.
//
// Thread rule: evaluate() may be called from several threads. Errors: Error{policy_engine} where the engine
// is not there or does not answer, Error{policy} with file, row and column where a module does not compile.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/json.h"

namespace reeve {

struct PolicyModule {
  std::string path;  // "policies/rules/leaver/leaver/leaver.rego"
  std::string text;
};

// One situation's verdict. `error` not empty: the rule failed on it (strict errors), gave no result or took
// too long, so it is not evaluable.
struct Verdict {
  Json violations = Json::array();     // the package's `violation` set, or `decision` where it has none
  Json not_evaluable = Json::array();  // the rule's `not_evaluable` set
  std::string error;
};

class Evaluator {
 public:
  virtual ~Evaluator() = default;

  virtual std::string version() = 0;  // "opa 1.22.2", for people
  // Everything about the engine itself that a verdict may depend on; part of every cache key.
  virtual std::string cache_key() = 0;
  // Builtins whose result does not follow from their arguments. Rules that use one are refused.
  virtual std::set<std::string> nondeterministic_builtins() = 0;
  // Replaces everything that was loaded. `data` is the base document.
  virtual void load(const std::vector<PolicyModule>& modules, const Json& data) = 0;
  // The compiled tree of every module by path, as the engine tells it (for dependency analysis).
  virtual std::vector<std::pair<std::string, Json>> compiled() = 0;
  // Evaluates `package` ("data.reeve.rules.leaver.leaver") once per input, in order. Exactly one verdict per
  // input. Throws Error{policy} where no loaded module defines `violation` or `decision` in that package.
  virtual std::vector<Verdict> evaluate(const std::string& package, const std::vector<Json>& inputs) = 0;
};

}  // namespace reeve
