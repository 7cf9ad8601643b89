#include "cli/demo/review.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "cli/demo/width.h"
#include "cli/wrap.h"
#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/workflow/desk.h"

namespace reeve::demo {
namespace {

bool can_end(const OpenedCampaign& opened, const Case& c) {
  const auto card = std::ranges::find(opened.content.cards, c.card, &Card::no);
  return card != opened.content.cards.end() && !card->edges.empty();
}

std::size_t steps_of(const Case& c) { return c.evidence.at("how").at("path").size(); }

bool is_minor(const Json& finding) {
  const auto severity = finding.at("severity").get<std::string>();
  return severity == "low" || severity == "medium";
}

// What the person holds besides makes it wrong.
bool is_about_a_combination(const Json& finding) {
  const auto rule = finding.at("rule").get<std::string>();
  return rule.starts_with("separation_of_duties/") || rule == "need_to_know/joined_category";
}

// A rule that matters is broken by the access itself.
bool is_wrong_itself(const Case& c) {
  return std::ranges::any_of(c.evidence.at("findings"), [](const Json& finding) {
    return !is_minor(finding) && !is_about_a_combination(finding);
  });
}

Choice choice_for(const DeskCard& card, const Case& c, const std::set<std::string>& losing) {
  if (!c.flagged)
    return {.case_no = c.no, .kind = DecisionKind::certify, .reason = "needed for the daily work"};
  if (std::ranges::all_of(c.evidence.at("findings"), is_minor))
    return {.case_no = c.no, .kind = DecisionKind::certify, .reason = "looked into, and needed for the work"};
  if (!is_wrong_itself(c) && losing.contains(c.subject_key)) {
    return {.case_no = c.no, .kind = DecisionKind::certify, .reason = "fine once the other right is gone"};
  }
  if (card.card.edges.empty()) {
    return {.case_no = c.no, .kind = DecisionKind::cannot_judge, .reason = "no permitted removal ends it"};
  }
  return {.case_no = c.no, .kind = DecisionKind::revoke, .reason = "not needed for the job"};
}

// The rows that do not begin with the edge's keys.
std::size_t drop_rows(const std::filesystem::path& file, const std::string& start) {
  std::ifstream in(file, std::ios::binary);
  std::string kept;
  std::size_t dropped = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(start)) {
      ++dropped;
    } else {
      kept += line + "\n";
    }
  }
  in.close();
  std::ofstream(file, std::ios::binary | std::ios::trunc) << kept;
  return dropped;
}

}  // namespace

ChosenDesk choose_desk(const OpenedCampaign& opened) {
  std::map<std::int32_t, const Case*> cases;
  std::map<std::string, std::size_t> desk_sizes;
  for (const Case& c : opened.content.cases) cases[c.no] = &c;
  for (const WorkItem& item : opened.content.work_items) ++desk_sizes[item.reviewer_key];
  ChosenDesk best;
  std::size_t longest = 0;
  for (const WorkItem& item : opened.content.work_items) {
    const Case& c = *cases.at(item.case_no);
    if (c.risk != Severity::critical || !is_wrong_itself(c) || !can_end(opened, c)) continue;
    const std::size_t size = desk_sizes[item.reviewer_key];
    const std::size_t steps = steps_of(c);
    if (best.cases > 0 && (steps < longest || (steps == longest && size >= best.cases))) continue;
    longest = steps;
    best = {item.reviewer_key, item.reviewer_name, c.no, size};
  }
  if (best.cases == 0) throw Error(ErrorCode::internal, "the invented company has no critical case to show");
  return best;
}

void tell_case(const OpenedCampaign& opened, const ChosenDesk& desk, cli::Output& out) {
  const Case& c = *std::ranges::find(opened.content.cases, desk.telling_case, &Case::no);
  const auto tell = [&](const std::string& indent, const std::string& text) {
    const auto lines = cli::wrap(printable_utf8(text), kWidth - indent.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
      out.data << (i == 0 ? indent : indent + "  ") << lines[i] << "\n";
  };
  tell("  ", c.evidence.at("sentence").get<std::string>());
  out.data << "  how:\n";
  for (const Json& step : c.evidence.at("how").at("path")) {
    const std::string source = step.at("source").get<std::string>();
    tell("    ", step.at("text").get<std::string>() + " [" + (source.empty() ? "binding" : source) + "]");
  }
  out.data << "  what the rules say:\n";
  for (const Json& finding : c.evidence.at("findings"))
    tell("    ",
         finding.at("severity").get<std::string>() + ": " + finding.at("sentence").get<std::string>());
  out.data << "  what a revoke does:\n";
  tell("    ", std::ranges::find(opened.content.cards, c.card, &Card::no)->consequence);
}

Reviewed review_desk(Context& context, Store& store, const std::string& campaign_id,
                     const ChosenDesk& chosen) {
  const Desk desk = load_desk(store, *context.clock, campaign_id, chosen.reviewer_key);
  std::set<std::string> losing;  // who loses a right that is wrong itself
  for (const DeskCard& card : desk.cards) {
    for (const DeskCase& c : card.cases) {
      if (c.content.flagged && is_wrong_itself(c.content) && !card.card.edges.empty())
        losing.insert(c.content.subject_key);
    }
  }
  std::vector<Choice> choices;
  for (const DeskCard& card : desk.cards) {
    for (const DeskCase& c : card.cases) choices.push_back(choice_for(card, c.content, losing));
  }
  const Actor actor{.key = chosen.reviewer_key, .name = chosen.reviewer_name, .signed_in = "demo"};
  for (const Answer& answer : decide(store, *context.clock, campaign_id, actor, choices)) {
    if (!answer.counts())
      throw Error(ErrorCode::internal, "the demo's decision was refused: " + answer.message);
  }
  const SignOffResult result = sign_off(context, store, campaign_id, actor, std::string(kSignOffStatement));
  if (!result.signed_off) throw Error(ErrorCode::internal, "the demo could not sign off: " + result.message);
  const auto count = [&](DecisionKind kind) {
    return static_cast<std::size_t>(std::ranges::count(choices, kind, &Choice::kind));
  };
  return {.kept = count(DecisionKind::certify),
          .revoked = count(DecisionKind::revoke),
          .not_judged = count(DecisionKind::cannot_judge),
          .removals = result.plan.removals};
}

std::size_t remove_by_hand(const std::vector<Removal>& removals, const std::filesystem::path& folder) {
  std::size_t dropped = 0;
  for (const Removal& removal : removals) {
    const std::string file = removal.edge.section == Section::membership ? "memberships.csv" : "grants.csv";
    dropped +=
        drop_rows(folder / removal.edge.source / file, join(split_key(removal.edge.edge_key), ",") + ",");
  }
  return dropped;
}

const IssuedLink* next_link(const OpenedCampaign& opened, const ChosenDesk& desk) {
  std::map<std::int32_t, bool> flagged;
  for (const Case& c : opened.content.cases) flagged[c.no] = c.flagged;
  std::map<std::string, std::size_t> counts;
  for (const WorkItem& item : opened.content.work_items) counts[item.reviewer_key] += flagged[item.case_no];
  const IssuedLink* best = nullptr;
  for (const IssuedLink& link : opened.links) {
    if (link.reviewer_key == desk.reviewer_key) continue;
    if (best == nullptr || counts[link.reviewer_key] > counts[best->reviewer_key]) best = &link;
  }
  return best;
}

}  // namespace reeve::demo
