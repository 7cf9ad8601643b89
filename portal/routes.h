// Every address that the portal answers, in one table (routes.cpp). What is not in it does not exist.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/net/http_server.h"
#include "engine/store/store.h"
#include "engine/workflow/context.h"

namespace reeve::portal {

// What a page gets. Thread rule: built anew for each request; the store is shared.
struct Request {
  Context& context;
  Store& store;
  const ServerRequest& http;
  std::string rest;  // what a `*` in the route's path stood for
  UtcMillis now = 0;
  std::optional<PortalSession> session;  // set where the route needs one
};

// Who may ask: anybody; the browser of a signed-in reviewer; the same, sending one of our own forms.
enum class Needs : unsigned char { nothing, session, own_form };

struct Route {
  std::string method;
  std::string path;  // a trailing `*` stands for the rest
  Needs needs = Needs::session;
  ServerResponse (*page)(const Request& request) = nullptr;
};

std::span<const Route> routes();

// Finds the route, checks what it needs, and answers; security headers included.
ServerResponse answer(Context& context, Store& store, const ServerRequest& http);

}  // namespace reeve::portal
