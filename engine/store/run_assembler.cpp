#include "engine/store/run_assembler.h"

#include <utility>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/store/key_space.h"

namespace reeve {
namespace {

std::size_t at(Section section) { return static_cast<std::size_t>(section); }

Section section_of(std::string_view encoded) { return static_cast<Section>(encoded.at(0)); }

std::string in_quotes(std::string_view key) { return "`" + printable_key(key) + "`"; }

// Rows go to the digest in pieces, because a call per row costs as much as the row.
class RowDigest {
 public:
  void row(std::string_view bytes) {
    for (int i = 0; i < 8; ++i) buffer_ += static_cast<char>(bytes.size() >> (56 - 8 * i));
    buffer_ += bytes;
    if (buffer_.size() >= kPiece) flush();
  }
  Digest finish() {
    flush();
    return sha_.finish();
  }

 private:
  static constexpr std::size_t kPiece = 1 << 16;
  void flush() {
    sha_.update(buffer_);
    buffer_.clear();
  }
  std::string buffer_;
  Sha256 sha_;
};

}  // namespace

struct RunAssembler::State {
  State(const RunEnd& end, Keep keep_row, Drop drop_row)
      : sections(end.sections), keep(std::move(keep_row)), drop(std::move(drop_row)) {
    for (std::size_t i = 0; i < sections.size(); ++i) {
      sections[i].section = static_cast<Section>(i);
      sections[i].kept = sections[i].duplicates = 0;
    }
  }

  KeySpace& space_of(Section section) {
    if (section == Section::identity) return identities;
    return section == Section::resource ? resources : principals;
  }

  // Rows of one key come one after the other; they are judged when the last of them is known.
  void close_group() {
    if (group_rows == 0) return;
    const std::string reason = group_reason();
    if (reason.empty()) {
      sections[at(group_section)].duplicates += group_rows - 1;
      place();
    } else {
      for (std::int64_t i = 0; i < group_rows; ++i) reject(reason);
    }
    group_rows = 0;
    group_differs = false;
  }

  std::string group_reason() {
    if (group_key.empty()) return "the row has no key";
    if (is_referred_to(group_section)) return space_of(group_section).why_not(group_key);
    return group_differs ? "the key stands for rows that differ" : "";
  }

  void reject(const std::string& reason) {
    SectionSummary& section = sections[at(group_section)];
    ++section.rejected;
    const SectionState least =
        group_key.empty() ? SectionState::partial : SectionState::complete_with_rejects;
    if (section.state < least) {
      section.state = least;
      if (least == SectionState::partial) section.reason = reason;
    }
    drop({.section = group_section,
          .where = "",
          .key = group_key.empty() ? std::nullopt : std::optional(group_key),
          .reason = reason});
  }

  void place() {
    const Fact fact = decode_fact(group_row);
    PlacedFact placed;
    const std::string missing = std::visit([&](const auto& f) { return resolve(f, placed); }, fact);
    if (!missing.empty()) return reject(missing);
    placed.ordinal = sections[at(group_section)].kept++;
    rows[at(group_section)].row(group_row);
    keep(fact, placed);
  }

  // Why a row may not stay whose reference found no `place`; empty where it found one.
  static std::string need(Ordinal place, std::string_view role, const std::string& key) {
    if (place != kNoOrdinal) return {};
    return "its " + std::string(role) + " " + in_quotes(key) +
           " is not among the rows of this read that stay";
  }

  std::string resolve(const IdentityFact& f, PlacedFact& placed) {
    placed.first = identities.ordinal(f.manager_key);
    return {};
  }
  std::string resolve(const PrincipalFact&, PlacedFact&) { return {}; }
  std::string resolve(const MembershipFact& f, PlacedFact& placed) {
    placed.first = principals.ref(f.member_key);
    placed.second = principals.ref(f.container_key);
    const std::string missing = need(placed.first, "member", f.member_key);
    return missing.empty() ? need(placed.second, "container", f.container_key) : missing;
  }
  std::string resolve(const ResourceFact& f, PlacedFact& placed) {
    placed.first = resources.ordinal(f.parent_key);
    placed.second = principals.ref(f.owner_key);
    return {};
  }
  std::string resolve(const LineageFact& f, PlacedFact& placed) {
    placed.first = resources.ordinal(f.exposing_key);
    placed.second = resources.ordinal(f.exposed_key);
    placed.third = principals.ref(f.reader_key);
    std::string missing = need(placed.first, "exposing resource", f.exposing_key);
    if (missing.empty()) missing = need(placed.second, "exposed resource", f.exposed_key);
    if (missing.empty() && f.mode == LineageMode::definer && !f.reader_key.empty()) {
      missing = need(placed.third, "reader", f.reader_key);
    }
    return missing;
  }
  std::string resolve(const GrantFact& f, PlacedFact& placed) { return resolve_right(f, placed); }
  std::string resolve(const UsageFact& f, PlacedFact& placed) { return resolve_right(f, placed); }
  std::string resolve(const GateFact& f, PlacedFact& placed) {
    placed.first = resources.ordinal(f.resource_key);
    return need(placed.first, "resource", f.resource_key);
  }
  std::string resolve(const ApprovalFact&, PlacedFact&) { return {}; }

  template <class Right>
  std::string resolve_right(const Right& f, PlacedFact& placed) {
    placed.first = principals.ref(f.principal_key);
    placed.second = resources.ordinal(f.resource_key);
    const std::string missing = need(placed.first, "principal", f.principal_key);
    return missing.empty() ? need(placed.second, "resource", f.resource_key) : missing;
  }

  std::array<SectionSummary, kSectionCount> sections;
  Keep keep;
  Drop drop;
  KeySpace identities, principals, resources;
  bool surveyed = false;
  std::array<RowDigest, kSectionCount> rows;

  Section group_section = Section::identity;
  std::string group_key;
  std::string group_row;
  std::int64_t group_rows = 0;
  bool group_differs = false;
};

RunAssembler::RunAssembler(const RunEnd& end, Keep keep, Drop drop)
    : state_(std::make_unique<State>(end, std::move(keep), std::move(drop))) {}

RunAssembler::~RunAssembler() = default;

void RunAssembler::survey(std::string_view natural_key, std::string_view encoded) {
  const Section section = section_of(encoded);
  std::string parent;
  if (section == Section::resource) parent = std::get<ResourceFact>(decode_fact(encoded)).parent_key;
  state_->space_of(section).add(section, natural_key, parent, encoded);
}

void RunAssembler::add(std::string_view natural_key, std::string_view encoded) {
  State& s = *state_;
  if (!s.surveyed) {
    for (KeySpace* space : {&s.identities, &s.principals, &s.resources}) space->settle();
    s.surveyed = true;
  }
  const Section section = section_of(encoded);
  if (s.group_rows > 0 && section == s.group_section && natural_key == s.group_key) {
    s.group_differs = s.group_differs || encoded != s.group_row;
    ++s.group_rows;
    return;
  }
  s.close_group();
  s.group_section = section;
  s.group_key = natural_key;
  s.group_row = encoded;
  s.group_rows = 1;
}

RunAssembler::Assembled RunAssembler::finish() {
  State& s = *state_;
  s.close_group();
  Sha256 sha;
  for (const SectionSummary& section : s.sections) {
    if (section.state == SectionState::absent && section.read != 0) {
      throw Error(ErrorCode::internal,
                  "section " + std::string(to_string(section.section)) + " was never opened, but has rows");
    }
    if (section.read != section.kept + section.rejected + section.duplicates) {
      throw Error(ErrorCode::internal,
                  "section " + std::string(to_string(section.section)) + ": " + std::to_string(section.read) +
                      " rows were read, but " +
                      std::to_string(section.kept + section.rejected + section.duplicates) +
                      " are accounted for");
    }
    const Digest rows = s.rows[at(section.section)].finish();
    sha.update_sized(to_string(section.section)).update_sized(to_string(section.state));
    for (const Digest& digest : {section.scope_digest, rows}) {
      sha.update({reinterpret_cast<const char*>(digest.data()), digest.size()});
    }
  }
  return {s.sections, sha.finish()};
}

RunAssembler::Assembled assemble(FactSorter& staged, const RunEnd& end, std::vector<Reject>& rejects,
                                 RunAssembler::Keep keep) {
  std::array<std::int64_t, kSectionCount> rejected{};
  for (const Reject& reject : rejects) ++rejected[at(reject.section)];
  for (const Section section : all_sections()) {
    if (rejected[at(section)] == end.sections[at(section)].rejected) continue;
    throw Error(ErrorCode::internal, "section " + std::string(to_string(section)) + ": " +
                                         std::to_string(end.sections[at(section)].rejected) +
                                         " rows were rejected, but " + std::to_string(rejected[at(section)]) +
                                         " are named");
  }
  RunAssembler assembler(end, std::move(keep), [&](const Reject& reject) { rejects.push_back(reject); });
  for (const Section section : all_sections()) {
    if (!is_referred_to(section)) continue;
    staged.each(section, [&](auto key, auto encoded) { assembler.survey(key, encoded); });
  }
  for (const Section section : all_sections()) {
    staged.each(section, [&](auto key, auto encoded) { assembler.add(key, encoded); });
  }
  return assembler.finish();
}

SyncRun finished_run(const RunStart& start, const RunEnd& end, const RunAssembler::Assembled& assembled) {
  SyncRun run;
  run.id = start.id;
  run.source = start.source;
  run.kind = start.kind;
  run.started = start.started;
  run.finished = end.finished;
  run.digest = assembled.digest;
  run.sections = assembled.sections;
  return run;
}

}  // namespace reeve
