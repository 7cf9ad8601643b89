// Bytes as compressed files hold them.
#pragma once

#include <string>

namespace reeve::test {

std::string gzip(const std::string& bytes);
std::string zstd(const std::string& bytes);

}  // namespace reeve::test
