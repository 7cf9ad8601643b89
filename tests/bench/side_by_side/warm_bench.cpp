// Verdicts in memory: six rules of grain access by their situations, one thread, against a kernel that does
// natively what these six rules say, over the same columns.
#include <algorithm>
#include <map>
#include <stdexcept>

#include "engine/access/effective.h"
#include "engine/policy/rule_evaluation.h"
#include "tests/bench/side_by_side/measurements.h"
#include "tests/bench/side_by_side/scene.h"

namespace reeve::bench {
namespace {

const std::vector<std::string> kRules{"lifecycle/leaver",
                                      "lifecycle/suspended_or_on_leave",
                                      "lifecycle/unused_entitlement",
                                      "need_to_know/authorisation_matrix",
                                      "need_to_know/not_approved",
                                      "privilege/direct_grant"};

// What a rule says of each row: 0 nothing, 1 a violation, 2 not evaluable, 3 both.
using Answers = std::vector<std::uint8_t>;

using Bits = std::vector<std::uint8_t>;  // by code of one column

const AttributeColumn& column(const AttributeColumns& columns, const char* name) {
  return *std::ranges::find(columns.columns, name, &AttributeColumn::name);
}

template <class Test>
Bits bits(const AttributeColumn& of, const Test& test) {
  Bits result;
  for (const Json& value : of.values) result.push_back(test(value) ? 1 : 0);
  return result;
}

Bits equal(const AttributeColumn& of, const Json& wanted) {
  return bits(of, [&](const Json& value) { return value == wanted; });
}

// The six rules as C++: what they test of a single attribute is looked up by code, the rest is computed row
// by row.
class Kernel {
 public:
  Kernel(const AttributeColumns& columns, const Json& data) : c_(columns), data_(data) { make_matrix(); }

  std::vector<Answers> run() const {
    const std::size_t rows = c_.rows();
    const std::uint8_t *const not_latent = not_latent_.data(), *const own = own_.data(),
                              *const is_right = is_right_.data(), *const left = left_.data(),
                              *const passed = passed_.data(), *const here = here_.data(),
                              *const goes_on = goes_on_.data(), *const away = away_.data(),
                              *const no_status = no_status_.data(), *const unused = unused_.data(),
                              *const not_approved = not_approved_.data(), *const direct = direct_.data(),
                              *const matrix = matrix_.data();
    std::vector<Answers> out(kRules.size(), Answers(rows));
    for (std::size_t i = 0; i < rows; ++i) {
      const auto alive = static_cast<std::uint8_t>(not_latent[usability_[i]] & own[public_only_[i]]);
      const auto exercisable = static_cast<std::uint8_t>(alive & is_right[option_only_[i]]);
      const std::uint32_t status = status_[i];
      const auto gone = static_cast<std::uint8_t>(left[status] | passed[end_[i]]);
      const auto unsure = static_cast<std::uint8_t>((gone | here[status] | goes_on[end_[i]]) == 0 ? 2 : 0);
      out[0][i] = static_cast<std::uint8_t>(alive * (gone | unsure));
      out[1][i] = static_cast<std::uint8_t>((alive & (gone ^ 1)) * (away[status] | no_status[status]));
      out[2][i] = static_cast<std::uint8_t>(exercisable * unused[band_[i]]);
      out[3][i] = static_cast<std::uint8_t>(
          exercisable * matrix[(job_[i] * actions_ + action_[i]) * sets_ + categories_[i]]);
      out[4][i] = static_cast<std::uint8_t>(exercisable * not_approved[approval_[i]]);
      out[5][i] = static_cast<std::uint8_t>(exercisable & direct[direct_only_[i]]);
    }
    return out;
  }

 private:
  const std::uint32_t* codes(const char* name) const { return column(c_, name).codes.data(); }

  Bits answers(const char* name, const std::function<int(const Json&)>& answer) const {
    Bits result;
    for (const Json& value : column(c_, name).values)
      result.push_back(static_cast<std::uint8_t>(answer(value)));
    return result;
  }

  bool is_listed(const Json& job, const Json& category, const Json* action) const {
    for (const Json& row : data_.at("authorisation_matrix").at("jobs").at(job.get<std::string>())) {
      if (row.at("category") != category) continue;
      if (action == nullptr || std::ranges::find(row.at("actions"), *action) != row.at("actions").end())
        return true;
    }
    return false;
  }

  // The rule on the matrix for one job, action and set of categories.
  std::uint8_t matrix_answer(const Json& job, const Json& action, const Json& categories) const {
    const Json& listed = data_.at("authorisation_matrix").at("categories");
    if (!job.is_string() || !data_.at("authorisation_matrix").at("jobs").contains(job.get<std::string>()))
      return 2;
    std::uint8_t answer = 0;
    const bool changes = action == "write" || action == "create" || action == "delete";
    for (const Json& category : categories) {
      if (std::ranges::find(listed, category) == listed.end()) {
        answer |= 2;
      } else if (action != "administer" && !is_listed(job, category, &action) &&
                 !(changes && is_listed(job, category, nullptr))) {
        answer |= 1;
      }
    }
    return answer;
  }

  void make_matrix() {
    for (const Json& job : column(c_, "identity.job").values) {
      for (const Json& action : column(c_, "access.action").values) {
        for (const Json& set : column(c_, "resource.categories").values) {
          matrix_.push_back(matrix_answer(job, action, set));
        }
      }
    }
  }

  static bool long_unused(const Json& band) {
    const auto text = band.get<std::string>();
    return text != "0-29" && text != "30-89";
  }

  const AttributeColumns& c_;
  const Json& data_;
  Bits matrix_;
  const std::uint32_t *usability_ = codes("access.usability"), *public_only_ = codes("access.public_only"),
                      *option_only_ = codes("access.option_only"), *status_ = codes("identity.status"),
                      *end_ = codes("identity.end_state"), *band_ = codes("access.unused_band"),
                      *job_ = codes("identity.job"), *action_ = codes("access.action"),
                      *categories_ = codes("resource.categories"), *approval_ = codes("access.approval"),
                      *direct_only_ = codes("access.direct_only");
  const std::size_t actions_ = column(c_, "access.action").values.size(),
                    sets_ = column(c_, "resource.categories").values.size();
  const Bits not_latent_ = bits(column(c_, "access.usability"), [](const Json&v) { return v != "latent"; }),
             own_ = bits(column(c_, "access.public_only"), [](const Json&v) { return v != true; }),
             is_right_ = bits(column(c_, "access.option_only"), [](const Json&v) { return v != true; }),
             left_ = equal(column(c_, "identity.status"), "left"),
             passed_ = equal(column(c_, "identity.end_state"), "passed"),
             here_ = bits(column(c_, "identity.status"), [](const Json&v) { return !v.is_null(); }),
             goes_on_ = bits(column(c_, "identity.end_state"),
                             [](const Json&v) { return v == "none" || v == "planned"; }),
             away_ = bits(column(c_, "identity.status"),
                          [](const Json&v) { return v == "suspended" || v == "leave"; }),
             no_status_ = answers("identity.status", [](const Json&v) { return v.is_null() ? 2 : 0; }),
             unused_ = answers("access.unused_band",
                               [](const Json&v) { return v.is_null()      ? 2
                                                         : long_unused(v) ? 1
                                                                          : 0; }),
             not_approved_ = answers("access.approval",
                                     [](const Json&v) { return v.is_null()       ? 2
                                                               : v == "approved" ? 0
                                                                                 : 1; }),
             direct_ = bits(column(c_, "access.direct_only"), [](const Json&v) { return v != false; });
};

class Engine {
 public:
  Engine(const Scene& scene, const AttributeColumns& columns) : scene_(scene), columns_(columns) {
    for (const std::string& id : kRules) {
      const Rule& rule = *std::ranges::find(scene.book.rules(), id, &Rule::id);
      dependencies_.emplace(id, scene.book.dependencies(rule));
      digests_.emplace(id, scene.book.digest(rule, dependencies_.at(id)));
    }
  }

  std::vector<RuleVerdicts> run(std::size_t& asked) {
    std::vector<RuleVerdicts> all;
    asked = 0;
    for (const std::string& id : kRules) {
      const Rule& rule = *std::ranges::find(scene_.book.rules(), id, &Rule::id);
      all.push_back(judge(rule, dependencies_.at(id), columns_, digests_.at(id), *scene_.engine, store_));
      asked += all.back().asked;
    }
    return all;
  }

 private:
  const Scene& scene_;
  const AttributeColumns& columns_;
  std::map<std::string, Dependencies> dependencies_;
  std::map<std::string, Digest> digests_;
  std::map<Digest, std::string> verdicts_;
  VerdictStore store_{.get = [this](const Digest& d) -> std::optional<std::string> {
                        const auto found = verdicts_.find(d);
                        return found == verdicts_.end() ? std::nullopt : std::optional(found->second);
                      },
                      .put = [this](const Digest& d, const std::string& blob) { verdicts_[d] = blob; }};
};

void require_same(const std::vector<RuleVerdicts>& ours, const std::vector<Answers>& theirs) {
  for (std::size_t r = 0; r < kRules.size(); ++r) {
    for (std::size_t row = 0; row < theirs[r].size(); ++row) {
      const Judgement& j = ours[r].judgements[ours[r].of_row[row]];
      const int answer = (j.violations.empty() ? 0 : 1) + (j.not_evaluable.empty() ? 0 : 2);
      if (answer != theirs[r][row])
        throw std::runtime_error(kRules[r] + " and its kernel differ in row " + std::to_string(row));
    }
  }
}

}  // namespace

void measure_warm(const Options& options) {
  Shape shape = options.quick ? shape_of(10'000) : shape_m();
  shape.sensitive_per_mille = 750;
  const Scene scene(shape);
  const AccessGraph graph(scene.snapshot);
  const AttributeColumns columns = scene.all_attributes(effective_access(graph, build_catalogue(graph)));
  Engine engine(scene, columns);
  const Kernel kernel(columns, scene.book.policies().data.at("reeve"));
  std::size_t asked = 0;
  require_same(engine.run(asked), kernel.run());
  const Paired paired = side_by_side(
      options.rounds(), [&] { return seconds_of([&] { engine.run(asked); }); },
      [&] { return seconds_of([&] { kernel.run(); }); });
  if (asked > 0) throw std::runtime_error("verdicts were not in memory");
  const double rate = static_cast<double>(columns.rows()) / paired.reeve / 1e6;
  print(row_of(paired, {.group = "evaluation",
                        .what = "warm: six rules, one thread",
                        .shape = shape.name,
                        .against = "columnar kernel by hand",
                        .limit = at_most(5),
                        .note = std::to_string(columns.rows()) + " accesses, " +
                                std::to_string(static_cast<int>(rate)) + " million/s"}));
}

}  // namespace reeve::bench
