#include "engine/sync/collector.h"

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/sync/fact_check.h"

namespace reeve {
namespace {

[[noreturn]] void broken_rule(Section section, const std::string& what) {
  throw Error(ErrorCode::internal,
              "the connector " + what + " in the section " + std::string(to_string(section)));
}

std::size_t place(Section section) { return static_cast<std::size_t>(section); }

}  // namespace

Collector::Reading& Collector::open_one(Section section, const char* what) {
  Reading& reading = readings_[place(section)];
  if (!reading.open) broken_rule(section, std::string(what) + ", but it is not open,");
  return reading;
}

void Collector::open(Section section, std::string_view scope) {
  Reading& reading = readings_[place(section)];
  if (reading.summary.state != SectionState::absent) broken_rule(section, "began twice");
  reading.open = true;
  reading.summary = {.section = section,
                     .state = SectionState::failed,
                     .reason = "the connector stopped before it said how the section ended",
                     .scope = std::string(scope),
                     .scope_digest = sha256(scope)};
}

void Collector::fact(Fact fact) {
  const Section section = section_of(fact);
  Reading& reading = open_one(section, "told a fact");
  if (std::string reason = objection_to(fact); !reason.empty()) {
    return reject({.section = section,
                   .where = "",
                   .key = has_key(fact) ? std::optional(natural_key(fact)) : std::nullopt,
                   .reason = std::move(reason)});
  }
  ++rows_;
  ++reading.summary.read;
  keep_(fact);
}

void Collector::reject(Reject reject) {
  Reading& reading = open_one(reject.section, "rejected a row");
  if (reject.key && reject.key->empty()) reject.key.reset();
  ++rows_;
  ++reading.summary.read;
  ++reading.summary.rejected;
  if (!reject.key) ++reading.without_key;
  drop_(reject);
}

void Collector::close(Section section, SectionState state, std::string_view reason) {
  Reading& reading = open_one(section, "ended");
  reading.open = false;
  SectionSummary& summary = reading.summary;
  if (state >= SectionState::partial) {
    if (reason.empty()) broken_rule(section, "gave no reason");
    summary.state = state;
    summary.reason = reason;
  } else if (reading.without_key > 0) {
    summary.state = SectionState::partial;
    summary.reason = count_of(static_cast<std::size_t>(reading.without_key), "row has", "rows have") +
                     " no readable key, so it is not known what is missing";
  } else {
    summary.state = summary.rejected > 0 ? SectionState::complete_with_rejects : SectionState::complete;
    summary.reason = reason;
  }
}

Collector::Sections Collector::sections() const {
  Sections out;
  for (const Section section : all_sections()) {
    out[place(section)] = readings_[place(section)].summary;
    out[place(section)].section = section;
  }
  return out;
}

}  // namespace reeve
