#include "connectors/ldap/ldap_client_ber.h"

#include <lber.h>

#include <memory>

namespace reeve::ldap {
namespace {

struct FreeBer {
  void operator()(BerElement* ber) const { ber_free(ber, 1); }
};
using Ber = std::unique_ptr<BerElement, FreeBer>;

Ber writer() { return Ber{ber_alloc_t(LBER_USE_DER)}; }
Ber reader(const berval& bytes) { return Ber{ber_init(const_cast<berval*>(&bytes))}; }

std::string text_of(const berval& bytes) {
  return bytes.bv_val == nullptr ? std::string{} : std::string{bytes.bv_val, bytes.bv_len};
}

std::string finished(const Ber& ber) {
  berval* bytes = nullptr;
  if (ber_flatten(ber.get(), &bytes) != 0) return {};
  std::string out = text_of(*bytes);
  ber_bvfree(bytes);
  return out;
}

const LDAPControl* find(const char* oid, LDAPControl** controls) {
  return controls == nullptr ? nullptr : ldap_control_find(oid, controls, nullptr);
}

ber_tag_t next_tag(const Ber& ber) {
  ber_len_t length = 0;
  return ber_peek_tag(ber.get(), &length);
}

}  // namespace

std::string page_value(int size, const std::string& cookie) {
  const Ber ber = writer();
  ber_printf(ber.get(), "{io}", size, cookie.data(), static_cast<ber_len_t>(cookie.size()));
  return finished(ber);
}

std::string page_cookie(LDAPControl** controls) {
  const LDAPControl* const control = find(LDAP_CONTROL_PAGEDRESULTS, controls);
  if (control == nullptr) return {};
  const Ber ber = reader(control->ldctl_value);
  ber_int_t estimate = 0;
  berval cookie{};
  if (ber == nullptr || ber_scanf(ber.get(), "{im}", &estimate, &cookie) == LBER_ERROR) return {};
  return text_of(cookie);
}

std::string extended_names_value() {
  const Ber ber = writer();
  ber_printf(ber.get(), "{i}", 1);
  return finished(ber);
}

std::string sync_value(const std::string& cookie) {
  const Ber ber = writer();
  if (cookie.empty()) {
    ber_printf(ber.get(), "{e}", LDAP_SYNC_REFRESH_ONLY);
  } else {
    ber_printf(ber.get(), "{eo}", LDAP_SYNC_REFRESH_ONLY, cookie.data(),
               static_cast<ber_len_t>(cookie.size()));
  }
  return finished(ber);
}

// An entry without the control says nothing about changes: it is stored, without an identity of its own.
Change change_from(LDAPControl** controls) {
  Change change;
  const LDAPControl* const control = find(LDAP_CONTROL_SYNC_STATE, controls);
  if (control == nullptr) return change;
  const Ber ber = reader(control->ldctl_value);
  ber_int_t state = LDAP_SYNC_ADD;
  berval uuid{};
  if (ber == nullptr || ber_scanf(ber.get(), "{em", &state, &uuid) == LBER_ERROR) return change;
  change.uuid = text_of(uuid);
  if (state == LDAP_SYNC_DELETE) change.kind = Change::Kind::removed;
  if (state == LDAP_SYNC_PRESENT) change.kind = Change::Kind::unchanged;
  return change;
}

std::vector<Change> changes_from(LDAP* ld, LDAPMessage* intermediate) {
  std::vector<Change> out;
  char* oid = nullptr;
  berval* data = nullptr;
  if (ldap_parse_intermediate(ld, intermediate, &oid, &data, nullptr, 0) != LDAP_SUCCESS) return out;
  const bool is_sync = oid != nullptr && std::string_view{oid} == LDAP_SYNC_INFO;
  if (is_sync && data != nullptr) {
    const Ber ber = reader(*data);
    ber_len_t length = 0;
    if (ber != nullptr && ber_peek_tag(ber.get(), &length) == LDAP_TAG_SYNC_ID_SET) {
      ber_skip_tag(ber.get(), &length);
      berval cookie{};
      ber_int_t deletes = 0;
      if (next_tag(ber) == LDAP_TAG_SYNC_COOKIE) ber_scanf(ber.get(), "m", &cookie);
      if (next_tag(ber) == LDAP_TAG_REFRESHDELETES) ber_scanf(ber.get(), "b", &deletes);
      BerVarray uuids = nullptr;
      if (ber_scanf(ber.get(), "[W]", &uuids) != LBER_ERROR && uuids != nullptr) {
        for (const berval* each = uuids; each->bv_val != nullptr; ++each) {
          out.push_back({.kind = deletes != 0 ? Change::Kind::removed : Change::Kind::unchanged,
                         .uuid = text_of(*each)});
        }
        ber_bvarray_free(uuids);
      }
    }
  }
  ldap_memfree(oid);
  ber_bvfree(data);
  return out;
}

void read_sync_done(LDAPControl** controls, Changes& changes) {
  const LDAPControl* const control = find(LDAP_CONTROL_SYNC_DONE, controls);
  if (control == nullptr) {
    if (changes.whole()) changes.problem = "the server ended without a cookie";
    return;
  }
  const Ber ber = reader(control->ldctl_value);
  ber_len_t length = 0;
  berval cookie{};
  ber_int_t deletes = 0;
  if (ber == nullptr || ber_skip_tag(ber.get(), &length) == LBER_ERROR) return;
  if (next_tag(ber) == LDAP_TAG_SYNC_COOKIE) ber_scanf(ber.get(), "m", &cookie);
  if (next_tag(ber) == LDAP_TAG_REFRESHDELETES) ber_scanf(ber.get(), "b", &deletes);
  changes.cookie = text_of(cookie);
  changes.rest_is_removed = deletes == 0;
}

}  // namespace reeve::ldap
