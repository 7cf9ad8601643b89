// Every address that the portal answers, and who may ask for it, in one table (routes.cpp). What is not in it
// does not exist.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/net/http_server.h"
#include "engine/store/store.h"
#include "engine/workflow/context.h"
#include "portal/language.h"
#include "portal/site.h"

namespace reeve::portal {

// What a page gets. Thread rule: built anew for each request; site and store are shared.
struct Request {
  Site& site;
  Context& context;
  Store& store;
  const ServerRequest& http;
  std::string rest;  // what a `*` in the route's path stood for
  UtcMillis now = 0;
  std::optional<PortalSession> session;  // set wherever somebody is signed in
  RoleSet roles;                         // what the session may be now
  const Language& say;                   // of the page
};

// Who may ask: anybody at all, or whoever is signed in as one of the roles. A POST of the latter has to be
// one of our own forms; that is no matter of the table.
struct Route {
  std::string method;
  std::string path;  // a trailing `*` stands for the rest
  RoleSet roles;     // empty: anybody
  ServerResponse (*page)(const Request& request) = nullptr;

  bool for_anybody() const { return roles.empty(); }
};

std::span<const Route> routes();

// Finds the route, checks who asks, and answers; security headers included.
ServerResponse answer(Site& site, const ServerRequest& http);

}  // namespace reeve::portal
