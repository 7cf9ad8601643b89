#include "engine/policy/rule_evaluation.h"

#include "engine/core/error.h"

namespace reeve {
namespace {

// The attributes of the situation that are null and not handled by the rule.
std::vector<std::string> unknown_attributes(const Rule& rule, const Situations& situations, std::uint32_t i) {
  std::vector<std::string> unknown;
  for (std::size_t a = 0; a < situations.attributes().size(); ++a) {
    const std::string& name = situations.attributes()[a];
    if (situations.value(i, a).is_null() && !rule.metadata.handles_unknown.contains(name))
      unknown.push_back(name);
  }
  return unknown;
}

Judgement judgement_of(const Verdict& verdict) {
  return {.violations = verdict.violations,
          .not_evaluable = verdict.not_evaluable,
          .unknown = {},
          .error = verdict.error};
}

KnownVerdicts remembered(const VerdictStore& store, const Digest& digest) {
  if (!store.get) return {};
  const auto blob = store.get(digest);
  return blob ? decode_verdicts(*blob) : KnownVerdicts{};
}

class Judge {
 public:
  Judge(const Rule& rule, const Situations& situations, Evaluator& evaluator)
      : rule_(rule), situations_(situations), evaluator_(evaluator), judged_(situations.size()) {}

  void run(const Digest& digest, const VerdictStore& store) {
    const KnownVerdicts before = remembered(store, digest);
    KnownVerdicts known;
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < situations_.size(); ++i) {
      judged_[i].unknown = unknown_attributes(rule_, situations_, i);
      if (!judged_[i].unknown.empty()) {
        ++unknown_;
        continue;
      }
      const std::string key = canonical_json(situations_.tuple(i));
      if (const auto it = before.find(key); it != before.end()) {
        judged_[i] = judgement_of(it->second);
        known.insert(*it);
      } else {
        open.push_back(i);
      }
    }
    ask(open, known);
    if (store.put && !open.empty()) store.put(digest, encode_verdicts(known));
    asked_ = open.size();
  }

  // What a row gets whose situation is `i`: a violation of what is known in part stands; otherwise the
  // judgement of what is not known counts.
  std::uint32_t settled(std::uint32_t i) const {
    const bool stands =
        situations_.fallback(i) == i || !judged_[i].violations.empty() || !judged_[i].error.empty();
    return stands ? i : situations_.fallback(i);
  }

  // Ends the work with the situations, whose numbers become those of judgements.
  RuleVerdicts finish(Situations&& situations) {
    RuleVerdicts result;
    result.situations = situations.size();
    result.asked = asked_;
    result.unknown = unknown_;
    std::vector<std::uint32_t> settled_as;
    bool as_is = true;
    for (std::uint32_t i = 0; i < situations.size(); ++i) {
      settled_as.push_back(settled(i));
      as_is = as_is && settled_as[i] == i;
    }
    result.of_row = std::move(situations).take_rows();
    if (!as_is) {
      for (std::uint32_t& row : result.of_row) row = settled_as[row];
    }
    result.judgements = std::move(judged_);
    return result;
  }

 private:
  void ask(const std::vector<std::uint32_t>& open, KnownVerdicts& known) {
    std::vector<Json> inputs;
    inputs.reserve(open.size());
    for (const std::uint32_t i : open) inputs.push_back(situations_.input(i));
    const std::vector<Verdict> verdicts =
        inputs.empty() ? std::vector<Verdict>{} : evaluator_.evaluate(rule_.package, inputs);
    if (verdicts.size() != open.size()) {
      throw Error(ErrorCode::policy_engine, "the policy engine gave " + std::to_string(verdicts.size()) +
                                                " verdicts for " + std::to_string(open.size()) +
                                                " situations");
    }
    for (std::size_t k = 0; k < open.size(); ++k) {
      judged_[open[k]] = judgement_of(verdicts[k]);
      known[canonical_json(situations_.tuple(open[k]))] = verdicts[k];
    }
  }

  const Rule& rule_;
  const Situations& situations_;
  Evaluator& evaluator_;
  std::vector<Judgement> judged_;
  std::size_t asked_ = 0, unknown_ = 0;
};

}  // namespace

RuleVerdicts judge(const Rule& rule, const Dependencies& dependencies, const AttributeColumns& columns,
                   const Digest& digest, Evaluator& evaluator, const VerdictStore& store) {
  Situations situations(columns, dependencies.attributes);
  Judge judge(rule, situations, evaluator);
  judge.run(digest, store);
  return judge.finish(std::move(situations));
}

}  // namespace reeve
