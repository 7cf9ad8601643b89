#include "tests/support/company_dirt.h"

#include <algorithm>
#include <ostream>
#include <set>

namespace reeve::test {
namespace {

using demo::Company;
using demo::CompanyFile;
using demo::SourceFacts;
using demo::SourceKey;
using demo::Story;

std::set<std::string> people_of(const Company& company) {
  std::set<std::string> people;
  for (const Story& story : company.key.stories)
    people.insert(story.footing.people.begin(), story.footing.people.end());
  return people;
}

std::set<SourceKey> accounts_of(const Company& company) {
  std::set<SourceKey> accounts;
  for (const Story& story : company.key.stories) {
    accounts.insert(story.footing.accounts.begin(), story.footing.accounts.end());
  }
  return accounts;
}

std::set<SourceKey> resources_of(const Company& company) {
  std::set<SourceKey> resources;
  for (const Story& story : company.key.stories) {
    resources.insert(story.footing.resources.begin(), story.footing.resources.end());
  }
  return resources;
}

// Everybody on whom a planted case rests.
template <class Change>
std::function<void(Company&)> each_person(Change change) {
  return [change](Company& company) {
    const std::set<std::string> people = people_of(company);
    for (IdentityFact& identity : company.hr.identities) {
      if (people.contains(identity.key)) change(identity);
    }
  };
}

template <class Change>
std::function<void(Company&)> each_account(Change change) {
  return [change](Company& company) {
    const std::set<SourceKey> accounts = accounts_of(company);
    for (SourceFacts* source : {&company.directory, &company.shop, &company.tools}) {
      const std::vector<PrincipalFact> before = source->accounts;
      for (const PrincipalFact& account : before) {
        if (accounts.contains({source->name, account.key})) change(*source, account.key);
      }
    }
  };
}

PrincipalFact& account_in(SourceFacts& source, const std::string& key) {
  return *std::ranges::find(source.accounts, key, &PrincipalFact::key);
}

void forget_row(Company& company) {
  const std::set<std::string> people = people_of(company);
  std::erase_if(company.hr.identities, [&](const IdentityFact& f) { return people.contains(f.key); });
}

// A second person with the number, as after a leaver's number was given out again.
void reuse_numbers(Company& company) {
  const std::set<std::string> people = people_of(company);
  std::vector<IdentityFact> added;
  for (const IdentityFact& identity : company.hr.identities) {
    if (!people.contains(identity.key)) continue;
    IdentityFact fresh = identity;
    fresh.key += "-b";
    fresh.display_name = "Newly Hired";
    fresh.email = "new." + identity.email;
    fresh.status = IdentityStatus::active;
    fresh.end = MaybeTime::never();
    added.push_back(std::move(fresh));
  }
  company.hr.identities.insert(company.hr.identities.end(), added.begin(), added.end());
}

// HR keeps one row per number: whoever got a leaver's number stands where the leaver stood, and the leaver's
// accounts carry that number.
void replace_leavers(Company& company) {
  const std::set<std::string> people = people_of(company);
  for (IdentityFact& identity : company.hr.identities) {
    const bool gone = identity.status == IdentityStatus::left ||
                      (identity.end.is_time() && identity.end.value() <= company.spec.as_of);
    if (!gone || !people.contains(identity.key)) continue;
    for (SourceFacts* source : {&company.directory, &company.shop, &company.tools}) {
      for (PrincipalFact& account : source->accounts) {
        if (account.email == identity.email) account.employee_number = identity.employee_number;
      }
    }
    identity.key += "-b";
    identity.display_name = "Newly Hired";
    identity.email = "new." + identity.email;
    identity.status = IdentityStatus::active;
    identity.end = MaybeTime::never();
  }
}

// Two rows of one person that contradict each other.
void contradict_people(Company& company) {
  const std::set<std::string> people = people_of(company);
  std::vector<IdentityFact> added;
  for (const IdentityFact& identity : company.hr.identities) {
    if (!people.contains(identity.key)) continue;
    added.push_back(identity);
    added.back().department = "Somewhere Else";
  }
  company.hr.identities.insert(company.hr.identities.end(), added.begin(), added.end());
}

void unlabel(Company& company) {
  const std::set<SourceKey> resources = resources_of(company);
  std::erase_if(company.labels, [&](const demo::LabelDecision& label) {
    return resources.contains({label.source, label.resource});
  });
  for (ResourceFact& resource : company.tools.resources) {
    if (resources.contains({"tools", resource.key})) resource.labels.clear();
  }
}

void forget_usage(Company& company) {
  const std::set<SourceKey> accounts = accounts_of(company);
  for (SourceFacts* source : {&company.shop, &company.tools}) {
    std::erase_if(source->usages, [&](const UsageFact& f) {
      return accounts.contains({source->name, f.principal_key});
    });
  }
}

void forget_grant_dates(Company& company) {
  for (SourceFacts* source : {&company.directory, &company.shop, &company.tools}) {
    for (MembershipFact& fact : source->memberships) fact.granted_at = MaybeTime::unknown();
    for (GrantFact& fact : source->grants) fact.granted_at = MaybeTime::unknown();
  }
}

std::vector<Dirt> dirty_facts() {
  return {
      {"late_hr", each_person([](IdentityFact& f) {
         f.status = IdentityStatus::unknown;
         f.end = f.job_since = MaybeTime::unknown();
       })},
      {"no_hr_row", forget_row},
      {"no_job", each_person([](IdentityFact& f) { f.job.clear(); })},
      {"unknown_job", each_person([](IdentityFact& f) { f.job = "Keeper of the Keys"; })},
      {"no_region", each_person([](IdentityFact& f) { f.region.clear(); })},
      {"no_contract", each_person([](IdentityFact& f) { f.employment = Employment::unknown; })},
      {"no_manager", each_person([](IdentityFact& f) { f.manager_key.clear(); })},
      {"lost_manager", each_person([](IdentityFact& f) { f.manager_key = "p-999999"; })},
      {"reused_number", reuse_numbers},
      {"leavers_number_reused", replace_leavers},
      {"contradicting_person", contradict_people},
      {"no_e_mail", each_person([](IdentityFact& f) { f.email.clear(); })},
      {"unlabelled", unlabel},
      {"repeated_account", each_account([](SourceFacts& source, const std::string& key) {
         source.accounts.push_back(account_in(source, key));
       })},
      {"contradicting_account", each_account([](SourceFacts& source, const std::string& key) {
         source.accounts.push_back(account_in(source, key));
         source.accounts.back().enabled = TriState::no;
       })},
      {"enabled_not_told", each_account([](SourceFacts& source, const std::string& key) {
         account_in(source, key).enabled = TriState::unknown;
       })},
      {"kind_not_told", each_account([](SourceFacts& source, const std::string& key) {
         account_in(source, key).account_kind = AccountKind::unknown;
       })},
      {"no_usage", forget_usage},
      {"no_grant_dates", forget_grant_dates},
  };
}

template <class Change>
Dirt dirty_file(const std::string& name, const std::string& path, Change change) {
  const auto spoil = [path, change](std::vector<CompanyFile>& files) {
    change(std::ranges::find(files, path, &CompanyFile::path)->bytes);
  };
  return {.name = name + ":" + path, .spoil_facts = {}, .spoil_files = spoil, .whole_source = true};
}

// In the middle of a row, somewhere in the second half.
void cut_off(std::string& bytes) {
  std::size_t at = bytes.size() * 6 / 10;
  while (bytes[at] == '\n' || bytes[at - 1] == '\n') ++at;
  bytes.resize(at);
}

void open_quote(std::string& bytes) { bytes.insert(bytes.find('\n') + 1, "\""); }

Dirt missing_file(const std::string& path) {
  return {.name = "missing:" + path,
          .spoil_facts = {},
          .spoil_files =
              [path](std::vector<CompanyFile>& files) {
                std::erase_if(files, [&](const CompanyFile& file) { return file.path == path; });
              },
          .whole_source = true};
}

std::vector<Dirt> dirty_files() {
  std::vector<Dirt> dirt;
  for (const std::string path :
       {"hr/identities.csv", "directory/accounts.csv", "directory/memberships.csv", "shop/accounts.csv",
        "shop/memberships.csv", "shop/resources.csv", "shop/lineage.csv", "shop/grants.csv", "shop/usage.csv",
        "tools/accounts.csv", "tools/memberships.csv", "tools/resources.csv", "tools/grants.csv",
        "tools/usage.csv"}) {
    dirt.push_back(dirty_file("cut_off", path, cut_off));
  }
  for (const std::string path : {"hr/identities.csv", "tools/memberships.csv", "shop/grants.csv"}) {
    dirt.push_back(dirty_file("open_quote", path, open_quote));
    dirt.push_back(missing_file(path));
  }
  return dirt;
}

}  // namespace

void PrintTo(const Dirt& dirt, std::ostream* out) { *out << dirt.name; }

const std::vector<Dirt>& all_dirt() {
  static const std::vector<Dirt> kAll = [] {
    std::vector<Dirt> all = dirty_facts();
    for (Dirt& dirt : dirty_files()) all.push_back(std::move(dirt));
    return all;
  }();
  return kAll;
}

}  // namespace reeve::test
