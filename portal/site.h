// What the portal keeps between requests: the roles as reeve.toml has them now, and the snapshot that
// questions are answered from, which takes long to load. Thread rule: any thread.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "engine/workflow/exposure.h"

namespace reeve::portal {

// A snapshot ready for questions, and what is counted once of it. `access.gaps` are those of the time of
// loading: pages ask for the present ones.
struct SnapshotView {
  SnapshotView(const Context& context, Store& store, SnapshotNo no);

  // The department of a person by her subject key; empty where the snapshot does not tell.
  std::string department_of(const std::string& subject_key) const;

  // By stable key (Snapshot::subject_key, resource_key); an account that is somebody's stands for her.
  std::optional<Subject> subject(const std::string& key) const;
  ResourceIx resource(const std::string& key) const;  // invalid where there is none

  AccessView access;
  Exposure exposure;

 private:
  std::unordered_map<std::string, Subject> subjects_;
  std::unordered_map<std::string, ResourceIx> resources_;
};

class Site {
 public:
  Site(Context& of, Store& kept_in) : context(of), store(kept_in) {}
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  // What the session may be at this moment. reeve.toml is read again when it has changed, so that whoever is
  // taken out of it is out with the next page; where it cannot be read, nobody has a staff role.
  RoleSet roles_of(const PortalSession& session);

  // The snapshot of that number, 0 = the newest; nullptr where there is none. The newest and one older are
  // kept.
  std::shared_ptr<const SnapshotView> snapshot(SnapshotNo no = 0);

  Context& context;
  Store& store;

 private:
  void read_roles_again();

  std::mutex mutex_;
  bool roles_read_ = false;
  std::filesystem::file_time_type roles_as_of_{};
  Config role_config_;  // only its portal_roles count

  std::mutex snapshots_mutex_;
  std::map<SnapshotNo, std::shared_ptr<const SnapshotView>> snapshots_;
};

}  // namespace reeve::portal
