#include "tests/support/publish_run.h"

namespace reeve::test {

SyncRun publish_run(Store& store, const std::string& id, const std::string& source,
                    const std::vector<Fact>& facts) {
  const auto writer = store.begin_run({.id = id, .source = source});
  RunEnd end;
  for (const Section section : all_sections()) {
    end.sections[static_cast<std::size_t>(section)] = {.section = section, .state = SectionState::complete};
  }
  for (const Fact& fact : facts) {
    writer->add(fact);
    ++end.sections[static_cast<std::size_t>(section_of(fact))].read;
  }
  return writer->publish(end);
}

}  // namespace reeve::test
