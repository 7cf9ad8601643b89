// Facts of directories as one line of text each.
#pragma once

#include <string>
#include <vector>

#include "engine/model/facts.h"
#include "engine/model/sync_run.h"

namespace reeve::test {

// Everything that is told, such as "account ana `Ana Lopes` person enabled=yes".
std::vector<std::string> principal_texts(const std::vector<Fact>& facts);
std::vector<std::string> identity_texts(const std::vector<Fact>& facts);
// "ana in support", and "ana in mail -inherited".
std::vector<std::string> membership_texts(const std::vector<Fact>& facts);
// "where: reason [key]"
std::vector<std::string> reject_texts(const std::vector<Reject>& rejects);

}  // namespace reeve::test
