// A small open campaign in a memory store, and a browser without a browser: cookies kept, forms sent.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/net/http_server.h"
#include "engine/store/memory_store.h"
#include "engine/workflow/context.h"
#include "portal/site.h"

namespace reeve::test {

inline constexpr UtcMillis kPortalNow = 1'790'000'000'000;

// Mara reviews Ana (card 1: flagged case 1 and unflagged case 2 with one cut; card 2: unflagged case 3). Noor
// reviews case 4 (card 3).
CampaignContent small_campaign();
void open_small_campaign(Store& store);  // on an empty snapshot

class Browser {
 public:
  Browser(Context& context, Store& store) : store_(store), site_(context, store) {}

  ServerResponse get(const std::string& path_and_query);
  ServerResponse post(const std::string& path, std::map<std::string, std::string> form,
                      std::map<std::string, std::string> headers = {});
  // Issues a link for the reviewer and opens it with its button.
  void enter(const std::string& reviewer_key, const std::string& reviewer_name);
  // As an entry of reeve.toml with a staff role.
  void enter_as(PortalRole role, const std::string& entry);

  std::string csrf();              // of the present session, as the page carries it
  std::string shown(int card_no);  // the hidden field of the card's form
  std::string cookie() const { return cookie_; }
  void set_cookie(std::string cookie) { cookie_ = std::move(cookie); }

 private:
  ServerResponse send(ServerRequest request);

  void open_link(PortalLink link);

  Store& store_;
  portal::Site site_;
  std::string cookie_;
  std::string language_;
};

// The value of the hidden field `name` in the form that follows `marker`; empty where there is none.
std::string hidden_field(const std::string& page, const std::string& marker, const std::string& name);

}  // namespace reeve::test
