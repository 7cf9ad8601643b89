// Between a connector and whoever keeps facts: checks every fact, counts, and knows the state of each
// section.
#pragma once

#include <array>
#include <functional>

#include "engine/model/sync_run.h"
#include "engine/sync/connector.h"

namespace reeve {

// A fact that must not be kept (fact_check.h) becomes a reject. What breaks the rules of FactSink (a fact in
// a section that is not open, a section opened twice) throws Error{internal}: such a read is not published.
// Thread rule: one collector per read.
class Collector final : public FactSink {
 public:
  using Keep = std::function<void(const Fact&)>;
  using Drop = std::function<void(const Reject&)>;
  using Sections = std::array<SectionSummary, kSectionCount>;

  Collector(Keep keep, Drop drop) : keep_(std::move(keep)), drop_(std::move(drop)) {}

  void open(Section section, std::string_view scope) override;
  void fact(Fact fact) override;
  void reject(Reject reject) override;
  void close(Section section, SectionState state, std::string_view reason = {}) override;

  // Facts and rejects so far.
  std::int64_t rows() const { return rows_; }
  // After the read: a section that was opened and not closed is failed. `kept` and `duplicates` are not known
  // here. The reason of a complete one is a remark of the connector: columns that it does not know.
  Sections sections() const;

 private:
  struct Reading {
    bool open = false;
    std::int64_t without_key = 0;
    SectionSummary summary;
  };
  Reading& open_one(Section section, const char* what);

  Keep keep_;
  Drop drop_;
  std::int64_t rows_ = 0;
  std::array<Reading, kSectionCount> readings_{};
};

}  // namespace reeve
