#include "tests/support/recording_sink.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace reeve::test {

void RecordingSink::open(Section section, std::string_view scope) {
  EXPECT_TRUE(sections_.emplace(section, Read{.scope = std::string{scope}}).second)
      << to_string(section) << " is opened twice";
  EXPECT_NE(scope, "") << to_string(section) << " has no scope";
  open_.push_back(section);
}

void RecordingSink::fact(Fact fact) {
  const Section section = section_of(fact);
  before_fact(section);
  EXPECT_TRUE(std::ranges::count(open_, section)) << "a fact of " << to_string(section) << " outside of it";
  sections_[section].facts.push_back(std::move(fact));
}

void RecordingSink::reject(Reject reject) {
  EXPECT_TRUE(std::ranges::count(open_, reject.section))
      << "a reject of " << to_string(reject.section) << " outside of it";
  sections_[reject.section].rejects.push_back(std::move(reject));
}

void RecordingSink::close(Section section, SectionState state, std::string_view reason) {
  before_close(section);
  EXPECT_EQ(std::erase(open_, section), 1U) << to_string(section) << " is closed without being open";
  EXPECT_TRUE(state == SectionState::complete || !reason.empty()) << to_string(section) << " gives no reason";
  sections_[section].state = state;
  sections_[section].reason = reason;
}

const RecordingSink::Read& RecordingSink::operator[](Section section) const {
  static const Read kAbsent;
  const auto found = sections_.find(section);
  return found == sections_.end() ? kAbsent : found->second;
}

std::vector<std::string> RecordingSink::states() const {
  std::vector<std::string> states;
  for (const auto& [section, read] : sections_) {
    std::string text{to_string(section)};
    text.append(" ").append(to_string(read.state));
    if (!read.reason.empty()) text.append(": ").append(read.reason);
    states.push_back(std::move(text));
  }
  return states;
}

}  // namespace reeve::test
