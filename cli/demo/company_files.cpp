#include "cli/demo/company_files.h"

#include <fstream>

#include "cli/demo/answer_key_json.h"
#include "cli/demo/fact_rows.h"
#include "engine/core/error.h"
#include "engine/core/json.h"
#include "engine/core/text.h"

namespace reeve::demo {
namespace {

// A JSON text is a TOML text too.
std::string quoted(const std::string& text) { return canonical_json(Json(text)); }

std::string labels_csv(const Company& company) {
  std::string text = csv_line({"source", "resource", "categories", "decided_by", "reason"});
  for (const LabelDecision& label : company.labels) {
    text += csv_line({label.source, label.resource, label.categories, label.decided_by, label.reason});
  }
  return text;
}

std::string bindings_csv(const Company& company) {
  std::string text = csv_line({"source", "principal", "target_source", "target_principal", "assumable"});
  for (const Binding& binding : company.bindings) {
    text += csv_line({binding.source, binding.principal, binding.target_source, binding.target, "no"});
  }
  return text;
}

std::string waivers_csv(const Company& company) {
  std::string text = csv_line({"rule", "subject", "entitlement", "from", "until", "reason",
                               "compensating_control", "requested_by", "approved_by"});
  for (const PlannedWaiver& waiver : company.waivers) {
    text += csv_line({waiver.rule, printable_key(waiver.subject_key), printable_key(waiver.entitlement_key),
                      format_date(waiver.from), format_date(waiver.until), waiver.reason,
                      waiver.compensating_control, waiver.requested_by, waiver.approved_by});
  }
  return text;
}

std::string reeve_toml(const Company& company,
                       const std::vector<std::pair<std::string, std::string>>& sections) {
  std::string text = "# The configuration of an invented company. Every key: docs/formats/reeve-toml.md.\n";
  text += "company = " + quoted(company.name) + "\nstore = \"sqlite:reeve.db\"\n";
  text += "\n[sync]\nbindings = \"bindings.csv\"\n";
  text += "\n[classification]\nlabels = \"labels.csv\"\n";
  text += "\n[campaign]\nowner = " + quoted(company.campaign_owner) + "\n";
  for (const auto& [source, names] : sections) {
    text += "\n[source." + source + "]\nkind = \"csv\"\ndir = " + quoted(source) +
            "\nsections = " + quoted(names) + "\n";
  }
  text += "\n[ticket.removals]\nkind = \"jsonl\"\nfile = \"removals.jsonl\"\n";
  return text;
}

}  // namespace

std::vector<CompanyFile> company_files(const Company& company) {
  std::vector<CompanyFile> files;
  std::vector<std::pair<std::string, std::string>> sections;
  for (const SourceFacts* source : {&company.hr, &company.directory, &company.shop, &company.tools}) {
    std::vector<std::string> names;
    for (FactFile& file : fact_files(*source)) {
      names.push_back(file.section);
      files.push_back({source->name + "/" + file.section + ".csv", std::move(file.bytes)});
    }
    sections.emplace_back(source->name, join(names, " "));
  }
  files.push_back({"labels.csv", labels_csv(company)});
  files.push_back({"bindings.csv", bindings_csv(company)});
  files.push_back({"waivers.csv", waivers_csv(company)});
  files.push_back({"reeve.toml", reeve_toml(company, sections)});
  files.push_back({"answer-key.json", answer_key_json(company)});
  return files;
}

void write_files(const std::vector<CompanyFile>& files, const std::filesystem::path& folder) {
  for (const CompanyFile& file : files) {
    const std::filesystem::path path = folder / file.path;
    std::error_code ignored;  // what went wrong shows when the file is opened
    std::filesystem::create_directories(path.parent_path(), ignored);
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out.write(file.bytes.data(), static_cast<std::streamsize>(file.bytes.size()));
    out.close();
    if (!out)
      throw Error(ErrorCode::io, "cannot write `" + path.string() + "`; choose another folder with --dir");
  }
}

}  // namespace reeve::demo
