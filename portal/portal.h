// The web server in which managers review. Called by `reeve serve`; cli/main.cpp hands it on.
#pragma once

#include <functional>
#include <string>

#include "engine/workflow/context.h"

namespace reeve::portal {

// Serves until SIGINT or SIGTERM; `ready` is called once with the address in use. Error{config} where the
// listen address is no address, or is not loopback while portal.url is not https (a proxy with TLS stands
// before it then).
void run_portal(Context& context, const std::function<void(const std::string& address)>& ready);

}  // namespace reeve::portal
