// The shipped policies as files, and OPA as a command that reads them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/json.h"

namespace reeve::test {

struct OpaOutput {
  int exit_code = 0;
  std::string text;  // standard output, then standard error
};

// Runs `opa ARGUMENTS` in the folder of the checkout. Arguments are words without quotes and white space.
OpaOutput run_opa(const std::vector<std::string>& arguments);

// As before; throws where OPA fails or does not answer JSON.
Json opa_json(const std::vector<std::string>& arguments);

// Folders with Rego, and "reeve.<name>:policies/data/<name>.json" for each data file: arguments for OPA.
std::vector<std::string> rego_folders();
std::vector<std::string> data_files();

std::string text_of(const std::filesystem::path& relative);

struct ShippedRule {
  std::string id;    // "lifecycle/leaver"
  std::string text;  // of the module
  Json metadata;     // annotations of the package: title, description, custom
};

// All of them, ordered by id.
std::vector<ShippedRule> shipped_rules();

}  // namespace reeve::test
