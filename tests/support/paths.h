#pragma once

#include <filesystem>
#include <optional>

namespace reeve::test {

// The checkout that the tests were built from.
std::filesystem::path source_dir();

// The build folder of the preset; the binaries of `reeve` and OPA stand in it.
std::filesystem::path build_dir();
std::filesystem::path reeve_binary();
std::filesystem::path opa_binary();

// Real data that is not part of the project: $REEVE_SHARED_DATA, else ../shared/data beside the checkout.
// Nothing when it is not there; a test that needs it then skips and says so.
std::optional<std::filesystem::path> shared_data_dir();

}  // namespace reeve::test
