#include "tests/bench/side_by_side/shapes.h"

#include <algorithm>
#include <map>

#include "engine/core/error.h"
#include "engine/workflow/policy_files.h"
#include "tests/support/random_snapshot.h"

namespace reeve::bench {
namespace {

using test::Dice;

constexpr std::uint32_t kDepartmentSize = 200;
constexpr std::uint32_t kShared = 7;  // departments whose last group others join, one for each category
constexpr UtcMillis kAsOf = 20'500 * kDay;

std::string numbered(const char* prefix, std::uint32_t number) {
  const std::string digits = std::to_string(number);
  return prefix + std::string(7 - std::min<std::size_t>(digits.size(), 7), '0') + digits;
}

// Which jobs may read which category, from the shipped authorisation matrix.
struct JobBook {
  std::vector<std::string> categories, jobs;
  std::vector<std::vector<std::string>> readers;  // by category

  JobBook() {
    const Json data = policy_data({});
    categories = category_ids(data);
    readers.resize(categories.size());
    for (const auto& [job, rows] : data.at("reeve").at("authorisation_matrix").at("jobs").items()) {
      jobs.push_back(job);
      for (const Json& row : rows) {
        const auto at = std::ranges::find(categories, row.at("category").get<std::string>());
        const bool reads = std::ranges::find(row.at("actions"), Json("read")) != row.at("actions").end();
        if (reads) readers[static_cast<std::size_t>(at - categories.begin())].push_back(job);
      }
    }
  }
};

// What all shapes share: one source that was read whole.
class Maker {
 public:
  explicit Maker(std::uint64_t seed) : dice_(seed) {
    s_.info = {.no = 1, .id = "snapshot-1", .as_of = kAsOf, .runs = {1}};
    SyncRun run{.no = 1, .id = "run-1", .source = "company", .kind = "csv"};
    for (int i = 0; i < kSectionCount; ++i) {
      run.sections[static_cast<std::size_t>(i)].section = static_cast<Section>(i);
      run.sections[static_cast<std::size_t>(i)].state = SectionState::complete;
    }
    s_.runs.push_back(run);
  }

 protected:
  Origin next(std::size_t ordinal) const { return {SourceIx(0), static_cast<Ordinal>(ordinal)}; }

  std::uint32_t add_account(IdentityIx person) {
    const auto number = static_cast<std::uint32_t>(s_.principals.size());
    Principal p;
    p.origin = next(number);
    p.key = s_.strings.add(numbered("account_", number));
    p.kind = PrincipalKind::account;
    p.account_kind = AccountKind::person;
    p.enabled = TriState::yes;
    p.owner_state = person.valid() ? OwnerState::correlated : OwnerState::uncorrelated;
    p.identity = person;
    p.last_sign_in = MaybeTime::at(kAsOf - (dice_.percent(1) ? 200 : 3) * kDay);
    s_.principals.push_back(p);
    return number;
  }

  std::uint32_t add_group(IdentityIx owner) {
    const auto number = static_cast<std::uint32_t>(s_.principals.size());
    Principal p;
    p.origin = next(number);
    p.key = s_.strings.add(numbered("group_", number));
    p.kind = PrincipalKind::group;
    p.owner_state = owner.valid() ? OwnerState::owned : OwnerState::none;
    p.identity = owner;
    s_.principals.push_back(p);
    return number;
  }

  void join(std::uint32_t member, std::uint32_t container, bool assumable = false, bool inherited = true) {
    Membership m;
    m.origin = next(s_.memberships.size());
    m.member = PrincipalIx(member);
    m.container = PrincipalIx(container);
    m.inherited = inherited;
    m.assumable = assumable;
    m.granted_at = MaybeTime::at(kAsOf - static_cast<UtcMillis>(400 + dice_.below(600)) * kDay);
    s_.memberships.push_back(m);
  }

  Snapshot s_;
  Dice dice_;
};

class CompanyMaker : Maker {
 public:
  CompanyMaker(const Shape& shape, std::uint64_t seed)
      : Maker(seed),
        shape_(shape),
        departments_(std::max(shape.people / kDepartmentSize, 1U)),
        groups_each_(shape.groups / departments_),
        tables_each_(shape.tables / departments_) {}

  Snapshot make() {
    s_.categories = book_.categories;
    for (std::uint32_t i = 0; i < shape_.people; ++i) add_person(i);
    for (std::uint32_t i = 0; i < shape_.people; ++i) accounts_.push_back(add_account(IdentityIx(i)));
    for (std::uint32_t d = 0; d < departments_; ++d) {
      for (std::uint32_t g = 0; g < groups_each_; ++g) add_group(IdentityIx(d * kDepartmentSize));
    }
    add_tables();
    add_memberships();
    add_grants();
    for (std::uint32_t i = 0; i < shape_.people; ++i) add_records(i);
    return std::move(s_);
  }

 private:
  std::uint32_t department(std::uint32_t person) const {
    return std::min(person / kDepartmentSize, departments_ - 1);
  }
  std::uint32_t category(std::uint32_t department) const {
    return department % static_cast<std::uint32_t>(book_.categories.size());
  }
  std::uint32_t group(std::uint32_t department, std::uint32_t place) const {
    return shape_.people + department * groups_each_ + place;
  }
  // The schema of the department, then its tables.
  std::uint32_t schema(std::uint32_t department) const { return department * (tables_each_ + 1); }

  void add_person(std::uint32_t number) {
    const std::uint32_t d = department(number);
    const auto& jobs = dice_.below(200) == 0 ? book_.jobs : book_.readers[category(d)];
    Identity p;
    p.origin = next(number);
    p.key = s_.strings.add(numbered("person_", number));
    p.name = s_.strings.add(numbered("Person ", number));
    p.employee_number = s_.strings.add(std::to_string(number));
    p.job = s_.strings.add(jobs[dice_.below(jobs.size())]);
    p.department = s_.strings.add(numbered("department_", d));
    p.region = s_.strings.add(dice_.below(500) == 0 ? "US" : "FR");
    p.employment = dice_.below(200) == 0 ? Employment::contractor : Employment::employee;
    const std::size_t chance = dice_.below(1000);
    p.status = chance < 3   ? IdentityStatus::left
               : chance < 8 ? IdentityStatus::leave
                            : IdentityStatus::active;
    p.manager = IdentityIx(d * kDepartmentSize);
    p.start = MaybeTime::at(kAsOf - static_cast<UtcMillis>(1'000 + dice_.below(4'000)) * kDay);
    p.end = MaybeTime::never();
    p.job_since = dice_.below(200) == 0 ? MaybeTime::at(kAsOf - 60 * kDay) : p.start;
    s_.identities.push_back(p);
  }

  void add_tables() {
    const StringRef region = s_.strings.add("FR");
    for (std::uint32_t d = 0; d < departments_; ++d) {
      const auto top = static_cast<std::uint32_t>(s_.resources.size());
      add_resource(numbered("schema_", d), ResourceKind::schema, {});
      s_.resources.back().region = region;
      s_.resources.back().steward = IdentityIx(d * kDepartmentSize);
      s_.gates.push_back({next(d), ResourceIx(top), s_.strings.add("USAGE"), GateCheck::acting});
      for (std::uint32_t t = 0; t < tables_each_; ++t) {
        add_resource(numbered("schema_", d) + numbered(".table_", t), ResourceKind::table, ResourceIx(top));
        if (dice_.below(1000) < shape_.sensitive_per_mille)
          s_.resources.back().categories = {CategoryIx(category(d))};
      }
    }
  }

  void add_resource(const std::string& key, ResourceKind kind, ResourceIx parent) {
    Resource r;
    r.origin = next(s_.resources.size());
    r.key = s_.strings.add(key);
    r.kind = kind;
    r.parent = parent;
    r.state = ClassificationState::decided;
    s_.resources.push_back(std::move(r));
  }

  void add_memberships() {
    const std::uint32_t lower = std::max(groups_each_ * 3 / 5, shape_.groups_per_person);
    std::vector<std::uint32_t> places(lower);
    for (std::uint32_t i = 0; i < lower; ++i) places[i] = i;
    for (std::uint32_t i = 0; i < shape_.people; ++i) {
      for (std::uint32_t k = 0; k < shape_.groups_per_person; ++k) {
        std::swap(places[k], places[k + dice_.below(lower - k)]);
        join(accounts_[i], group(department(i), places[k]));
      }
    }
    for (std::uint32_t d = 0; d < departments_; ++d) {
      for (std::uint32_t g = 0; g + 1 < groups_each_; ++g) nest(d, g);
    }
  }

  // Groups nest in later ones of the department, the last two in one that all departments share.
  void nest(std::uint32_t d, std::uint32_t g) {
    const std::uint32_t later = groups_each_ - g - 1;
    for (std::uint32_t k = 0; k < std::min(shape_.containers_per_group, later); ++k) {
      const std::uint32_t to = g + 1 + static_cast<std::uint32_t>(dice_.below(later));
      const bool role = dice_.percent(5);
      join(group(d, g), group(d, to), role, !role || dice_.percent(50));
    }
    if (dice_.below(100) == 0 && g > 2) join(group(d, g), group(d, g - 2));
    if (g + 2 == groups_each_) join(group(d, g), group(d % kShared, groups_each_ - 1));
  }

  void grant(std::uint32_t holder, std::uint32_t resource, const char* privilege, Action action) {
    Grant g;
    g.origin = next(s_.grants.size());
    g.principal = PrincipalIx(holder);
    g.resource = ResourceIx(resource);
    g.privilege = s_.strings.add(privilege);
    g.action = action;
    g.granted_at = MaybeTime::at(kAsOf - 500 * kDay);
    s_.grants.push_back(g);
  }

  void add_grants() {
    for (std::uint32_t d = 0; d < departments_; ++d) {
      for (std::uint32_t g = 0; g < groups_each_; ++g) {
        grant(group(d, g), schema(d), "USAGE", Action::other);
        for (std::uint32_t k = 1; k < shape_.grants_per_group; ++k) {
          const std::uint32_t table = schema(d) + 1 + static_cast<std::uint32_t>(dice_.below(tables_each_));
          const bool plain = s_.resources[table].categories.empty();
          const bool writes = plain ? dice_.percent(40) : dice_.below(1000) == 0;
          grant(group(d, g), table, writes ? "UPDATE" : "SELECT", writes ? Action::write : Action::read);
        }
      }
    }
  }

  // A log of what the person uses, and approvals, for the schemas of her department and of the one that
  // shares a group with it.
  void add_records(std::uint32_t person) {
    const std::uint32_t d = department(person);
    add_usage(person, d);
    if (d % kShared != d) add_usage(person, d % kShared);
    if (dice_.below(200) == 0) return;
    add_approval(person, d);
    if (d % kShared != d) add_approval(person, d % kShared);
  }

  void add_usage(std::uint32_t person, std::uint32_t of) {
    s_.usages.push_back({.origin = next(s_.usages.size()),
                         .principal = PrincipalIx(accounts_[person]),
                         .resource = ResourceIx(schema(of)),
                         .privilege = {},
                         .last_used = MaybeTime::at(kAsOf - (dice_.below(200) == 0 ? 200 : 5) * kDay),
                         .observed_from = MaybeTime::at(kAsOf - 300 * kDay),
                         .observed_to = MaybeTime::at(kAsOf),
                         .attribution = UsageAttribution::person});
  }

  void add_approval(std::uint32_t person, std::uint32_t of) {
    s_.approvals.push_back({.origin = next(s_.approvals.size()),
                            .request = s_.strings.add(numbered("request_", person)),
                            .subject_key = s_.identities[person].key,
                            .target_key = s_.resources[schema(of)].key,
                            .privilege = {},
                            .approver_key = s_.identities[of * kDepartmentSize].key,
                            .purpose = {},
                            .from = MaybeTime::at(kAsOf - 450 * kDay),
                            .until = MaybeTime::never()});
  }

  const JobBook book_;
  const Shape shape_;
  const std::uint32_t departments_, groups_each_, tables_each_;
  std::vector<std::uint32_t> accounts_;
};

class HardMaker : Maker {
 public:
  explicit HardMaker(std::uint64_t seed) : Maker(seed) {}

  Snapshot one_group() { return people_in(100'000, 1, 1); }

  // 1,000 groups, each in the next, and 5,000 people at random depths.
  Snapshot chain() {
    make(5'000, 1'000);
    for (std::uint32_t g = 0; g + 1 < groups_; ++g) join(group(g), group(g + 1));
    for (std::uint32_t p = 0; p < people_; ++p) join(p, any_group(groups_));
    return std::move(s_);
  }

  // 50 layers of 40 groups; each group is in half of the next layer.
  Snapshot lattice() {
    constexpr std::uint32_t kWidth = 40, kLayers = 50;
    make(5'000, kWidth * kLayers);
    for (std::uint32_t g = 0; g + kWidth < groups_; ++g) {
      const std::uint32_t above = (g / kWidth + 1) * kWidth;
      for (std::uint32_t to = above; to < above + kWidth; ++to) {
        if (dice_.percent(50)) join(group(g), group(to));
      }
    }
    for (std::uint32_t p = 0; p < people_; ++p) {
      for (int k = 0; k < 3; ++k) join(p, any_group(kWidth));
    }
    return std::move(s_);
  }

  // 100 circles of 50 groups with chords, each circle in the next.
  Snapshot cycles() {
    constexpr std::uint32_t kSize = 50;
    make(20'000, 100 * kSize);
    for (std::uint32_t g = 0; g < groups_; ++g) {
      const std::uint32_t first = g / kSize * kSize;
      join(group(g), group(first + (g + 1 - first) % kSize));
      for (int k = 0; k < 3; ++k)
        join(group(g), group(first + static_cast<std::uint32_t>(dice_.below(kSize))));
      if (g % kSize == 0 && first + kSize < groups_) join(group(g), group(first + kSize));
    }
    for (std::uint32_t p = 0; p < people_; ++p) {
      for (int k = 0; k < 5; ++k) join(p, any_group(groups_));
    }
    return std::move(s_);
  }

  Snapshot many_groups() {
    make(10'000, 10'000);
    for (std::uint32_t g = 0; g < groups_; ++g) join(0, group(g));
    for (std::uint32_t p = 1; p < people_; ++p) join(p, any_group(groups_));
    return std::move(s_);
  }

  // 1,000 groups, each in a quarter of all that come after it.
  Snapshot dense() {
    make(5'000, 1'000);
    for (std::uint32_t g = 0; g < groups_; ++g) {
      for (std::uint32_t to = g + 1; to < groups_; ++to) {
        if (dice_.percent(25)) join(group(g), group(to));
      }
    }
    for (std::uint32_t p = 0; p < people_; ++p) {
      for (int k = 0; k < 10; ++k) join(p, any_group(groups_));
    }
    return std::move(s_);
  }

 private:
  void make(std::uint32_t people, std::uint32_t groups) {
    people_ = people;
    groups_ = groups;
    for (std::uint32_t i = 0; i < people; ++i) add_account({});
    for (std::uint32_t i = 0; i < groups; ++i) add_group({});
  }
  Snapshot people_in(std::uint32_t people, std::uint32_t groups, int each) {
    make(people, groups);
    for (std::uint32_t p = 0; p < people; ++p) {
      for (int k = 0; k < each; ++k) join(p, any_group(groups));
    }
    return std::move(s_);
  }
  std::uint32_t group(std::uint32_t place) const { return people_ + place; }
  std::uint32_t any_group(std::uint32_t of) { return group(static_cast<std::uint32_t>(dice_.below(of))); }

  std::uint32_t people_ = 0, groups_ = 0;
};

const std::map<std::string, Snapshot (HardMaker::*)()> kHardShapes{
    {"one_group", &HardMaker::one_group},     {"chain", &HardMaker::chain},
    {"lattice", &HardMaker::lattice},         {"cycles", &HardMaker::cycles},
    {"many_groups", &HardMaker::many_groups}, {"dense", &HardMaker::dense}};

}  // namespace

Shape shape_s() { return {"S", 5'000, 2'000, 10, 2, 10'000, 125}; }
Shape shape_m() { return {"M", 100'000, 20'000, 15, 3, 35'000, 22}; }
Shape shape_l() { return {"L", 180'000, 139'000, 45, 3, 100'000, 10}; }

Shape shape_of(std::uint32_t people) {
  Shape shape = shape_m();
  shape.name = std::to_string(people);
  shape.groups = people / 5;
  shape.tables = people * 7 / 20;
  shape.people = people;
  return shape;
}

Snapshot company_of(const Shape& shape, std::uint64_t seed) { return CompanyMaker(shape, seed).make(); }

std::vector<std::string> hard_shapes() {
  std::vector<std::string> names;
  for (const auto& [name, make] : kHardShapes) names.push_back(name);
  return names;
}

Snapshot hard_shape(const std::string& name, std::uint64_t seed) {
  const auto found = kHardShapes.find(name);
  if (found == kHardShapes.end()) throw Error(ErrorCode::usage, "there is no shape `" + name + "`");
  HardMaker maker(seed);
  return (maker.*found->second)();
}

}  // namespace reeve::bench
