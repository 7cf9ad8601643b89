// How stories are written down: people are cast, facts are changed, and the answer key says what must follow.
#pragma once

#include "cli/demo/draft.h"

namespace reeve::demo {

// What an account's use of one entitlement looks like in the log, where a story wants it so. Days before the
// company is read.
struct ToldUse {
  int last_used = -1;      // -1 = never
  int covered_from = 400;  // start of the log
};

class Storyteller {
 public:
  Storyteller(Draft& draft, int round);

  Draft& draft() { return draft_; }
  Random& random() { return random_; }
  int round() const { return round_; }
  std::string numbered(std::string_view name) const;  // "night-desk-2", another in each round

  // The story that the next plants and near misses belong to.
  void begin(std::string_view id, std::string_view title, std::string_view resembles = {});

  // Somebody at work, employed, with that job and in no story yet. Error{internal} where nobody is free.
  Person& take(std::string_view job);
  Person& take(std::string_view job, Region region);
  Region other_region(Region region);

  // Facts of a planted case, for the dirty variants.
  void rests_on(const Person& person, std::string_view account_source);
  void rests_on_resource(std::string_view source, std::string_view key);

  void plant(std::string_view rule, std::string_view code, const std::string& subject,
             const std::string& entitlement = {});
  void plant_waived(std::string_view rule, std::string_view code, const std::string& subject,
                    const std::string& entitlement);
  void near_miss(std::string_view rule, const std::string& subject, const std::string& entitlement,
                 std::string_view why);
  void near_miss(std::string_view rule, const Person& person, const std::string& entitlement,
                 std::string_view why);
  // No log tells about the use, because the way leads through another source.
  void use_not_told(const Person& person, const std::string& entitlement);

  // The person holds the role since so many days.
  MembershipFact& give(const Person& person, std::string_view source, std::string_view role,
                       int days_ago = 60);
  void use(const Person& person, std::string_view source, std::string_view resource,
           std::string_view privilege, ToldUse use);
  void leave(Person& person, int days_ago, bool status_told = true);

 private:
  Draft& draft_;
  int round_;
  Random random_;
};

// Planted cases come in rounds: one for small companies, one more for every 5,000 people.
int rounds_of(int people);

// Puts every story of every round into the company.
void tell_stories(Draft& draft);

void tell_need_to_know(Storyteller& teller);
void tell_contracts_and_regions(Storyteller& teller);
void tell_toxic_pairs(Storyteller& teller);
void tell_brokers(Storyteller& teller);
void tell_leavers(Storyteller& teller);
void tell_unused(Storyteller& teller);
void tell_unowned(Storyteller& teller);
void tell_exposure(Storyteller& teller);
// Told once and last: it counts the people at work, and other stories make people leave.
void tell_too_many_people(Storyteller& teller);
void tell_privilege(Storyteller& teller);
void tell_privileged(Storyteller& teller);
void tell_absence(Storyteller& teller);
void tell_approvals(Storyteller& teller);
void tell_owners(Storyteller& teller);
void tell_waivers(Storyteller& teller);

}  // namespace reeve::demo
