#include "engine/workflow/derive.h"

#include <map>
#include <set>
#include <unordered_map>

#include "engine/core/text.h"
#include "engine/sync/correlation.h"
#include "engine/workflow/held_resources.h"
#include "engine/workflow/known_people.h"

namespace reeve {
namespace {

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

  void correlate() {
    const Correlator correlator(known_people(*request_.store, request_.runs, request_.people_complete),
                                request_.least_confidence);
    for (const SyncRun& run : request_.runs) {
      for (const Section section : {Section::account, Section::principal}) {
        each<PrincipalFact>(run, section, [&](FactRef ref, const PrincipalFact& f) {
          auto owner = by_decision(correlator, run.source, ref, f);
          if (!owner) owner = correlator.owner_of(ref, f);
          if (owner) take(run.source, std::move(*owner));
        });
      }
    }
    count_people();
  }

  std::optional<DerivedOwner> by_decision(const Correlator& correlator, const std::string& source,
                                          FactRef ref, const PrincipalFact& principal) {
    const Correction* decision = request_.corrections.about_principal(source, principal.key);
    if (decision == nullptr) return std::nullopt;
    std::string why = "there is another one of that name now";
    if (!is_another_thing(*decision, principal.second_key)) {
      auto owner = correlator.by_decision(ref, principal, *decision);
      if (owner) return owner;
      why = "the person is in no source that was read";
    }
    out_.correction_problems.push_back("what " + decision->decided_by + " decided about `" +
                                       printable_key(principal.key) + "` of " + source +
                                       " does not count: " + why + "; decide again with `reeve correlate`");
    return std::nullopt;
  }

  void take(const std::string& source, DerivedOwner owner) {
    if (owner.is_account) {
      ++out_.accounts[owner.state];
      ++out_.matches[source].accounts[owner.state];
      if (owner.state == OwnerState::correlated) with_account_.insert(*owner.identity);
    }
    out_.rows.owners.push_back(std::move(owner));
  }

  void count_people() {
    for (const SyncRun& run : request_.runs) {
      each<IdentityFact>(run, Section::identity, [&](FactRef ref, const IdentityFact& person) {
        if (person.status == IdentityStatus::left || person.status == IdentityStatus::future) return;
        SourceMatches& matches = out_.matches[run.source];
        ++matches.people;
        if (!with_account_.contains(ref)) ++matches.people_without_account;
      });
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
    HeldResources held = held_resources(*request_.store, request_.runs);
    const ClassificationInput input{.resources = std::move(held.resources),
                                    .lineage = std::move(held.lineage),
                                    .labels = request_.labels,
                                    .imports = request_.imports,
                                    .corrections = request_.corrections,
                                    .categories = request_.categories,
                                    .ask_names = request_.ask_names};
    ClassificationResult result = classify(input);
    out_.rows.classifications = std::move(result.decided);
    out_.undecided = result.undecided.size();
    out_.refused_labels = result.refused;
    out_.classification_problems = std::move(result.problems);
  }

  template <class F>
  void each(const SyncRun& run, Section section, const std::function<void(FactRef, const F&)>& visit) {
    request_.store->each_fact(run.no, section, [&](Ordinal ordinal, const Fact& fact) {
      visit(FactRef{run.no, ordinal}, std::get<F>(fact));
    });
  }

  const DeriveRequest& request_;
  Derived out_;
  std::set<FactRef> with_account_;
};

}  // namespace

Derived derive(const DeriveRequest& request) { return Deriver(request).run(); }

}  // namespace reeve
