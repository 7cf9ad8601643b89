// One function per page; each lives in portal/pages/<name>.cpp.
#pragma once

#include "portal/routes.h"

namespace reeve::portal {

ServerResponse asset(const Request& request);      // GET /assets/<file>
ServerResponse health(const Request& request);     // GET /health
ServerResponse link_page(const Request& request);  // GET /enter/<token>: shows a button, uses nothing up
ServerResponse open_link(const Request& request);  // POST /enter/<token>: uses the link up, opens the session
ServerResponse home(const Request& request);       // GET /: a reviewer's desk, else where staff begin
ServerResponse decide(const Request& request);     // POST /decide
ServerResponse undo(const Request& request);       // POST /undo
ServerResponse sign_off_page(const Request& request);    // GET /sign-off
ServerResponse sign_off(const Request& request);         // POST /sign-off
ServerResponse leave(const Request& request);            // POST /leave
ServerResponse choose_language(const Request& request);  // POST /language

// Staff: reading only.
ServerResponse overview(const Request& request);           // GET /overview
ServerResponse findings(const Request& request);           // GET /findings
ServerResponse finding(const Request& request);            // GET /finding?id=
ServerResponse access_search(const Request& request);      // GET /access?q=
ServerResponse access_of_subject(const Request& request);  // GET /access/of?who=
ServerResponse access_to_thing(const Request& request);    // GET /access/who?what=
ServerResponse access_explained(const Request& request);   // GET /access/why?who=&what=
ServerResponse campaigns(const Request& request);          // GET /campaigns
ServerResponse cases(const Request& request);              // GET /cases?campaign=
ServerResponse case_history(const Request& request);       // GET /case?campaign=&no=
ServerResponse waivers(const Request& request);            // GET /waivers
ServerResponse sources(const Request& request);            // GET /sources
ServerResponse looks(const Request& request);              // GET /looks

}  // namespace reeve::portal
