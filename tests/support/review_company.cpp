#include "tests/support/review_company.h"

#include <string>

namespace reeve::test {
namespace {

constexpr int kMoved = 6;

std::string job_of(int person) {
  return person % 3 == 0 ? "Accountant,Finance" : "Support Agent,Customer Care";
}

// People `first` to `last` have an account that reads; all others of the company only exist.
void write_facts(const ScratchDir& folder, int first, int last) {
  std::string people =
      "key,display_name,employment,status,job,department,region,manager,email\n"
      "owner,Ines Duarte,employee,active,Vice President,Customer Care,EMEA,,ines@brimstow.example\n"
      "lead,Mara Okafor,employee,active,Support Team Lead,Customer Care,EMEA,owner,mara@brimstow.example\n";
  std::string accounts = "key,account_kind,enabled,email\n";
  std::string memberships = "member,container,inherited\n";
  std::string grants =
      "principal,resource,privilege,action,covers_descendants\ncrew,customers,SELECT,read,yes\n"
      "crew,customers,UPDATE,write,yes\n";
  for (int i = 0; i < kReviewPeople + kMoved; ++i) {
    const std::string key = "p" + std::to_string(i);
    people += key + ",Agent " + std::to_string(i) + ",employee," + (i % 7 == 0 ? "left," : "active,") +
              job_of(i) + ",EMEA,lead," + key + "@brimstow.example\n";
    if (i < first || i >= last) continue;
    accounts += key + ",person,yes," + key + "@brimstow.example\n";
    if (i % 2 == 0) {
      memberships += key + ",crew,yes\n";
    } else {
      grants += key + ",customers,SELECT,read,yes\n";
    }
  }
  folder.write("facts/identities.csv", people);
  folder.write("facts/accounts.csv", accounts);
  folder.write("facts/principals.csv", "key,kind,owner\ncrew,group,lead\n");
  folder.write("facts/memberships.csv", memberships);
  folder.write("facts/resources.csv",
               "key,kind,parent,steward,region,labels\ncustomers,table,,lead,EMEA,\n"
               "customers.email,column,customers,,,category:customer_email\n");
  folder.write("facts/grants.csv", grants);
}

}  // namespace

void write_review_company(const ScratchDir& folder) {
  folder.write("reeve.toml",
               "[campaign]\nowner = \"ines@brimstow.example\"\ndefinitions = \"plans\"\n"
               "[source.hr]\nkind = \"csv\"\ndir = \"facts\"\nsections = \"identities\"\n"
               "[source.shop]\nkind = \"csv\"\ndir = \"facts\"\n"
               "sections = \"accounts principals memberships resources grants\"\n"
               "[ticket.removals]\nkind = \"jsonl\"\nfile = \"removals.jsonl\"\n");
  // No source tells uses and dates, so no case could be decided together with others.
  folder.write("plans/review.toml",
               "title = \"Review\"\n[decisions]\nreason_to_keep_not_evaluable = false\n");
  write_facts(folder, 0, kReviewPeople);
}

void change_review_company(const ScratchDir& folder) { write_facts(folder, kMoved, kReviewPeople + kMoved); }

}  // namespace reeve::test
