// A sink that keeps what a connector says, and fails the test where the connector breaks the contract of
// FactSink.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/sync/connector.h"

namespace reeve::test {

class RecordingSink final : public FactSink {
 public:
  struct Read {
    std::string scope;
    std::vector<Fact> facts;
    std::vector<Reject> rejects;
    SectionState state = SectionState::absent;
    std::string reason;
  };

  // Called before every fact and every close.
  std::function<void(Section)> before_fact = [](Section) {};
  std::function<void(Section)> before_close = [](Section) {};

  void open(Section section, std::string_view scope) override;
  void fact(Fact fact) override;
  void reject(Reject reject) override;
  void close(Section section, SectionState state, std::string_view reason) override;

  // absent where it was never opened.
  const Read& operator[](Section section) const;
  // "account complete", with the reason where there is one, for every section that was opened.
  std::vector<std::string> states() const;

 private:
  std::map<Section, Read> sections_;
  std::vector<Section> open_;
};

}  // namespace reeve::test
