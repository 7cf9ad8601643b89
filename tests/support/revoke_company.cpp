#include "tests/support/revoke_company.h"

#include <fstream>
#include <stdexcept>

#include "engine/core/json.h"
#include "engine/sql/sql_store.h"
#include "tests/support/paths.h"

namespace reeve::test {

RevokeCompany::RevokeCompany(const std::string& toml) : server_(std::make_unique<PostgresServer>()) {
  server_->query("create database shop");
  admin_ = std::make_unique<SqlConnection>(server_->connect("shop"));
  admin_->query(
      "create table customers (id bigint, email text); create role crm_read; create role support_emea; "
      "create role \"ana.lopes\" login; create role reader login; create role keeper login superuser; "
      "grant select on customers to crm_read; grant crm_read to support_emea; "
      "grant support_emea to \"ana.lopes\"");
  std::filesystem::copy(source_dir() / "docs/tour/hr", folder() / "hr");
  dir_.write("labels.csv",
             "source,resource,categories,decided_by,reason\n"
             "shop,shop.public.customers.id,none,Ada Quist,a number\n"
             "shop,shop.public.customers.email,customer_email,Ada Quist,the address\n");
  dir_.write("reeve.toml",
             "company = \"Brimstow Market\"\nstore = \"sqlite:reeve.db\"\n[campaign]\nowner = "
             "\"ines.duarte@brimstow.example\"\n[source.hr]\nkind = \"csv\"\ndir = \"hr\"\nsections = "
             "[\"identities\"]\n[source.shop]\nkind = \"postgresql\"\nhost = \"127.0.0.1\"\nport = \"" +
                 std::to_string(server_->port()) +
                 "\"\ndatabase = \"shop\"\nuser = \"reader\"\nregion = \"EMEA\"\n"
                 "[classification]\nlabels = \"labels.csv\"\n[ticket.removals]\nkind = \"jsonl\"\nfile = "
                 "\"removals.jsonl\"\n" +
                 toml);
}

ProgramResult RevokeCompany::reeve(const std::vector<std::string>& arguments) const {
  return run_reeve(folder(), arguments);
}

void RevokeCompany::decide() const {
  const auto run = [&](const std::vector<std::string>& arguments) {
    const ProgramResult result = reeve(arguments);
    if (result.exit_code != 0 && result.exit_code != 4)
      throw std::runtime_error(arguments.front() + ": " + result.data + result.messages);
    return result;
  };
  run({"init"});
  run({"sync"});
  run({"evaluate"});
  run({"campaign", "open", "--name", "autumn"});
  for (const Case& c : store()->campaign(store()->campaigns().at(0).id).cases) {
    if (c.subject_name != "Ana Lopes") continue;
    run({"decide", std::to_string(c.no), "--by", "Viktor Brandt", "--decision", "revoke", "--reason",
         "moved to finance", "--sign-off"});
    return;
  }
  throw std::runtime_error("Ana Lopes has no case");
}

std::unique_ptr<Store> RevokeCompany::store() const {
  return open_store("sqlite:" + (folder() / "reeve.db").string());
}

std::string RevokeCompany::plan() const {
  const ProgramResult made = reeve({"revoke", "plan"});
  if (made.exit_code != 0) throw std::runtime_error(made.data + made.messages);
  std::ifstream file(folder() / "removal-plan.json");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return parse_json(text, "the plan").at("digest");
}

bool RevokeCompany::ana_is_in_support() const {
  return admin_->query("select pg_has_role('ana.lopes', 'support_emea', 'member')").at(0).at(0) == "t";
}

}  // namespace reeve::test
