// The commented reeve.toml that `reeve init` writes.
#include "engine/core/json.h"
#include "engine/workflow/config.h"

namespace reeve {
namespace {

constexpr std::string_view kHead = R"(# Configuration of Reeve. Every key: docs/formats/reeve-toml.md.
# Paths are relative to this file. A line that begins with # is a comment.

)";

constexpr std::string_view kBody = R"(
store = "sqlite:reeve.db"

[sync]
# A source that was last read longer ago than this is stale.
max_source_age_days = 7
# A read that loses more than this share of identities, memberships or grants waits for a person to accept it.
quarantine_loss_percent = 20
# What joins sources: a directory group is a database role. docs/formats/bindings.md
# bindings = "bindings.csv"

[classification]
# Decisions about what resources contain. docs/formats/labels.md
# labels = "labels.csv"

[campaign]
# Who reviews what has no other reviewer: an identity key or e-mail.
owner = ""
days = 14

[portal]
listen = "127.0.0.1:8080"
# The address that reviewers see, where it is not the one above.
url = ""

# Who else may look, by e-mail: `reeve portal link --role auditor --person E-MAIL` makes the link.
# [portal.roles]
# campaign_owner = []
# administrator = []
# auditor = []

# --- sources. `reeve source check` tries each of them.

# People, from a folder with identities.csv. docs/formats/facts.md
# [source.hr]
# kind = "csv"
# dir = "facts/hr"
# sections = "identities"

# --- where removals are asked for.

# [ticket.removals]
# kind = "jsonl"
# file = "removals.jsonl"
)";

}  // namespace

std::string config_template(const std::string& company) {
  // A JSON text is a TOML text too.
  return std::string(kHead) + "company = " + canonical_json(Json(company)) + std::string(kBody);
}

}  // namespace reeve
