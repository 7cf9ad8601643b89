// How MariaDB (10.6 and later) takes an edge away, and gives it back. Pure text.
//
// Names stand in backquotes; `%` and `_` in the name of a database are escaped, so that no pattern is meant.
// A right that comes by a pattern is revoked on that pattern. Rights as definer, proxies, and roles that are
// borrowed from another host of the same user have no statement of their own, and the text says what to do.
#pragma once

#include "engine/remediation/removal_words.h"

namespace reeve {

RemovalText mariadb_removal_text(const EdgeFacts& edge);

}  // namespace reeve
