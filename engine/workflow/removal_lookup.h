// Finds the removal that people mean, and gives removals short names.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/store/store.h"

namespace reeve {

// By its short name, or any other unique beginning of its id or unique end of it, at least four characters.
// Error{not_found}, Error{usage} where several match.
Removal find_removal(Store& store, const std::string& text);

// The last characters of the id: as many as tell these removals apart, eight at least. Ids begin with the
// time, so their beginnings are all alike.
std::map<std::string, std::string> short_names(const std::vector<Removal>& removals);

}  // namespace reeve
