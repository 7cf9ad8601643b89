#include "engine/workflow/name_rules.h"

#include <algorithm>
#include <iterator>

#include "engine/core/digest.h"
#include "engine/core/error.h"
#include "engine/workflow/policy_files.h"

namespace reeve {
namespace {

constexpr const char* kPackage = "data.reeve.classification";
constexpr std::ptrdiff_t kAskedAtOnce = 5000;  // so that a person sees that it goes on

Json input_of(const NameQuestion& question) {
  return {{"kind", question.kind},
          {"name", question.name},
          {"parent_name", question.parent_name},
          {"schema", question.schema},
          {"labels", question.labels}};
}

bool is_decision(const Json& member) {
  if (!member.is_object() || !member.contains("categories") || !member.at("categories").is_array())
    return false;
  for (const Json& category : member.at("categories")) {
    if (!category.is_string()) return false;
  }
  return true;
}

NameAnswer answer_from(const Json& decision) {
  NameAnswer out{.categories = decision.at("categories").get<std::vector<std::string>>(), .error = {}};
  if (decision.contains("confidence") && decision.at("confidence").is_number_integer())
    out.confidence = decision.at("confidence").get<int>();
  if (decision.contains("why") && decision.at("why").is_string()) out.why = decision.at("why");
  return out;
}

Json kept_form(const NameAnswer& answer) {
  if (!answer.categories) return {};
  return {{"categories", *answer.categories}, {"confidence", answer.confidence}, {"why", answer.why}};
}

// The set `decision` has at most one member.
NameAnswer answer_of(const Verdict& verdict) {
  if (!verdict.error.empty()) return {.categories = std::nullopt, .error = verdict.error};
  if (verdict.violations.empty()) return {};
  if (verdict.violations.size() > 1) {
    return {.categories = std::nullopt, .error = "they decide in more than one way"};
  }
  const Json& decision = verdict.violations.front();
  if (!is_decision(decision))
    return {.categories = std::nullopt, .error = "their decision has no list of categories"};
  return answer_from(decision);
}

// Everything that an answer depends on besides its question.
Digest rules_digest(const std::vector<PolicyModule>& modules, const Json& data, const std::string& engine) {
  Sha256 sha;
  sha.update_sized("naming rules with reasons").update_sized(engine).update_sized(canonical_json(data));
  for (const PolicyModule& module : modules) sha.update_sized(module.path).update_sized(module.text);
  return sha.finish();
}

// Answers of earlier times: the question's canonical text -> decision, or null for undecided. What failed
// is not kept.
class KnownAnswers {
 public:
  KnownAnswers(Store& store, const Digest& digest) : store_(store), digest_(digest) {
    if (const auto blob = store.cached_verdicts(digest))
      answers_ = parse_json(*blob, "kept answers of naming rules");
  }

  std::optional<NameAnswer> find(const std::string& question) const {
    const auto it = answers_.find(question);
    if (it == answers_.end()) return std::nullopt;
    if (it->is_null()) return NameAnswer{};
    return answer_from(*it);
  }
  void add(const std::string& question, const NameAnswer& answer) {
    if (!answer.error.empty()) return;
    answers_[question] = kept_form(answer);
  }
  void keep() const { store_.cache_verdicts(digest_, canonical_json(answers_)); }

 private:
  Store& store_;
  Digest digest_;
  Json answers_ = Json::object();
};

std::vector<Verdict> evaluate(Evaluator& evaluator, const std::vector<Json>& inputs, Progress& progress) {
  std::vector<Verdict> out;
  while (out.size() < inputs.size()) {
    progress.update("asking the naming rules", static_cast<std::int64_t>(out.size()),
                    static_cast<std::int64_t>(inputs.size()));
    const auto begin = inputs.begin() + static_cast<std::ptrdiff_t>(out.size());
    const auto end = begin + std::min<std::ptrdiff_t>(kAskedAtOnce, inputs.end() - begin);
    std::vector<Verdict> verdicts = evaluator.evaluate(kPackage, {begin, end});
    if (std::ssize(verdicts) != end - begin) {
      throw Error(ErrorCode::internal, "the policy engine gave another number of answers than questions");
    }
    std::ranges::move(verdicts, std::back_inserter(out));
  }
  return out;
}

}  // namespace

AskNames name_rules(const Context& context, Store& store, const Json& policy_data) {
  return [&context, &store, policy_data](const std::vector<NameQuestion>& questions) {
    const std::vector<PolicyModule> modules = policy_modules({"policies/lib/", "policies/classification/"});
    const auto evaluator = context.start_evaluator();
    KnownAnswers known(store, rules_digest(modules, policy_data, evaluator->cache_key()));
    std::vector<NameAnswer> answers(questions.size());
    std::vector<Json> unseen;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < questions.size(); ++i) {
      Json input = input_of(questions[i]);
      if (auto answer = known.find(canonical_json(input))) {
        answers[i] = std::move(*answer);
      } else {
        places.push_back(i);
        unseen.push_back(std::move(input));
      }
    }
    if (unseen.empty()) return answers;
    evaluator->load(modules, policy_data);
    const std::vector<Verdict> verdicts = evaluate(*evaluator, unseen, *context.progress);
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
      answers[places[i]] = answer_of(verdicts[i]);
      known.add(canonical_json(unseen[i]), answers[places[i]]);
    }
    known.keep();
    return answers;
  };
}

}  // namespace reeve
