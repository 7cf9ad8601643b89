// Who works in the invented company, and what each job is given so that the work can be done.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace reeve::demo {

enum class Region : unsigned char { emea, amer, apac };
inline constexpr std::array kRegions{Region::emea, Region::amer, Region::apac};

std::string_view code_of(Region region);  // "emea", as in the names of roles
std::string_view name_of(Region region);  // "EMEA", as in the region of a resource
std::span<const std::string_view> countries_of(Region region);
// "crm-agent-{r}" and emea: "crm-agent-emea".
std::string in_region(std::string_view pattern, Region region);

struct Job {
  std::string_view title;
  std::string_view department;
  std::string_view division;
  int per_ten_thousand = 0;  // of all people at work, spread over the regions
  int fewest = 1;            // in each region
};

// Everyone but those who lead the company. The first fills the company up to its size.
std::span<const Job> jobs();

// Chief executive, vice presidents of each division, directors of each division and region.
struct Leaders {
  Job chief, vice_president, director;
};
const Leaders& leaders();
std::span<const std::string_view> divisions();

// The job that leads people of a department, empty where directors do.
std::string_view lead_of(std::string_view department);

// A role that everybody with the job has, in the own region or in each.
struct JobRole {
  std::string_view job;
  std::string_view source;  // "shop" or "tools"
  std::string_view role;    // pattern with {r}
  bool everywhere = false;
};
std::span<const JobRole> job_roles();

}  // namespace reeve::demo
