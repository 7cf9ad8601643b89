#include "cli/demo/jobs.h"

#include <algorithm>

namespace reeve::demo {
namespace {

constexpr std::array<std::string_view, 8> kEmea{"FR", "DE", "ES", "IT", "NL", "PL", "GB", "ZA"};
constexpr std::array<std::string_view, 4> kAmer{"US", "CA", "MX", "BR"};
constexpr std::array<std::string_view, 4> kApac{"IN", "JP", "AU", "SG"};

constexpr std::string_view kOperations = "Operations", kTrust = "Trust", kRetail = "Marketplace",
                           kTechnology = "Technology", kCorporate = "Corporate";
constexpr std::array kDivisions{kOperations, kTrust, kRetail, kTechnology, kCorporate};

constexpr std::array kJobs{
    Job{"Warehouse Associate", "Logistics", kOperations, 0, 10},
    Job{"Support Agent", "Customer Support", kOperations, 1200, 12},
    Job{"Support Team Lead", "Customer Support", kOperations, 100, 2},
    Job{"Warehouse Supervisor", "Logistics", kOperations, 150, 4},
    Job{"Transport Coordinator", "Logistics", kOperations, 150, 4},
    Job{"Logistics Planner", "Logistics", kOperations, 100, 4},
    Job{"Review Moderator", "Review Moderation", kTrust, 950, 10},
    Job{"Senior Review Moderator", "Review Moderation", kTrust, 250, 5},
    Job{"Trust and Safety Investigator", "Trust and Safety", kTrust, 80, 3},
    Job{"Trust and Safety Manager", "Trust and Safety", kTrust, 30, 1},
    Job{"Fraud Analyst", "Risk", kTrust, 120, 5},
    Job{"Fraud Team Lead", "Risk", kTrust, 20, 1},
    Job{"Legal Counsel", "Legal", kTrust, 40, 2},
    Job{"Internal Auditor", "Legal", kTrust, 20, 1},
    Job{"Data Protection Officer", "Legal", kTrust, 10, 1},
    Job{"Seller Support Agent", "Seller Services", kRetail, 400, 4},
    Job{"Seller Success Manager", "Seller Services", kRetail, 200, 3},
    Job{"Seller Enforcement Specialist", "Seller Services", kRetail, 120, 3},
    Job{"Account Reinstatement Specialist", "Seller Services", kRetail, 80, 3},
    Job{"Category Manager", "Retail", kRetail, 150, 3},
    Job{"Pricing Analyst", "Retail", kRetail, 60, 2},
    Job{"Software Engineer", "Engineering", kTechnology, 900, 8},
    Job{"Senior Software Engineer", "Engineering", kTechnology, 400, 4},
    Job{"Engineering Manager", "Engineering", kTechnology, 140, 2},
    Job{"Quality Engineer", "Engineering", kTechnology, 150, 5},
    Job{"Quality Coach", "Engineering", kTechnology, 30, 1},
    Job{"Site Reliability Engineer", "Engineering", kTechnology, 120, 3},
    Job{"Security Engineer", "Engineering", kTechnology, 60, 1},
    Job{"Database Administrator", "Data", kTechnology, 30, 2},
    Job{"Data Engineer", "Data", kTechnology, 100, 2},
    Job{"Data Analyst", "Data", kTechnology, 150, 5},
    Job{"Data Scientist", "Data", kTechnology, 80, 5},
    Job{"Machine Learning Engineer", "Data", kTechnology, 80, 2},
    Job{"Search Relevance Analyst", "Data", kTechnology, 50, 3},
    Job{"Product Manager", "Product", kTechnology, 150, 2},
    Job{"Product Designer", "Product", kTechnology, 120, 4},
    Job{"IT Support Technician", "IT", kTechnology, 100, 2},
    Job{"CRM Specialist", "Marketing", kCorporate, 50, 2},
    Job{"Marketing Specialist", "Marketing", kCorporate, 200, 4},
    Job{"Communications Manager", "Marketing", kCorporate, 30, 2},
    Job{"Accountant", "Finance", kCorporate, 120, 4},
    Job{"Finance Analyst", "Finance", kCorporate, 60, 1},
    Job{"Financial Controller", "Finance", kCorporate, 20, 1},
    Job{"HR Specialist", "People", kCorporate, 80, 3},
    Job{"Recruiter", "People", kCorporate, 60, 3},
    Job{"Office Manager", "People", kCorporate, 40, 1},
    Job{"Executive Assistant", "People", kCorporate, 30, 1},
};

constexpr Leaders kLeaders{
    {"Chief Executive Officer", "Executive", kCorporate, 0, 0},
    {"Vice President", "Executive", kCorporate, 0, 0},
    {"Director", "Executive", kCorporate, 0, 0},
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kLeads{{
    {"Customer Support", "Support Team Lead"},
    {"Logistics", "Warehouse Supervisor"},
    {"Review Moderation", "Trust and Safety Manager"},
    {"Trust and Safety", "Trust and Safety Manager"},
    {"Risk", "Fraud Team Lead"},
    {"Engineering", "Engineering Manager"},
}};

constexpr std::array kJobRoles{
    JobRole{"Support Agent", "tools", "crm-agent-{r}"},
    JobRole{"Support Team Lead", "tools", "crm-agent-{r}"},
    JobRole{"Support Team Lead", "tools", "queue-viewer-{r}"},
    JobRole{"CRM Specialist", "tools", "crm-editor-{r}"},
    JobRole{"Legal Counsel", "tools", "crm-agent-{r}", true},
    JobRole{"Review Moderator", "tools", "moderator-{r}"},
    JobRole{"Review Moderator", "tools", "queue-viewer-all"},
    JobRole{"Senior Review Moderator", "tools", "senior-moderator-{r}"},
    JobRole{"Senior Review Moderator", "tools", "queue-viewer-all"},
    JobRole{"Trust and Safety Investigator", "tools", "queue-viewer-{r}"},
    JobRole{"Trust and Safety Manager", "tools", "moderation-admin-{r}"},
    JobRole{"Trust and Safety Manager", "tools", "enforcement-admin-{r}"},
    JobRole{"Seller Enforcement Specialist", "tools", "enforcer-{r}"},
    JobRole{"Seller Enforcement Specialist", "tools", "sales-viewer-{r}"},
    JobRole{"Account Reinstatement Specialist", "tools", "restorer-{r}"},
    JobRole{"Seller Support Agent", "tools", "enforcement-viewer-{r}"},
    JobRole{"Seller Support Agent", "tools", "sales-viewer-{r}"},
    JobRole{"Seller Success Manager", "tools", "sales-viewer-{r}"},
    JobRole{"Category Manager", "tools", "sales-viewer-{r}"},
    JobRole{"Category Manager", "tools", "search-viewer-{r}"},
    JobRole{"Pricing Analyst", "tools", "sales-viewer-{r}"},
    JobRole{"Accountant", "tools", "sales-viewer-{r}"},
    JobRole{"Finance Analyst", "tools", "sales-viewer-{r}"},
    JobRole{"Financial Controller", "tools", "sales-studio-{r}"},
    JobRole{"Product Manager", "tools", "search-viewer-{r}"},
    JobRole{"Marketing Specialist", "tools", "search-viewer-{r}"},
    JobRole{"Warehouse Supervisor", "tools", "orders-viewer-{r}"},
    JobRole{"Logistics Planner", "tools", "orders-viewer-{r}"},
    JobRole{"Fraud Analyst", "shop", "{r}_fraud"},
    JobRole{"Fraud Team Lead", "shop", "{r}_fraud"},
    JobRole{"Data Analyst", "shop", "{r}_analyst"},
    JobRole{"Data Scientist", "shop", "{r}_analyst"},
    JobRole{"Machine Learning Engineer", "shop", "{r}_search_quality"},
    JobRole{"Search Relevance Analyst", "shop", "{r}_search_read"},
    JobRole{"Data Protection Officer", "shop", "{r}_privacy", true},
    JobRole{"Data Engineer", "shop", "{r}_pipeline", true},
    JobRole{"Database Administrator", "shop", "{r}_pipeline", true},
    JobRole{"Senior Software Engineer", "shop", "catalog_read"},
    JobRole{"Site Reliability Engineer", "shop", "catalog_read"},
};

}  // namespace

std::string_view code_of(Region region) {
  constexpr std::array<std::string_view, 3> kCodes{"emea", "amer", "apac"};
  return kCodes[static_cast<std::size_t>(region)];
}

std::string_view name_of(Region region) {
  constexpr std::array<std::string_view, 3> kNames{"EMEA", "AMER", "APAC"};
  return kNames[static_cast<std::size_t>(region)];
}

std::span<const std::string_view> countries_of(Region region) {
  if (region == Region::emea) return kEmea;
  return region == Region::amer ? std::span<const std::string_view>(kAmer) : kApac;
}

std::string in_region(std::string_view pattern, Region region) {
  std::string text(pattern);
  if (const auto at = text.find("{r}"); at != std::string::npos) text.replace(at, 3, code_of(region));
  return text;
}

std::span<const Job> jobs() { return kJobs; }
const Leaders& leaders() { return kLeaders; }
std::span<const std::string_view> divisions() { return kDivisions; }
std::span<const JobRole> job_roles() { return kJobRoles; }

std::string_view lead_of(std::string_view department) {
  const auto* found =
      std::ranges::find(kLeads, department, &std::pair<std::string_view, std::string_view>::first);
  return found == kLeads.end() ? std::string_view{} : found->second;
}

}  // namespace reeve::demo
