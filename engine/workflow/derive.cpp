#include "engine/workflow/derive.h"

#include <map>
#include <unordered_map>

#include "engine/core/text.h"
#include "engine/sync/correlation.h"

namespace reeve {
namespace {

bool is_whole(const SectionSummary& section) { return section.state <= SectionState::complete_with_rejects; }

class Deriver {
 public:
  explicit Deriver(const DeriveRequest& request) : request_(request) {}

  Derived run() {
    correlate();
    bind();
    decide_content();
    return std::move(out_);
  }

 private:
  // --- people

  KnownPeople known_people() {
    KnownPeople known{.people = {}, .blocked_keys = {}, .complete = request_.people_complete};
    for (const SyncRun& run : request_.runs) {
      known.complete = known.complete && is_whole(run.section(Section::identity));
      each<IdentityFact>(run, Section::identity, [&](FactRef ref, const IdentityFact& f) {
        known.people.push_back({ref, f.key, f.employee_number, f.email, f.display_name});
      });
      for (const Reject& reject : request_.store->rejects(run.no)) {
        if (reject.section == Section::identity && reject.key) known.blocked_keys.insert(*reject.key);
      }
    }
    return known;
  }

  void correlate() {
    const Correlator correlator(known_people());
    for (const SyncRun& run : request_.runs) {
      for (const Section section : {Section::account, Section::principal}) {
        each<PrincipalFact>(run, section, [&](FactRef ref, const PrincipalFact& f) {
          auto owner = correlator.owner_of(ref, f);
          if (!owner) return;
          if (owner->is_account) ++out_.accounts[owner->state];
          out_.rows.owners.push_back(std::move(*owner));
        });
      }
    }
  }

  // --- bindings

  void bind() {
    if (request_.bindings.empty()) return;
    std::map<std::string, std::unordered_map<std::string, FoundPrincipal>> principals;
    for (const SyncRun& run : request_.runs) {
      auto& of_source = principals[run.source];
      for (const Section section : {Section::account, Section::principal}) {
        each<PrincipalFact>(run, section, [&](FactRef ref, const PrincipalFact& f) {
          of_source[f.key] = {ref, section == Section::account};
        });
      }
    }
    const PrincipalLookup lookup{
        .held = [&](const std::string& source) { return principals.contains(source); },
        .find = [&](const std::string& source, const std::string& key) -> std::optional<FoundPrincipal> {
          const auto& of_source = principals.at(source);
          const auto it = of_source.find(key);
          return it == of_source.end() ? std::nullopt : std::optional(it->second);
        }};
    BindingResult result = resolve_bindings(request_.bindings, lookup);
    out_.rows.bindings = std::move(result.bindings);
    out_.binding_problems = std::move(result.problems);
  }

  // --- what resources contain

  void decide_content() {
    ClassificationInput input{.resources = {},
                              .lineage = {},
                              .labels = request_.labels,
                              .categories = request_.categories,
                              .ask_names = request_.ask_names};
    for (const SyncRun& run : request_.runs) add_resources(run, input);
    ClassificationResult result = classify(input);
    out_.rows.classifications = std::move(result.decided);
    out_.undecided = result.undecided.size();
    out_.refused_labels = result.refused;
    out_.classification_problems = std::move(result.problems);
  }

  void add_resources(const SyncRun& run, ClassificationInput& input) {
    std::unordered_map<std::string, int> places;
    std::vector<std::pair<std::size_t, std::string>> parents;
    each<ResourceFact>(run, Section::resource, [&](FactRef ref, const ResourceFact& f) {
      const std::size_t place = input.resources.size();
      places[f.key] = static_cast<int>(place);
      parents.emplace_back(place, f.parent_key);
      input.resources.push_back({.ref = ref,
                                 .source = run.source,
                                 .key = f.key,
                                 .name = f.display_name.empty() ? printable_key(f.key) : f.display_name,
                                 .kind = f.kind,
                                 .labels = f.labels});
    });
    // A parent may stand after its child.
    for (const auto& [place, key] : parents) {
      const auto it = places.find(key);
      if (!key.empty() && it != places.end()) input.resources[place].parent = it->second;
    }
    each<LineageFact>(run, Section::lineage, [&](FactRef, const LineageFact& f) {
      input.lineage.push_back({places.at(f.exposing_key), places.at(f.exposed_key)});
    });
  }

  template <class F>
  void each(const SyncRun& run, Section section, const std::function<void(FactRef, const F&)>& visit) {
    request_.store->each_fact(run.no, section, [&](Ordinal ordinal, const Fact& fact) {
      visit(FactRef{run.no, ordinal}, std::get<F>(fact));
    });
  }

  const DeriveRequest& request_;
  Derived out_;
};

}  // namespace

Derived derive(const DeriveRequest& request) { return Deriver(request).run(); }

}  // namespace reeve
