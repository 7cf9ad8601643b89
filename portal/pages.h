// One function per page; each lives in portal/pages/<name>.cpp.
#pragma once

#include "portal/routes.h"

namespace reeve::portal {

ServerResponse asset(const Request& request);      // GET /assets/<file>
ServerResponse health(const Request& request);     // GET /health
ServerResponse link_page(const Request& request);  // GET /enter/<token>: shows a button, uses nothing up
ServerResponse open_link(const Request& request);  // POST /enter/<token>: uses the link up, opens the session
ServerResponse desk(const Request& request);       // GET /
ServerResponse decide(const Request& request);     // POST /decide
ServerResponse undo(const Request& request);       // POST /undo
ServerResponse sign_off_page(const Request& request);  // GET /sign-off
ServerResponse sign_off(const Request& request);       // POST /sign-off
ServerResponse leave(const Request& request);          // POST /leave

}  // namespace reeve::portal
