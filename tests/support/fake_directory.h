// A directory in memory that does what a test wants, also what no server should do.
#pragma once

#include <functional>
#include <vector>

#include "connectors/ldap/ldap_directory.h"

namespace reeve::test {

class FakeDirectory final : public ldap::Directory {
 public:
  using Visit = std::function<void(ldap::Entry&)>;
  // What a search gives.
  std::function<ldap::Outcome(const ldap::Search&, const std::stop_token&, const Visit&)> on_search;
  std::vector<ldap::Search> searches;  // all that were asked
  int reconnects = 0;
  std::string reconnect_problem;

  ldap::Outcome search(const ldap::Search& search, const std::stop_token& stop, const Visit& visit) override {
    searches.push_back(search);
    return on_search(search, stop, visit);
  }
  ldap::Changes changes(const ldap::Search&, const std::string&, const std::stop_token&,
                        const std::function<void(const ldap::Change&)>&) override {
    ldap::Changes none;
    none.problem = "not supported";
    return none;
  }
  std::string reconnect() override {
    ++reconnects;
    return reconnect_problem;
  }
};

}  // namespace reeve::test
