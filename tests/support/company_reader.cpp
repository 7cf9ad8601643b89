#include "tests/support/company_reader.h"

#include "engine/core/csv.h"

namespace reeve::test {
namespace {

std::vector<Row> read(const std::filesystem::path& path) {
  std::vector<Row> rows;
  CsvReader reader(path.string());
  CsvRow header;
  CsvRow cells;
  reader.next(header);
  while (reader.next(cells)) {
    Row row;
    for (std::size_t i = 0; i < header.cells.size(); ++i) row[header.cells.at(i)] = cells.cells.at(i);
    rows.push_back(std::move(row));
  }
  return rows;
}

// Dates compare as texts; "never" and an empty cell lie after every date.
bool ended(const Row& row, const std::string& today) {
  const std::string& until = row.at("valid_until");
  return !until.empty() && until != "never" && until <= today;
}

}  // namespace

CompanyReader::CompanyReader(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".csv") continue;
    files_[std::filesystem::relative(entry.path(), folder).string()] = read(entry.path());
  }
}

const std::vector<Row>& CompanyReader::rows(const std::string& file) const {
  static const std::vector<Row> kNone;
  const auto found = files_.find(file);
  return found == files_.end() ? kNone : found->second;
}

const Row* CompanyReader::person(const std::string& key) const {
  for (const Row& row : rows("hr/identities.csv")) {
    if (row.at("key") == key) return &row;
  }
  return nullptr;
}

std::set<std::pair<std::string, std::string>> CompanyReader::accounts_of(const Row& person) const {
  std::set<std::pair<std::string, std::string>> accounts;
  for (const char* const source : {"directory", "shop", "tools"}) {
    for (const Row& row : rows(std::string(source) + "/accounts.csv")) {
      if (row.at("email") == person.at("email") ||
          row.at("employee_number") == person.at("employee_number")) {
        accounts.emplace(source, row.at("key"));
      }
    }
  }
  return accounts;
}

bool CompanyReader::reaches(const std::string& source, const std::string& principal,
                            const std::string& resource_source, const std::string& resource,
                            const std::string& privilege, const std::string& today) const {
  using At = std::pair<std::string, std::string>;
  std::set<At> seen{{source, principal}};
  std::vector<At> open{{source, principal}};
  const auto step = [&](const At& next) {
    if (seen.insert(next).second) open.push_back(next);
  };
  while (!open.empty()) {
    const At at = open.back();
    open.pop_back();
    for (const Row& row : rows(at.first + "/memberships.csv")) {
      if (row.at("member") == at.second && !ended(row, today)) step({at.first, row.at("container")});
    }
    for (const Row& row : rows("bindings.csv")) {
      if (row.at("source") == at.first && row.at("principal") == at.second) {
        step({row.at("target_source"), row.at("target_principal")});
      }
    }
    if (at.first != resource_source) continue;
    for (const Row& row : rows(resource_source + "/grants.csv")) {
      if (row.at("principal") == at.second && row.at("resource") == resource &&
          row.at("privilege") == privilege && !ended(row, today)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace reeve::test
