// How subjects are judged, as an executable specification: OPA is asked about every single row, with all
// attributes of the grain. It shares no situations, batches, cache or dependencies with the engine.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/opa/opa_client.h"
#include "engine/opa/opa_process.h"
#include "engine/policy/rule_evaluation.h"

namespace reeve::test {

// One subject with every attribute of its grain, nested, and the names of those that are known in part.
struct FullRow {
  Json input = Json::object();
  std::set<std::string> in_part;

  void set(const std::string& attribute, const Json& value, bool is_in_part);
};

std::vector<FullRow> full_rows(const AttributeColumns& columns);

class RowByRow {
 public:
  struct Reader {
    Rule rule;
    std::set<std::string> reads;
  };

  RowByRow(const std::vector<PolicyModule>& modules, const Json& data, std::vector<Reader> readers);

  // By rule id, of the rules of the grain.
  std::map<std::string, Judgement> judge(Grain grain, const FullRow& row);

 private:
  using Verdicts = std::map<std::string, Verdict>;
  std::string module() const;
  Verdicts ask(Grain grain, const Json& input);
  Verdict ask_alone(std::size_t reader, const Json& input);
  OpaAnswer post(const std::string& rule, const Json& input);

  std::vector<Reader> readers_;
  OpaProcess process_;
  OpaClient client_;
};

}  // namespace reeve::test
