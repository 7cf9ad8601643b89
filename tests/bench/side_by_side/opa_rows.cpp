#include "tests/bench/side_by_side/opa_rows.h"

#include <atomic>
#include <stdexcept>
#include <thread>

#include "engine/core/text.h"
#include "engine/opa/opa_process.h"
#include "engine/opa/policy_loader.h"
#include "tests/bench/side_by_side/measure.h"
#include "tests/support/paths.h"

namespace reeve::bench {
namespace {

constexpr std::size_t kConnections = 2;
constexpr std::string_view kTarget = "/v1/data/side_by_side/results?strict-builtin-errors=true";

// A row answers with the rules that have something to say; asking is the same work as if all answered.
std::string module_of(const RuleBook& book, const std::vector<BatchEntry>& entries) {
  std::string all;
  for (const Rule& rule : book.rules()) {
    if (rule.metadata.grain != Grain::access) continue;
    const auto entry = std::ranges::find_if(
        entries, [&](const BatchEntry& e) { return printable_path(e.package) == rule.package; });
    const std::string unsure = entry->has_not_evaluable ? rule.package + ".not_evaluable" : "set()";
    all += "\t" + canonical_json(rule.id) + ": {\"v\": " + rule.package + ".violation, \"n\": " + unsure +
           "},\n";
  }
  return "package side_by_side\n\nall := {\n" + all +
         "}\n\nfound := {id: verdict | some id, verdict in all; count(verdict.v) + count(verdict.n) > 0}\n\n"
         "results := [{\"i\": i, \"r\": r} |\n\tsome i, row in input.rows\n\tr := found with input as "
         "row\n]\n";
}

Json full_row(const AttributeColumns& columns, std::size_t row) {
  Json input = Json::object();
  for (const AttributeColumn& column : columns.columns) {
    const auto dot = column.name.find('.');
    input[column.name.substr(0, dot)][column.name.substr(dot + 1)] = column.values[column.codes[row]];
  }
  return input;
}

std::string body_of(const AttributeColumns& columns, std::size_t begin, std::size_t end) {
  std::string body = R"({"input":{"rows":[)";
  for (std::size_t row = begin; row < end; ++row) {
    if (row > begin) body += ',';
    body += canonical_json(full_row(columns, row));
  }
  return body + "]}}";
}

}  // namespace

std::string said(const Json& violations, const Json& not_evaluable) {
  if (violations.empty() && not_evaluable.empty()) return {};
  return canonical_json({violations, not_evaluable});
}

struct OpaRows::State {
  OpaProcess process{{.binary = test::opa_binary().string()}};

  OpaClient connect() const {
    return {process.address(),
            {.timeout = std::chrono::minutes(5), .max_response_bytes = 512U << 20U, .ca_file = {}}};
  }

  // Calls take(batch, answer) for each body; the connections take turns as they get free.
  template <class Take>
  void post(const std::vector<std::string>& bodies, const Take& take) const {
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < kConnections; ++t) {
      threads.emplace_back([&] {
        OpaClient client = connect();
        for (std::size_t i = next++; i < bodies.size(); i = next++) {
          const OpaAnswer answer = client.call("POST", std::string(kTarget), bodies[i]);
          if (answer.status != 200) {
            failed = true;
          } else {
            take(i, answer.body);
          }
        }
      });
    }
    threads.clear();
    if (failed) throw std::runtime_error("OPA refused a batch of full rows");
  }
};

OpaRows::OpaRows(const RuleBook& book) : state_(std::make_unique<State>()) {
  OpaClient client = state_->connect();
  const auto& policies = book.policies();
  const LoadedPolicies loaded = load_policies(client, policies.modules, policies.data);
  std::vector<PolicyModule> all = policies.modules;
  all.push_back({"side_by_side.rego", module_of(book, loaded.entries)});
  load_policies(client, all, policies.data);
}

OpaRows::~OpaRows() = default;

double OpaRows::rate(const AttributeColumns& columns, std::size_t begin, std::size_t rows,
                     std::size_t batch) {
  std::vector<std::string> bodies;
  for (std::size_t at = 0; at < rows; at += batch) {
    bodies.push_back(body_of(columns, begin + at, begin + std::min(at + batch, rows)));
  }
  return static_cast<double>(rows) /
         seconds_of([&] { state_->post(bodies, [](std::size_t, const Json&) {}); });
}

OpaRows::Said OpaRows::ask(const AttributeColumns& columns, std::size_t begin, std::size_t rows,
                           std::size_t batch) {
  std::vector<std::string> bodies;
  for (std::size_t at = 0; at < rows; at += batch) {
    bodies.push_back(body_of(columns, begin + at, begin + std::min(at + batch, rows)));
  }
  std::vector<Json> answers(bodies.size());
  state_->post(bodies, [&](std::size_t i, const Json& answer) { answers[i] = answer; });
  Said all;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    for (const Json& item : answers[i].at("result")) {
      const std::size_t row = i * batch + item.at("i").get<std::size_t>();
      for (const auto& [rule, verdict] : item.at("r").items()) {
        auto& of_rule = all.try_emplace(rule, rows).first->second;
        of_rule[row] = said(verdict.at("v"), verdict.at("n"));
      }
    }
  }
  return all;
}

}  // namespace reeve::bench
