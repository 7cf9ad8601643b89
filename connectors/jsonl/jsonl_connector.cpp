#include "connectors/jsonl/jsonl_connector.h"

#include "connectors/jsonl/jsonl_client.h"

namespace reeve {

ConnectorKind jsonl_connector() {
  return {.name = "jsonl",
          .help = "a folder of JSON Lines files, one per kind of fact (docs/formats/facts.md)",
          .options = fact_file_options("jsonl"),
          .create = [](const SourceConfig& config, const Clock&) {
            return make_fact_file_connector(config, {.name = "jsonl", .open = open_jsonl_facts});
          }};
}

}  // namespace reeve
