#include "cli/demo/people.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "cli/demo/names.h"

namespace reeve::demo {
namespace {

constexpr std::array<int, 3> kShareOfRegion{50, 30, 20};  // percent, in the order of kRegions
constexpr int kEnoughForLeave = 8;  // where stories need the few there are, nobody is on leave
constexpr std::string_view kMailDomain = "@tamarind.example";

struct Post {
  const Job* job;
  Region region;
};

// One post per person who works here: leaders first, the other jobs by their shares.
std::vector<Post> posts_of(int people) {
  std::vector<Post> posts{{&leaders().chief, Region::emea}};
  for (std::size_t i = 0; i < divisions().size(); ++i)
    posts.push_back({&leaders().vice_president, Region::emea});
  for (std::size_t i = 0; i < divisions().size(); ++i) {
    for (const Region region : kRegions) posts.push_back({&leaders().director, region});
  }
  for (const Job& job : jobs()) {
    for (const Region region : kRegions) {
      const int share =
          people * job.per_ten_thousand * kShareOfRegion[static_cast<std::size_t>(region)] / 1000000;
      posts.insert(posts.end(), static_cast<std::size_t>(std::max(share, job.fewest)), Post{&job, region});
    }
  }
  for (std::size_t i = 0; posts.size() < static_cast<std::size_t>(people); ++i) {
    constexpr std::string_view kTurns = "0010210021";  // places in kRegions, by their shares
    posts.push_back({&jobs().front(), kRegions[static_cast<std::size_t>(kTurns[i % kTurns.size()] - '0')]});
  }
  return posts;
}

std::string numbered(const char* format, std::size_t number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), format, number);
  return text.data();
}

class HiringOffice {
 public:
  explicit HiringOffice(Draft& draft)
      : draft_(draft), names_(draft.random("names")), lives_(draft.random("lives")) {}

  Person& hire(const Post& post) {
    Person person;
    person.place = draft_.company.hr.identities.size();
    person.job = post.job;
    person.region = post.region;
    IdentityFact identity;
    const PersonName name = invent_name(names_);
    person.login = unique_login(name.ascii);
    identity.display_name = name.display;
    identity.key = numbered("p-%06zu", person.place + 1);
    identity.employee_number = numbered("%06zu", 100000 + person.place * 7);
    identity.email = person.login + std::string(kMailDomain);
    identity.job = post.job->title;
    identity.department = post.job->department;
    identity.region = lives_.pick(countries_of(post.region));
    const bool on_leave = lives_.percent(3) && post.job->fewest >= kEnoughForLeave;
    identity.status = on_leave ? IdentityStatus::leave : IdentityStatus::active;
    identity.employment = contract_of(*post.job);
    set_dates(identity);
    draft_.company.hr.identities.push_back(std::move(identity));
    return draft_.people.emplace_back(std::move(person));
  }

  void leave(Person& person) {
    IdentityFact& identity = draft_.identity(person);
    const int gone = lives_.between(30, 900);
    identity.status = IdentityStatus::left;
    identity.end = draft_.days_ago(gone);
    identity.job_since = draft_.days_ago(gone + lives_.between(100, 1500));
    identity.start = identity.job_since;
  }

  void start_later(Person& person) {
    IdentityFact& identity = draft_.identity(person);
    identity.status = IdentityStatus::future;
    identity.start = identity.job_since = draft_.in_days(lives_.between(3, 40));
  }

 private:
  std::string unique_login(const std::string& wanted) {
    std::string login = wanted;
    for (int i = 2; !logins_.insert(login).second; ++i) login = wanted + std::to_string(i);
    return login;
  }

  // Contracts stand only where data/contractors.json lets them hold what the job is given.
  Employment contract_of(const Job& job) {
    const int chance = lives_.between(1, 100);
    if (job.title == "Warehouse Associate") {
      return chance <= 15 ? Employment::vendor : chance <= 35 ? Employment::contractor : Employment::employee;
    }
    if (job.title == "Review Moderator") return chance <= 25 ? Employment::contractor : Employment::employee;
    if (job.title == "Software Engineer") {
      return chance <= 8 ? Employment::contractor : chance <= 14 ? Employment::intern : Employment::employee;
    }
    if (job.title == "IT Support Technician") return chance <= 30 ? Employment::vendor : Employment::employee;
    return Employment::employee;
  }

  void set_dates(IdentityFact& identity) {
    const int days = lives_.between(20, 3000);
    identity.start = identity.job_since = draft_.days_ago(days);
    identity.end = MaybeTime::never();
    if (days > 400 && lives_.percent(35))
      identity.job_since = draft_.days_ago(lives_.between(20, days - 100));
    const bool temporary =
        identity.employment == Employment::contractor || identity.employment == Employment::intern;
    if (temporary) identity.end = draft_.in_days(lives_.between(20, 300));
  }

  Draft& draft_;
  Random names_;
  Random lives_;
  std::set<std::string> logins_;
};

// Who leads whom: department leads, then the division's director in the region, then its vice president.
class ManagerTree {
 public:
  explicit ManagerTree(Draft& draft) : draft_(draft) {
    std::size_t vice_presidents = 0;
    std::size_t directors = 0;
    for (const Person& person : draft.people) {
      if (person.job == &leaders().vice_president) {
        above_directors_[divisions()[vice_presidents++]] = person.place;
      } else if (person.job == &leaders().director) {
        directors_[{divisions()[directors++ / 3], person.region}] = person.place;
      } else if (person.job->title == lead_of(person.job->department) || leads_moderation(person)) {
        leads_[{person.job->title, person.region}].push_back(person.place);
      }
    }
  }

  void appoint() {
    std::size_t directors = 0;
    std::size_t vice_presidents = 0;
    for (const Person& person : draft_.people) {
      if (person.job == &leaders().chief) continue;
      if (person.job == &leaders().vice_president) {
        draft_.identity(person).department = divisions()[vice_presidents++];
        set_manager(person, 0);
      } else if (person.job == &leaders().director) {
        draft_.identity(person).department = divisions()[directors / 3];
        set_manager(person, above_directors_.at(divisions()[directors++ / 3]));
      } else {
        set_manager(person, manager_of(person));
      }
    }
  }

 private:
  static bool leads_moderation(const Person& person) {
    return person.job->title == "Trust and Safety Manager";
  }

  std::size_t manager_of(const Person& person) {
    const std::string_view lead = lead_of(person.job->department);
    const auto found = leads_.find({lead, person.region});
    if (lead.empty() || person.job->title == lead || found == leads_.end()) {
      return directors_.at({person.job->division, person.region});
    }
    return found->second[turn_[{lead, person.region}]++ % found->second.size()];
  }

  void set_manager(const Person& person, std::size_t manager) {
    draft_.identity(person).manager_key = draft_.company.hr.identities[manager].key;
  }

  Draft& draft_;
  std::map<std::string_view, std::size_t> above_directors_;
  std::map<std::pair<std::string_view, Region>, std::size_t> directors_;
  std::map<std::pair<std::string_view, Region>, std::vector<std::size_t>> leads_;
  std::map<std::pair<std::string_view, Region>, std::size_t> turn_;
};

}  // namespace

void hire_people(Draft& draft) {
  const int people = draft.company.spec.people;
  const int left = people / 25;
  const int later = people / 200;
  HiringOffice office(draft);
  for (const Post& post : posts_of(people - left - later)) office.hire(post);
  ManagerTree(draft).appoint();
  Random random = draft.random("leavers");
  const std::size_t at_work = draft.people.size();
  for (int i = 0; i < left + later; ++i) {
    const Person& successor = draft.people[21 + random.below(at_work - 21)];
    const std::string manager = draft.identity(successor).manager_key;
    Person& person = office.hire({successor.job, successor.region});
    draft.identity(person).manager_key = manager;
    i < left ? office.leave(person) : office.start_later(person);
  }
}

}  // namespace reeve::demo
