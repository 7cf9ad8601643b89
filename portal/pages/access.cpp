#include <algorithm>

#include "engine/core/text.h"
#include "engine/model/access_names.h"
#include "engine/workflow/present_gaps.h"
#include "portal/access_view.h"
#include "portal/links.h"
#include "portal/pages.h"
#include "portal/responses.h"
#include "portal/words.h"

// The access explorer: who reaches what, and why. Every question about a person or a thing is a look that is
// recorded; searching for names is not.
namespace reeve::portal {
namespace {

ServerResponse no_snapshot(const Request& request) {
  return message(request, 404, "There is nothing to look at", "There is no such snapshot.",
                 "Go to the overview; it says which snapshot is the newest.");
}

ServerResponse not_known(const Request& request, const std::string& what) {
  return message(request, 404, "Not in this snapshot",
                 what + " is not among what the sources told for this snapshot.",
                 "Go back and search for it.");
}

// The snapshots that can be looked at, newest first, the present one marked.
Json snapshots_of(const Request& request, SnapshotNo shown) {
  Json list = Json::array();
  const auto all = request.store.snapshots();
  for (auto info = all.rbegin(); info != all.rend(); ++info) {
    const bool newest = info == all.rbegin();
    list.push_back({{"no", newest ? 0 : info->no},
                    {"label", format_date(info->as_of) + ", snapshot " + std::to_string(info->no) +
                                  (newest ? " (newest)" : "")},
                    {"here", info->no == shown}});
  }
  return list;
}

// What all pages of the explorer carry: the snapshot, how to choose another, and what it may lack.
Json frame(const Request& request, const SnapshotView& snapshot, const std::string& title) {
  const SnapshotInfo& info = snapshot.access.snapshot.info;
  Json gaps = Json::array();
  for (const std::string& gap : present_gaps(request.context, request.store, info))
    gaps.push_back(printable_utf8(gap));
  Json hidden = Json::array();
  for (const auto& [name, value] : request.http.query) {
    if (name != "at") hidden.push_back({{"name", name}, {"value", value}});
  }
  const bool newest = request.store.latest_snapshot()->no == info.no;
  return {{"title", title},
          {"path", request.http.path},
          {"at", newest ? 0 : info.no},
          {"is_past", !newest},
          {"as_of", minute_of(info.as_of)},
          {"snapshot_no", info.no},
          {"hidden", std::move(hidden)},
          {"snapshots", snapshots_of(request, info.no)},
          {"has_gaps", !gaps.empty()},
          {"gaps", std::move(gaps)}};
}

// The present page of the snapshot that the address names.
template <class Page>
ServerResponse on_snapshot(const Request& request, const Page& present) {
  const auto snapshot = request.site.snapshot(asked_number(request, "at"));
  return snapshot ? present(*snapshot) : no_snapshot(request);
}

SnapshotNo at(const Request& request) { return asked_number(request, "at"); }

}  // namespace

ServerResponse access_search(const Request& request) {
  return on_snapshot(request, [&](const SnapshotView& snapshot) {
    Json view = frame(request, snapshot, "Access");
    const std::string text = asked(request, "q");
    view["q"] = text;
    if (!text.empty()) view["hits"] = search_view(snapshot, text, at(request));
    Json categories = Json::array();
    for (std::size_t c = 0; c < snapshot.exposure.categories.size(); ++c) {
      categories.push_back({{"name", capitalised(snapshot.exposure.names[c])},
                            {"people", snapshot.exposure.all.by_category[c]},
                            {"href", who_can_page(snapshot.exposure.categories[c], at(request))}});
    }
    view["categories"] = std::move(categories);
    return page(request, 200, "access", view);
  });
}

ServerResponse access_of_subject(const Request& request) {
  return on_snapshot(request, [&](const SnapshotView& snapshot) {
    const std::string key = asked(request, "who");
    const auto subject = snapshot.subject(key);
    if (!subject) return not_known(request, "This person or account");
    const std::string name = display_name(snapshot.access.snapshot, *subject);
    record_look(request, "access of", name);
    Json view = frame(request, snapshot, name);
    view["subject"] = access_of_view(snapshot, *subject, request.store.findings(), at(request));
    return page(request, 200, "access_of", view);
  });
}

ServerResponse access_to_thing(const Request& request) {
  return on_snapshot(request, [&](const SnapshotView& snapshot) {
    const std::string what = asked(request, "what");
    const auto& categories = snapshot.access.snapshot.categories;
    const bool known =
        snapshot.resource(what).valid() || std::ranges::find(categories, what) != categories.end();
    if (!known) return not_known(request, "This resource or category");
    record_look(request, "who can", printable_key(what));
    Json view = frame(request, snapshot, "Who can");
    view["thing"] = who_can_view(snapshot, what, at(request));
    return page(request, 200, "access_who", view);
  });
}

ServerResponse access_explained(const Request& request) {
  return on_snapshot(request, [&](const SnapshotView& snapshot) {
    const auto subject = snapshot.subject(asked(request, "who"));
    if (!subject) return not_known(request, "This person or account");
    const std::string key = asked(request, "what");
    Json why = why_view(snapshot, *subject, key, request.store.findings(), at(request));
    if (why.is_null()) return not_known(request, "This access");
    record_look(request, "why", display_name(snapshot.access.snapshot, *subject) + ": " + printable_key(key));
    Json view = frame(request, snapshot, "Why");
    view["why"] = std::move(why);
    return page(request, 200, "access_why", view);
  });
}

}  // namespace reeve::portal
