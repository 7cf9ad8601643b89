#include "engine/model/snapshot.h"

#include <algorithm>

#include "engine/core/text.h"

namespace reeve {
namespace {

// References are named by source, section and ordinal, so that the digest does not depend on run numbers.
class Namer {
 public:
  explicit Namer(const std::vector<SyncRun>& runs) : runs_(runs) {}

  std::string operator()(FactRef ref, std::string_view section) const {
    const auto run =
        std::find_if(runs_.begin(), runs_.end(), [&](const SyncRun& r) { return r.no == ref.run; });
    return join_key({run == runs_.end() ? "?" : run->source, section, std::to_string(ref.ordinal)});
  }

 private:
  const std::vector<SyncRun>& runs_;
};

std::string_view section_name(bool is_account) { return is_account ? "account" : "principal"; }

}  // namespace

std::string Snapshot::subject_key(IdentityIx i) const {
  const Identity& identity = (*this)[i];
  return join_key({source_name(identity.origin.source), "identity", text(identity.key)});
}

std::string Snapshot::subject_key(PrincipalIx i) const {
  const Principal& principal = (*this)[i];
  return join_key({source_name(principal.origin.source), "principal", text(principal.key)});
}

std::string Snapshot::resource_key(ResourceIx i) const {
  const Resource& resource = (*this)[i];
  return join_key({source_name(resource.origin.source), "resource", text(resource.key)});
}

Digest derived_digest(const DerivedRun& derived, const std::vector<SyncRun>& runs) {
  const Namer name(runs);
  std::vector<std::string> lines;
  for (const auto& o : derived.owners) {
    lines.push_back(join_key(
        {"owner", name(o.principal, section_name(o.is_account)), std::to_string(static_cast<int>(o.state)),
         o.identity ? name(*o.identity, "identity") : std::string(), o.rule, std::to_string(o.confidence)}));
  }
  for (const auto& b : derived.bindings) {
    lines.push_back(
        join_key({"binding", name(b.member, section_name(b.member_is_account)),
                  name(b.container, section_name(b.container_is_account)), b.assumable ? "1" : "0", b.rule}));
  }
  for (const auto& c : derived.classifications) {
    lines.push_back(join_key({"class", name(c.resource, "resource"), join(c.categories, ","), c.rule}));
  }
  std::sort(lines.begin(), lines.end());
  Sha256 sha;
  for (const auto& line : lines) sha.update_sized(line);
  return sha.finish();
}

}  // namespace reeve
