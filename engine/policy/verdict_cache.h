// Verdicts that earlier evaluations have worked out, kept as one blob per rule digest.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "engine/core/digest.h"
#include "engine/policy/dependencies.h"
#include "engine/policy/evaluator.h"

namespace reeve {

// Where blobs are kept. Both functions may be empty: then nothing is remembered.
struct VerdictStore {
  std::function<std::optional<std::string>(const Digest&)> get;
  std::function<void(const Digest&, const std::string&)> put;
};

// Everything that the verdicts of a rule depend on besides the situation: the engine, the raw text of every
// module reached, the base data reached, and which attributes make up a situation.
Digest rule_digest(const Rule& rule, const Dependencies& dependencies, const std::string& engine_key,
                   const std::vector<PolicyModule>& modules, const Json& data);

// Verdicts by the canonical JSON of the tuple of values itself. Verdicts with an error are not kept.
using KnownVerdicts = std::map<std::string, Verdict>;

std::string encode_verdicts(const KnownVerdicts& verdicts);
// Nothing where the text is not what encode_verdicts writes: then everything is asked again.
KnownVerdicts decode_verdicts(const std::string& blob);

}  // namespace reeve
