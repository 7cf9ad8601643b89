#include "engine/workflow/classify.h"

#include <algorithm>
#include <set>

#include "engine/access/effective.h"
#include "engine/core/digest.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/policy/resource_totals.h"
#include "engine/workflow/access_queries.h"
#include "engine/workflow/held_resources.h"
#include "engine/workflow/lookup.h"
#include "engine/workflow/name_rules.h"
#include "engine/workflow/newest_snapshot.h"
#include "engine/workflow/sync_inputs.h"

namespace reeve {
namespace {

constexpr UtcMillis kLongestDowngrade = 366 * kDay;

struct Content {
  std::vector<ResourceNode> resources;
  std::vector<const DerivedClassification*> decided;  // by resource; null = undecided
  ClassificationResult result;
};

// What would be decided now about the resources of these runs.
Content content_of(const Context& context, Store& store, const SyncInputs& inputs,
                   const std::vector<SyncRun>& runs, const std::vector<Correction>& corrections) {
  HeldResources held = held_resources(store, runs);
  Content out;
  const ClassificationInput input{.resources = std::move(held.resources),
                                  .lineage = std::move(held.lineage),
                                  .labels = inputs.labels,
                                  .imports = inputs.imports,
                                  .corrections = CorrectionBook(corrections, context.clock->now()),
                                  .categories = inputs.categories,
                                  .ask_names = name_rules(context, store, inputs.policy_data)};
  out.result = classify(input);
  out.resources = input.resources;
  out.decided.resize(out.resources.size(), nullptr);
  std::map<FactRef, std::size_t> places;
  for (std::size_t i = 0; i < out.resources.size(); ++i) places[out.resources[i].ref] = i;
  for (const DerivedClassification& d : out.result.decided) out.decided[places.at(d.resource)] = &d;
  return out;
}

std::vector<std::string> ids_of(const Snapshot& snapshot, const Resource& resource) {
  std::vector<std::string> out;
  for (const CategoryIx c : resource.categories) out.push_back(snapshot.categories[c.value]);
  std::ranges::sort(out);
  return out;
}

bool is_below(const Snapshot& snapshot, ResourceIx resource, ResourceIx top) {
  for (std::size_t steps = 0; resource.valid() && steps <= snapshot.resources.size(); ++steps) {
    if (resource == top) return true;
    resource = snapshot[resource].parent;
  }
  return false;
}

class Listing {
 public:
  Listing(const AccessView& view, const ClassifyRequest& request, const Content& content)
      : view_(view),
        request_(request),
        content_(content),
        undecided_(content.result.undecided.begin(), content.result.undecided.end()),
        people_(total_resources(view.snapshot, effective_access(view.graph, view.catalogue)).people) {
    if (!request.resource.empty()) top_ = find_resource(view.snapshot, request.resource);
  }

  void fill(ClassifyAnswer& answer) const {
    for (std::size_t i = 0; i < content_.resources.size(); ++i) {
      count(i, answer);
      ClassifiedResource resource = row(i);
      answer.differing += resource.differs ? 1 : 0;
      if (is_wanted(i)) answer.resources.push_back(std::move(resource));
    }
    std::ranges::stable_sort(answer.resources, [](const ClassifiedResource& a, const ClassifiedResource& b) {
      if (a.decided != b.decided) return !a.decided;
      return !a.decided && a.people > b.people;
    });
  }

 private:
  void count(std::size_t i, ClassifyAnswer& answer) const {
    const DerivedClassification* decided = content_.decided[i];
    if (decided == nullptr) {
      answer.undecided += undecided_.contains(i) ? 1 : 0;
    } else {
      (decided->categories.empty() ? answer.none : answer.classified) += 1;
    }
  }

  bool is_wanted(std::size_t i) const {
    const DerivedClassification* decided = content_.decided[i];
    if (top_.valid() && !is_below(view_.snapshot, ResourceIx(i), top_)) return false;
    if (decided == nullptr) return undecided_.contains(i) && request_.category.empty();
    if (request_.undecided) return false;
    if (!request_.category.empty())
      return std::ranges::find(decided->categories, request_.category) != decided->categories.end();
    return request_.all || top_.valid() || !decided->categories.empty();
  }

  ClassifiedResource row(std::size_t i) const {
    const ResourceNode& node = content_.resources[i];
    const DerivedClassification* decided = content_.decided[i];
    const Resource& now = view_.snapshot.resources[i];
    ClassifiedResource out{.source = node.source,
                           .key = node.key,
                           .name = node.name,
                           .kind = node.kind,
                           .decided = decided != nullptr,
                           .categories = {},
                           .rule = {},
                           .why = content_.result.why[i],
                           .people = people_[i],
                           .differs = false};
    if (decided != nullptr) {
      out.categories = decided->categories;
      out.rule = decided->rule;
    }
    const bool decided_then = now.state == ClassificationState::decided;
    out.differs =
        out.decided != decided_then || (out.decided && out.categories != ids_of(view_.snapshot, now));
    return out;
  }

  const AccessView& view_;
  const ClassifyRequest& request_;
  const Content& content_;
  std::set<std::size_t> undecided_;
  std::vector<std::size_t> people_;
  ResourceIx top_;
};

void check_category(const std::string& category, const std::vector<std::string>& known) {
  if (std::ranges::find(known, category) != known.end()) return;
  const auto near = nearest_name(category, known);
  throw Error(ErrorCode::not_found,
              "there is no category `" + category + "`; " +
                  (near ? "did you mean `" + *near + "`?" : "there are " + join(known, ", ")));
}

// --- corrections

bool has_gone(const Identity& person, UtcMillis as_of) {
  return person.status == IdentityStatus::left || (person.end.is_time() && person.end.value() <= as_of);
}

// Of the resource, else of the nearest above it; invalid where nobody at work is named.
IdentityIx data_owner(const Snapshot& snapshot, ResourceIx resource) {
  for (std::size_t steps = 0; resource.valid() && steps <= snapshot.resources.size(); ++steps) {
    const IdentityIx steward = snapshot[resource].steward;
    if (steward.valid() && !has_gone(snapshot[steward], snapshot.info.as_of)) return steward;
    resource = snapshot[resource].parent;
  }
  return {};
}

void check_downgrade(const Context& context, const Snapshot& snapshot, ResourceIx resource, IdentityIx by,
                     const ContentCorrection& correction, const std::vector<std::string>& found) {
  std::vector<std::string> lost;
  for (const std::string& category : found) {
    const auto& kept = correction.categories;
    if (std::ranges::find(kept, category) == kept.end()) lost.push_back(category);
  }
  if (lost.empty()) return;
  IdentityIx owner = data_owner(snapshot, resource);
  if (!owner.valid() && !context.config.campaign_owner.empty())
    owner = find_person(snapshot, context.config.campaign_owner);
  const std::string what = "it takes " + enumerate_words(lost) + " away from " +
                           display_name(snapshot, resource) + ", which is for its data owner";
  if (!owner.valid()) throw Error(ErrorCode::refused, what + ", and it has none; name one in its source");
  if (!same_person(snapshot, owner, by))
    throw Error(ErrorCode::refused, what + " " + display_name(snapshot, owner));
  const UtcMillis now = context.clock->now();
  if (correction.until == 0 || correction.until > now + kLongestDowngrade)
    throw Error(ErrorCode::refused, what + " and ends within a year: give --until");
}

}  // namespace

ClassifyAnswer explain_classification(const Context& context, const ClassifyRequest& request) {
  const SyncInputs inputs = read_sync_inputs(context.config);
  if (!request.category.empty()) check_category(request.category, inputs.categories);
  const auto store = context.open_store();
  const AccessView view(context, CatalogueScope::sensitive);
  const Content content = content_of(context, *store, inputs, view.snapshot.runs, store->corrections());
  ClassifyAnswer answer;
  answer.snapshot = view.snapshot.info.no;
  Listing(view, request, content).fill(answer);
  answer.idle_imports = content.result.idle_imports;
  answer.problems = content.result.problems;
  answer.gaps = view.gaps;
  answer.incomplete = !answer.gaps.empty();
  answer.not_evaluable = answer.undecided > 0;
  return answer;
}

Correction correct_categories(const Context& context, const ContentCorrection& request) {
  const SyncInputs inputs = read_sync_inputs(context.config);
  for (const std::string& category : request.categories) check_category(category, inputs.categories);
  if (trim(request.reason).empty()) throw Error(ErrorCode::refused, "a correction needs its --reason");
  const UtcMillis now = context.clock->now();
  if (request.until != 0 && request.until <= now)
    throw Error(ErrorCode::refused, "the correction would have ended already");
  const auto store = context.open_store();
  const Snapshot snapshot = newest_snapshot(*store);
  const ResourceIx resource = find_resource(snapshot, request.resource);
  const IdentityIx by = find_person(snapshot, request.by);
  const Resource& row = snapshot[resource];
  Correction correction{.id = uuid_v7(now),
                        .kind = CorrectionKind::categories,
                        .source = snapshot.source_name(row.origin.source),
                        .key = std::string(snapshot.text(row.key)),
                        .second_key = std::string(snapshot.text(row.second_key)),
                        .person_source = {},
                        .person_key = {},
                        .categories = request.categories,
                        .instead_of = {},
                        .decided_by = display_name(snapshot, by),
                        .recorded_by = context.acting_user,
                        .reason = request.reason,
                        .decided_at = now,
                        .until = request.until,
                        .withdrawn_by = {},
                        .withdrawn_at = 0};
  std::ranges::sort(correction.categories);
  // What is found without earlier corrections about it.
  std::vector<Correction> others = store->corrections();
  std::erase_if(others, [&](const Correction& c) {
    return !is_about_principal(c) && c.source == correction.source && c.key == correction.key;
  });
  const Content content = content_of(context, *store, inputs, snapshot.runs, others);
  if (const auto* found = content.decided[resource.value]) correction.instead_of = found->categories;
  check_downgrade(context, snapshot, resource, by, request, correction.instead_of);
  store->add_correction(correction);
  return correction;
}

}  // namespace reeve
