#include "cli/demo/systems.h"
#include "engine/core/text.h"

namespace reeve::demo {
namespace {

constexpr std::size_t kTeamSize = 25;

std::string group_name(std::string_view department) {
  std::string name = lower_ascii(department);
  for (char& c : name) c = c == ' ' ? '-' : c;
  return name;
}

class GroupBuilder {
 public:
  explicit GroupBuilder(Draft& draft) : directory_(draft.company.directory), founded_(draft.days_ago(3200)) {
    add_role(directory_, PrincipalKind::group, "all-staff");
  }

  // The team that the next person of the department joins; made with all that is above it.
  std::string team(std::string_view department, Region region) {
    const std::string whole = group_name(department);
    const std::string regional = whole + "-" + std::string(code_of(region));
    nest(whole, "all-staff");
    nest(regional, whole);
    const std::size_t number = 1 + members_[regional]++ / kTeamSize;
    const std::string team = regional + "-team-" + std::to_string(number);
    nest(team, regional);
    return team;
  }

 private:
  void nest(const std::string& group, const std::string& above) {
    if (!known_.emplace(group, true).second) return;
    add_role(directory_, PrincipalKind::group, group);
    add_member(directory_, group, above, founded_);
  }

  SourceFacts& directory_;
  MaybeTime founded_;
  std::map<std::string, bool> known_;
  std::map<std::string, std::size_t> members_;
};

}  // namespace

void build_directory(Draft& draft) {
  GroupBuilder groups(draft);
  for (const Person& person : draft.people) {
    const IdentityFact& identity = draft.identity(person);
    PrincipalFact& login = account(draft, person, "directory");
    const bool works_here =
        identity.status != IdentityStatus::left && identity.status != IdentityStatus::future;
    if (identity.status == IdentityStatus::leave) login.enabled = TriState::no;
    if (!works_here) {
      login.enabled = TriState::no;
      login.last_sign_in = identity.status == IdentityStatus::left ? identity.end : MaybeTime::never();
    }
    if (identity.status == IdentityStatus::left) continue;
    add_member(draft.company.directory, login.key, groups.team(person.job->department, person.region),
               works_here ? identity.job_since : draft.days_ago(2));
  }
}

}  // namespace reeve::demo
