#include "connectors/baton/baton_connector.h"

#include <filesystem>

#include "connectors/baton/baton_client.h"
#include "connectors/baton/baton_mapping.h"
#include "connectors/number_option.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve {
namespace {

constexpr Section kSections[] = {Section::account, Section::principal, Section::resource, Section::membership,
                                 Section::grant};
constexpr UtcMillis kHour = 60 * 60 * 1000;

// One read. Rows that cannot be understood become rejects of the sections they may belong to.
class Reading {
 public:
  Reading(BatonFile& file, FactSink& sink, const std::stop_token& stop)
      : file_(file), sink_(sink), stop_(stop) {}

  // False where it was stopped.
  bool run() {
    learn();
    return tell_resources() && tell_grants();
  }

  std::size_t derived() const { return derived_; }

 private:
  // Pass one: what the second one has to know.
  void learn() {
    file_.each(BatonTable::resource_types, [&](const BatonRow& row) {
      understand(row, {Section::account, Section::principal, Section::resource},
                 [&] { mapping_.add_type(read_baton_resource_type(row.data)); });
      return true;
    });
    file_.each(BatonTable::entitlements, [&](const BatonRow& row) {
      understand(row, {Section::membership, Section::grant},
                 [&] { mapping_.add_entitlement(read_baton_entitlement(row.data)); });
      return true;
    });
    file_.each(BatonTable::grants, [&](const BatonRow& row) {
      try {
        mapping_.note_grant(read_baton_grant(row.data, row.expansion));
      } catch (const Error&) {
        // Told as a reject in the second pass.
      }
      return true;
    });
  }

  bool tell_resources() {
    for (PrincipalFact& fact : mapping_.principals_of_entitlements()) sink_.fact(std::move(fact));
    return file_.each(BatonTable::resources, [&](const BatonRow& row) {
      understand(row, {Section::account, Section::principal, Section::resource}, [&] {
        const BatonResource resource = read_baton_resource(row.data);
        if (auto fact = mapping_.principal(resource)) sink_.fact(std::move(*fact));
        if (auto fact = mapping_.resource(resource)) sink_.fact(std::move(*fact));
      });
      return !stop_.stop_requested();
    });
  }

  bool tell_grants() {
    return file_.each(BatonTable::grants, [&](const BatonRow& row) {
      understand(row, {Section::membership, Section::grant}, [&] {
        const BatonGrant grant = read_baton_grant(row.data, row.expansion);
        tell(grant, mapping_.facts_of(grant));
      });
      return !stop_.stop_requested();
    });
  }

  void tell(const BatonGrant& grant, BatonMapping::GrantFacts facts) {
    derived_ += facts.is_derived ? 1 : 0;
    tell_facts(facts);
    for (const std::string& source : facts.shallow) {
      file_.each_grant_of(source, [&](const BatonRow& row) {
        const BatonGrant held = read_baton_grant(row.data, row.expansion);
        BatonMapping::GrantFacts more = mapping_.held_by(grant, held.principal);
        tell_facts(more);
        return true;
      });
    }
    if (facts.mistake.empty()) return;
    sink_.reject({.section = mapping_.is_membership(grant) ? Section::membership : Section::grant,
                  .where = "grant " + printable_utf8(grant.id),
                  .key = mapping_.key_of(grant),
                  .reason = facts.mistake});
  }

  void tell_facts(BatonMapping::GrantFacts& facts) {
    for (MembershipFact& fact : facts.memberships) sink_.fact(std::move(fact));
    for (GrantFact& fact : facts.grants) sink_.fact(std::move(fact));
  }

  template <class Read>
  void understand(const BatonRow& row, std::initializer_list<Section> sections, const Read& read) {
    try {
      read();
    } catch (const Error& error) {
      for (const Section section : sections) {
        sink_.reject({.section = section,
                      .where = printable_utf8(std::string(row.id)),
                      .key = std::nullopt,
                      .reason = error.message()});
      }
    }
  }

  BatonFile& file_;
  FactSink& sink_;
  const std::stop_token& stop_;
  BatonMapping mapping_;
  std::size_t derived_ = 0;
};

class BatonConnector final : public Connector {
 public:
  BatonConnector(const SourceConfig& config, const Clock& clock)
      : path_(config.path("file")),
        place_(std::filesystem::path(config.required("file")).lexically_normal().string()),
        most_bytes_(std::int64_t{number_option(config, "max_size_mb", 3072, 1 << 20)} << 20),
        most_age_(number_option(config, "max_age_hours", 168, 87'600) * kHour),
        clock_(clock) {}

  std::vector<CheckItem> check() override {
    const std::string what = "read " + path_;
    try {
      BatonFile file(path_, most_bytes_);
      const std::string gap = gap_of(file.sync());
      if (!gap.empty()) return {{what, TriState::no, gap}};
      return {{what, TriState::yes, "a sync that ended " + format_time(file.sync().ended)}};
    } catch (const Error& error) {
      return {{what, TriState::no, error.message()}};
    }
  }

  void read(FactSink& sink, std::stop_token stop) override {
    for (const Section section : kSections) sink.open(section, "baton file `" + place_ + "`");
    std::string gap;
    std::string remark;
    SectionState state = SectionState::partial;
    try {
      BatonFile file(path_, most_bytes_);
      gap = gap_of(file.sync());
      Reading reading(file, sink, stop);
      if (!reading.run()) gap = "the read was stopped";
      if (reading.derived() > 0) {
        remark = count_of(reading.derived(), "grant", "grants") +
                 " that Baton expanded from others follow from those here, too";
      }
    } catch (const Error& error) {
      if (error.code() != ErrorCode::source) throw;
      gap = place_ + ": " + error.message();
      state = SectionState::failed;
    }
    for (const Section section : kSections) {
      if (gap.empty()) {
        sink.close(section, SectionState::complete, section == Section::grant ? remark : "");
      } else {
        sink.close(section, state, gap);
      }
    }
  }

 private:
  // What was read is of the file's time, not of ours.
  std::string gap_of(const BatonSync& sync) const {
    if (!sync.finished) return "the sync in the file did not finish";
    if (!sync.whole) return "the file holds no whole sync, only parts";
    if (!sync.ended.is_time()) return "when the sync in the file ended cannot be read";
    const UtcMillis age = clock_.now() - sync.ended.value();
    if (age <= most_age_) return "";
    return "the file is " + count_of(static_cast<std::size_t>(age / kHour), "hour", "hours") +
           " old; let the Baton connector run again, or raise `max_age_hours`";
  }

  std::string path_;
  std::string place_;  // as reeve.toml names it
  std::int64_t most_bytes_;
  UtcMillis most_age_;
  const Clock& clock_;
};

}  // namespace

ConnectorKind baton_connector() {
  return {.name = "baton",
          .help = "a .c1z file that a Baton connector wrote",
          .options = {{.name = "file", .required = true, .help = "the file", .example = "exports/okta.c1z"},
                      {.name = "max_age_hours",
                       .help = "an older sync in the file is partial; 168 if not given",
                       .example = "24"},
                      {.name = "max_size_mb",
                       .help = "refuse a file that is larger when decompressed; 3072 if not given",
                       .example = "8000"}},
          .create = [](const SourceConfig& config, const Clock& clock) -> std::unique_ptr<Connector> {
            return std::make_unique<BatonConnector>(config, clock);
          }};
}

}  // namespace reeve
