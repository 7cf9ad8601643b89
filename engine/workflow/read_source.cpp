#include "engine/workflow/read_source.h"

#include "engine/core/digest.h"
#include "engine/sync/collector.h"

namespace reeve {
namespace {

constexpr std::int64_t kTellEvery = 1000;

std::unique_ptr<RunWriter> begin(const ReadRequest& request, UtcMillis started) {
  return request.store->begin_run({.id = uuid_v7(started),
                                   .source = request.source->name,
                                   .kind = request.source->kind,
                                   .started = started});
}

void record_failure(const ReadRequest& request, UtcMillis started, const std::string& reason) {
  RunEnd end{.finished = request.clock->now(), .sections = {}, .quarantine_reason = {}};
  for (const Section section : all_sections()) {
    end.sections[static_cast<std::size_t>(section)] = {
        .section = section, .state = SectionState::failed, .reason = reason};
  }
  begin(request, started)->publish(end);
}

}  // namespace

SyncRun read_source(const ReadRequest& request) {
  const UtcMillis started = request.clock->now();
  auto writer = begin(request, started);
  std::int64_t rows = 0;
  const auto tell = [&] {
    if (++rows % kTellEvery == 0) request.progress->update("reading " + request.source->name, rows, 0);
  };
  Collector collector(
      [&](const Fact& fact) {
        writer->add(fact);
        tell();
      },
      [&](const Reject& reject) {
        writer->reject(reject);
        tell();
      });
  try {
    request.connector->read(collector, {});
  } catch (const Error& error) {
    writer.reset();
    if (!is_ours(error.code())) record_failure(request, started, error.message());
    throw;
  }
  return writer->publish({.finished = request.clock->now(),
                          .sections = collector.sections(),
                          .quarantine_reason = request.quarantine_reason});
}

bool is_ours(ErrorCode code) {
  return code == ErrorCode::store || code == ErrorCode::internal || code == ErrorCode::conflict;
}

}  // namespace reeve
