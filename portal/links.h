// Addresses of pages about something, and what requests ask for.
#pragma once

#include <string>

#include "engine/core/digest.h"
#include "portal/routes.h"

namespace reeve::portal {

// `at` is the snapshot that the page is about; 0 = the newest, which then stands in no address.
std::string access_of_page(const std::string& subject_key, SnapshotNo at = 0);
std::string who_can_page(const std::string& what, SnapshotNo at = 0);  // a category's id or a resource key
std::string why_page(const std::string& subject_key, const std::string& entitlement_key, SnapshotNo at = 0);
std::string finding_page(const Digest& fingerprint);

// A field of the address; empty where it is not there.
std::string asked(const Request& request, const std::string& name);
// The number in the field; 0 where it is missing or no number.
std::int64_t asked_number(const Request& request, const std::string& name);

// Records that somebody looked (Store::add_look).
void record_look(const Request& request, const std::string& what, const std::string& about);

}  // namespace reeve::portal
