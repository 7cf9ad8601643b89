// The sources beside HR. Each fills its part of the company; people must be hired before.
#pragma once

#include "cli/demo/draft.h"

namespace reeve::demo {

// Everybody's login, and groups in groups: team, department in a region, department, all staff.
void build_directory(Draft& draft);

// The shop's database: a schema per region with tables and views about customers, roles, service accounts.
void build_shop(Draft& draft);

// The applications of the back office as capabilities: customer contacts, moderation, enforcement, reports.
void build_tools(Draft& draft);

// The roles that jobs bring with them, in shop and tools; who has left keeps them on a disabled account at
// most.
void give_job_roles(Draft& draft);

// Who decides about access to each resource: directors for their region, vice presidents for the rest.
void name_stewards(Draft& draft);

// Directory groups that are roles, and the application that acts through an account of its own.
void bind_sources(Draft& draft);

}  // namespace reeve::demo
