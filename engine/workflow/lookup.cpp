#include "engine/workflow/lookup.h"

#include <algorithm>

#include "engine/core/error.h"
#include "engine/core/text.h"
#include "engine/model/access_names.h"

namespace reeve {
namespace {

constexpr std::size_t kMostNamed = 8;

class Search {
 public:
  Search(const Snapshot& snapshot, const std::string& text)
      : snapshot_(snapshot), wanted_(lower_ascii(text)) {}

  bool is(StringRef ref) const { return !ref.empty() && lower_ascii(snapshot_.text(ref)) == wanted_; }
  bool ends(StringRef ref) const { return lower_ascii(snapshot_.text(ref)).ends_with("." + wanted_); }

 private:
  const Snapshot& snapshot_;
  std::string wanted_;
};

std::string listed(std::vector<std::string> names) {
  const std::size_t more = names.size() > kMostNamed ? names.size() - kMostNamed : 0;
  names.resize(names.size() - more);
  return join(names, ", ") + (more > 0 ? " and " + std::to_string(more) + " more" : "");
}

[[noreturn]] void refuse_several(const std::string& what, const std::string& text,
                                 std::vector<std::string> names) {
  throw Error(ErrorCode::conflict, "`" + text + "` is the name of several " + what + ": " +
                                       listed(std::move(names)) + "; name one by its key");
}

[[noreturn]] void refuse_unknown(const std::string& what, const std::string& text,
                                 const std::vector<std::string>& names) {
  const auto nearest = nearest_name(text, names);
  throw Error(ErrorCode::not_found, "there is no " + what + " `" + text + "` in the snapshot; " +
                                        (nearest ? "did you mean `" + *nearest + "`?"
                                                 : std::string("names are as the sources tell them")));
}

std::vector<Subject> identities_named(const Snapshot& snapshot, const Search& search) {
  std::vector<Subject> by_id, by_name;
  for (std::uint32_t i = 0; i < snapshot.identities.size(); ++i) {
    const Identity& identity = snapshot.identities[i];
    const bool id =
        search.is(identity.key) || search.is(identity.employee_number) || search.is(identity.email);
    if (id) by_id.push_back({IdentityIx(i), {}});
    if (search.is(identity.name)) by_name.push_back({IdentityIx(i), {}});
  }
  return by_id.empty() ? by_name : by_id;
}

std::vector<Subject> principals_named(const Snapshot& snapshot, const Search& search) {
  std::vector<Subject> found;
  for (std::uint32_t p = 0; p < snapshot.principals.size(); ++p) {
    const Principal& principal = snapshot.principals[p];
    const bool subject =
        principal.kind == PrincipalKind::account || principal.kind == PrincipalKind::everyone;
    if (!subject || !(search.is(principal.key) || search.is(principal.name))) continue;
    const bool hers = principal.owner_state == OwnerState::correlated && principal.identity.valid();
    found.push_back(hers ? Subject{principal.identity, {}} : Subject{{}, PrincipalIx(p)});
  }
  return found;
}

std::vector<ResourceIx> resources_named(const Snapshot& snapshot, const Search& search) {
  std::vector<ResourceIx> exact, by_end;
  for (std::uint32_t r = 0; r < snapshot.resources.size(); ++r) {
    const Resource& resource = snapshot.resources[r];
    if (search.is(resource.key) || search.is(resource.name)) exact.emplace_back(r);
    if (search.ends(resource.key) || search.ends(resource.name)) by_end.emplace_back(r);
  }
  return exact.empty() ? by_end : exact;
}

// Where the same thing was found twice, it is one.
template <class T>
void drop_repeated(std::vector<T>& found) {
  for (std::size_t i = 0; i < found.size(); ++i) {
    found.erase(std::remove(found.begin() + static_cast<std::ptrdiff_t>(i) + 1, found.end(), found[i]),
                found.end());
  }
}

bool looks_like_fingerprint(const std::string& text) {
  constexpr std::size_t kLeast = 4;
  return text.size() >= kLeast && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

Subject find_subject(const Snapshot& snapshot, const std::string& text) {
  const Search search(snapshot, text);
  std::vector<Subject> found = identities_named(snapshot, search);
  if (found.empty()) found = principals_named(snapshot, search);
  drop_repeated(found);
  if (found.size() == 1) return found.front();
  std::vector<std::string> names;
  for (const Subject& subject : found) names.push_back(printable_key(subject_key(snapshot, subject)));
  if (!found.empty()) refuse_several("people or accounts", text, std::move(names));
  for (const Identity& identity : snapshot.identities) names.emplace_back(snapshot.text(identity.name));
  for (const Principal& principal : snapshot.principals) names.emplace_back(snapshot.text(principal.key));
  refuse_unknown("person or account", text, names);
}

IdentityIx find_person(const Snapshot& snapshot, const std::string& text) {
  const std::string name(trim(text));
  if (name.empty()) throw Error(ErrorCode::refused, "this needs the name of a person");
  const Subject subject = find_subject(snapshot, name);
  if (subject.identity.valid()) return subject.identity;
  throw Error(ErrorCode::refused, "`" + name + "` is not a person but an account that is nobody's");
}

bool same_person(const Snapshot& snapshot, IdentityIx a, IdentityIx b) {
  if (!a.valid() || !b.valid()) return false;
  const auto same = [&](StringRef x, StringRef y) {
    return !x.empty() && lower_ascii(snapshot.text(x)) == lower_ascii(snapshot.text(y));
  };
  return a == b || same(snapshot[a].email, snapshot[b].email) ||
         same(snapshot[a].employee_number, snapshot[b].employee_number);
}

IdentityIx person_of(const Snapshot& snapshot, const std::string& subject_key) {
  for (std::uint32_t i = 0; i < snapshot.identities.size(); ++i) {
    if (snapshot.subject_key(IdentityIx(i)) == subject_key) return IdentityIx(i);
  }
  for (std::uint32_t p = 0; p < snapshot.principals.size(); ++p) {
    if (snapshot.subject_key(PrincipalIx(p)) == subject_key) return snapshot.principals[p].identity;
  }
  return {};
}

ResourceIx find_resource(const Snapshot& snapshot, const std::string& text) {
  const std::vector<ResourceIx> found = resources_named(snapshot, Search(snapshot, text));
  if (found.size() == 1) return found.front();
  std::vector<std::string> names;
  for (const ResourceIx r : found) names.push_back(printable_key(snapshot.resource_key(r)));
  if (!found.empty()) refuse_several("resources", text, std::move(names));
  for (std::uint32_t r = 0; r < snapshot.resources.size(); ++r) {
    names.push_back(display_name(snapshot, ResourceIx(r)));
  }
  refuse_unknown("resource", text, names);
}

const FindingRecord& find_finding(const std::vector<FindingRecord>& findings, const std::string& text) {
  const std::string wanted = lower_ascii(text);
  if (!looks_like_fingerprint(wanted)) {
    throw Error(ErrorCode::usage, "`" + text + "` names no finding; give at least four of its digits");
  }
  std::vector<const FindingRecord*> found;
  std::vector<std::string> names;
  for (const FindingRecord& record : findings) {
    const std::string fingerprint = to_hex(record.finding.fingerprint);
    if (!fingerprint.starts_with(wanted)) continue;
    found.push_back(&record);
    names.push_back(fingerprint);
  }
  if (found.size() > 1) refuse_several("findings", text, std::move(names));
  if (found.empty()) {
    throw Error(ErrorCode::not_found, "there is no finding `" + text + "`; `reeve findings` lists them");
  }
  return *found.front();
}

}  // namespace reeve
