#include "engine/workflow/case_drafts.h"

#include <algorithm>

#include "engine/access/cut.h"
#include "engine/access/path.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/workflow/access_sentences.h"
#include "engine/workflow/card_edges.h"
#include "engine/workflow/entitlements.h"
#include "engine/workflow/path_words.h"
#include "engine/workflow/policy_files.h"
#include "engine/workflow/removal_guards.h"

namespace reeve {
namespace {

constexpr std::size_t kNamedLosses = 10;

// "remove alopes from support_emea in shop. That ends 1 access: Ana Lopes: SELECT on customers."
std::string consequence_of(const RevokeEvidence& revoke) {
  std::vector<std::string> parts;
  for (const CardEdge& edge : revoke.edges) parts.push_back(edge.what);
  const std::size_t ended = revoke.losses.size();
  std::string text = enumerate_words(parts) + ". That ends " + count_of(ended, "access", "accesses");
  if (ended == 0) return text + ".";
  std::vector<std::string> named = revoke.losses;
  named.resize(std::min(ended, kNamedLosses));
  if (ended > named.size()) named.push_back(std::to_string(ended - named.size()) + " more");
  return text + ": " + join(named, ", ") + ".";
}

class Drafter {
 public:
  explicit Drafter(const DraftRequest& request)
      : graph_(*request.graph),
        snapshot_(request.graph->snapshot),
        table_(*request.table),
        judged_(*request.judgements),
        words_(category_words(policy_data(request.context->config))),
        entitlements_(entitlement_book(request.context->config)),
        edges_(*request.context, *request.store, request.graph->snapshot),
        cuts_(*request.graph, *request.catalogue,
              {.is_protected = protected_edges(request.context->config.removal, request.graph->snapshot)}) {}

  CaseDraft draft(const ScopedAccess& scoped, const std::vector<Reviewer>& stages) {
    const Reviewer& reviewer = stages.front();
    const Entitlement& entitlement = entitlement_of(scoped.access);
    const Subject& subject = table_.subject[scoped.access.value];
    CaseDraft d;
    d.content = {.kind = scoped.kind,
                 .subject_key = subject_key(snapshot_, subject),
                 .subject_name = display_name(snapshot_, subject),
                 .entitlement_key = entitlement_key(snapshot_, entitlement),
                 .entitlement_name = display_name(snapshot_, entitlement),
                 .categories = category_ids(snapshot_, entitlement.categories)};
    d.reviewer_key = snapshot_.subject_key(reviewer.identity);
    for (std::size_t i = 1; i < stages.size(); ++i) {
      d.later.push_back({snapshot_.subject_key(stages[i].identity),
                         printable_utf8(display_name(snapshot_, stages[i].identity)), stages[i].why});
    }
    describe(d.evidence, scoped, reviewer);
    add_how(d.evidence, scoped.access);
    add_judgements(d, subject);
    add_cut(d, scoped.access);
    return d;
  }

 private:
  const Entitlement& entitlement_of(AccessIx access) const {
    return table_.entitlements[table_.entitlement[access.value].value];
  }

  void describe(Evidence& e, const ScopedAccess& scoped, const Reviewer& reviewer) const {
    const Entitlement& entitlement = entitlement_of(scoped.access);
    e.subject = subject_evidence(scoped);
    e.entitlement = {.name = display_name(snapshot_, entitlement),
                     .source = snapshot_.source_name(snapshot_[entitlement.resource].origin.source),
                     .privilege = std::string(snapshot_.text(entitlement.privilege)),
                     .action = std::string(to_string(entitlement.action)),
                     .categories = category_ids(snapshot_, entitlement.categories),
                     .category_names = category_names(snapshot_, words_, entitlement.categories),
                     .unclassified_part = entitlement.undecided};
    e.holders = table_.holders[table_.entitlement[scoped.access.value].value];
    e.population = table_.population;
    e.reviewer_name = display_name(snapshot_, reviewer.identity);
    e.why_reviewer = reviewer.why;
    e.snapshot = snapshot_.info.no;
    e.as_of = snapshot_.info.as_of;
  }

  SubjectEvidence subject_evidence(const ScopedAccess& scoped) const {
    const Subject& subject = table_.subject[scoped.access.value];
    SubjectEvidence s{.name = display_name(snapshot_, subject), .kind = std::string(to_string(scoped.kind))};
    if (!subject.identity.valid()) {
      const Principal& account = snapshot_[subject.principal];
      if (scoped.kind == CaseKind::account)
        s.kind = std::string(to_string(account.account_kind)) + " account";
      return s;
    }
    const Identity& person = snapshot_[subject.identity];
    s.job = snapshot_.text(person.job);
    s.department = snapshot_.text(person.department);
    s.region = snapshot_.text(person.region);
    s.employment = to_string(person.employment);
    s.status = to_string(person.status);
    if (person.manager.valid()) s.manager = display_name(snapshot_, person.manager);
    return s;
  }

  void add_how(Evidence& e, AccessIx access) const {
    const Entitlement& entitlement = entitlement_of(access);
    const Explanation explanation = explain_access(
        graph_, table_.subject[access.value],
        {.resource = entitlement.resource, .privilege = entitlement.privilege, .level = GrantLevel::here}, 1);
    const AccessFlags& flags = table_.flags[access.value];
    const AccessPath* shortest = explanation.paths.empty() ? nullptr : &explanation.paths.front();
    e.sentence = sentence_of(access, shortest);
    e.how = {.usability = std::string(to_string(flags.usability)),
             .since = format_time(table_.since[access.value]),
             .grant_option = flags.grant_option,
             .direct_only = flags.direct_only,
             .independent_paths = explanation.independent_paths};
    if (shortest != nullptr) {
      for (const Edge& edge : shortest->edges) e.how.path.push_back(edge_words(snapshot_, edge));
      const PathDrawing drawing = drawing_of(snapshot_, table_.subject[access.value], *shortest);
      for (const PathNode& node : drawing.nodes) e.how.places.push_back({node.kind, node.name});
      for (const PathStep& step : drawing.steps) e.how.steps.push_back(step.label);
      e.how.missing = shortest->missing;
    }
    const AccessUsage& use = table_.usage[access.value];
    e.use = {.words = usage_words(use, snapshot_.info.as_of),
             .last_used = format_time(use.last_used),
             .observed_from = format_time(use.observed_from),
             .observed_to = format_time(use.observed_to),
             .attribution = std::string(to_string(use.attribution))};
  }

  std::string sentence_of(AccessIx access, const AccessPath* path) const {
    const std::string text =
        access_sentence(snapshot_, words_,
                        {.subject = table_.subject[access.value],
                         .entitlement = entitlement_of(access),
                         .flags = table_.flags[access.value],
                         .usage = std::nullopt,
                         .path = path,
                         .text = text_of(entitlements_, snapshot_, entitlement_of(access))});
    const bool person = table_.subject[access.value].identity.valid();
    return (person ? text : capitalised(text)) + ".";  // a name stands as its source writes it
  }

  void add_judgements(CaseDraft& d, const Subject& subject) const {
    CaseJudgement judgement = judged_.of(subject, d.content.entitlement_key);
    for (const FindingEvidence& f : judgement.findings) d.content.findings.push_back(f.fingerprint);
    d.content.risk = judgement.risk;
    d.content.flagged = judgement.flagged;
    d.evidence.findings = std::move(judgement.findings);
    d.evidence.not_evaluable = std::move(judgement.not_evaluable);
  }

  void add_cut(CaseDraft& d, AccessIx access) {
    const Subject& subject = table_.subject[access.value];
    const CutSet set = cuts_.find(subject, table_.entitlement[access.value]);
    RevokeEvidence& revoke = d.evidence.revoke;
    if (set.cuts.empty()) {
      revoke.why_no_cut = set.why_not.empty() ? "no permitted removal ends this access" : set.why_not;
      return;
    }
    const Cut& cut = set.cuts.front();
    revoke.edges = edges_.of(cut.edges);
    revoke.other_people = cut.other_people;
    for (const Loss& loss : cut.losses) {
      const Entitlement& lost = table_.entitlements[loss.entitlement.value];
      d.ends.emplace_back(subject_key(snapshot_, loss.subject), entitlement_key(snapshot_, lost));
      const bool used = loss.usage.last_used.is_time();
      revoke.losses.push_back(display_name(snapshot_, loss.subject) + ": " + display_name(snapshot_, lost) +
                              (used ? " (" + usage_words(loss.usage, snapshot_.info.as_of) + ")" : ""));
    }
    revoke.consequence = consequence_of(revoke);
    d.cut_name = edges_.name_of(cut.edges);
  }

  const AccessGraph& graph_;
  const Snapshot& snapshot_;
  const AccessTable& table_;
  const CaseJudgements& judged_;
  const CategoryWords words_;
  const EntitlementBook entitlements_;
  CardEdges edges_;
  CutFinder cuts_;
};

}  // namespace

std::vector<CaseDraft> draft_cases(const DraftRequest& request, const std::vector<ScopedAccess>& cases,
                                   const std::vector<std::vector<Reviewer>>& reviewers) {
  Drafter drafter(request);
  std::vector<CaseDraft> drafts;
  drafts.reserve(cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    drafts.push_back(drafter.draft(cases[i], reviewers[i]));
    request.context->progress->update("collecting evidence", static_cast<std::int64_t>(i + 1),
                                      static_cast<std::int64_t>(cases.size()));
  }
  return drafts;
}

}  // namespace reeve
