#include "engine/sync/candidates.h"

#include <gmock/gmock.h>

namespace reeve {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

KnownPeople people() {
  return {.people = {{{1, 0}, "hr", "1", "0017", "ada.quist@nile.example", "Ada Quist"},
                     {{1, 1}, "hr", "2", "0018", "bo@nile.example", "Bo Lind"},
                     {{1, 2}, "hr", "3", "0019", "bo.lind@nile.example", "Bo Ask Lind"}},
          .blocked_keys = {}};
}

std::vector<Candidate> candidates(const PrincipalFact& account) {
  const KnownPeople known = people();
  return CandidateFinder(known).of(account);
}

TEST(Candidates, AreEverybodyForWhomSomethingSpeaksBestFirst) {
  EXPECT_THAT(candidates({.key = "x", .employee_number = " 0017 ", .email = "BO@nile.example"}),
              ElementsAre(Candidate{0, "employee number", 95},
                          Candidate{1, "e-mail address, against the employee number", 20}));
  EXPECT_THAT(candidates({.key = "x", .email = "bo@nile.example", .person_name = "Quist, Ada"}),
              ElementsAre(Candidate{1, "e-mail address", 90}, Candidate{0, "name", 60}));
}

TEST(Candidates, FindLoginsThatArePutTogetherFromNames) {
  const Candidate ada{0, "login built from the name", 40};
  for (const char* login : {"aquist", "adaq", "a.quist", "quist_a", "NILE\\AQuist", "adaquist"}) {
    EXPECT_THAT(candidates({.key = login}), ElementsAre(ada)) << login;
  }
  EXPECT_THAT(candidates({.key = "quest"}), IsEmpty());
}

TEST(Candidates, FindTwoWordsOfALongerName) {
  EXPECT_THAT(candidates({.key = "x", .person_name = "Bo Lind"}),
              ElementsAre(Candidate{1, "name", 60}, Candidate{2, "two words of the name", 30}));
}

TEST(Candidates, CountLittleAgainstTheEmployeeNumber) {
  EXPECT_THAT(candidates({.key = "x", .employee_number = "77", .person_name = "Ada Quist"}),
              ElementsAre(Candidate{0, "name, against the employee number", 20}));
}

}  // namespace
}  // namespace reeve
