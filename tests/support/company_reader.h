// The files of an invented company read the naive way: rows as they stand, one walk per question. It knows
// neither the generator's values nor the engine.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace reeve::test {

using Row = std::map<std::string, std::string>;  // column -> cell

class CompanyReader {
 public:
  explicit CompanyReader(const std::filesystem::path& folder);

  const std::vector<Row>& rows(
      const std::string& file) const;  // "shop/grants.csv"; none where there is no file
  // The row of hr/identities.csv, nullptr where there is none.
  const Row* person(const std::string& key) const;
  // (source, account) of everybody's accounts, by e-mail or employee number.
  std::set<std::pair<std::string, std::string>> accounts_of(const Row& person) const;
  // Some way of memberships and bindings that have not ended leads from the principal to a grant of the
  // privilege on the resource. Nothing is asked about gates and disabled accounts.
  bool reaches(const std::string& source, const std::string& principal, const std::string& resource_source,
               const std::string& resource, const std::string& privilege, const std::string& today) const;

 private:
  std::map<std::string, std::vector<Row>> files_;
};

}  // namespace reeve::test
