// What the rules must say about an invented company. The engine never reads it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reeve::demo {

// A key of one source, such as an account or a resource.
struct SourceKey {
  std::string source;
  std::string key;
  auto operator<=>(const SourceKey&) const = default;
};

// The facts that a planted case rests on, so that the dirty variants can spoil exactly these.
struct Footing {
  std::vector<std::string> people;  // identity keys
  std::vector<SourceKey> accounts;
  std::vector<SourceKey> resources;
};

// One finding that must be reported. Keys are the stable ones of engine/model/keys.h.
struct PlantedFinding {
  std::string story;
  std::string rule;
  std::string code;
  std::string subject_key;
  std::string entitlement_key;  // empty where the grain has none
  bool waived = false;          // reported as waived
};

// Looks like a planted case and must stay silent.
struct NearMiss {
  std::string story;
  std::string rule;
  std::string subject_key;
  std::string entitlement_key;  // empty where the grain has none
  std::string why;
};

// An access that a rule cannot judge even in the clean company, because no source tells what it needs.
struct Unjudged {
  std::string rule;
  std::string subject_key;
  std::string entitlement_key;
  auto operator<=>(const Unjudged&) const = default;
};

struct Story {
  std::string id;
  std::string title;
  std::string resembles;  // the public case that it is like, empty where there is none
  Footing footing;
};

struct AnswerKey {
  std::vector<Story> stories;
  std::vector<PlantedFinding> planted;
  std::vector<NearMiss> near_misses;
  std::vector<Unjudged> unjudged;
};

// Rules that compare people with one another, or add up what they hold by chance, may find more in an
// invented company than was planted; every other rule reports exactly what was.
bool is_exact(std::string_view rule);

namespace rule {
inline constexpr std::string_view kAssumable = "privilege/assumable_role";
inline constexpr std::string_view kBeyondMatrix = "privilege/beyond_matrix";
inline constexpr std::string_view kBrokerBundle = "separation_of_duties/broker_bundle";
inline constexpr std::string_view kBulkExport = "privilege/bulk_export";
inline constexpr std::string_view kDefinerView = "exposure/definer_view";
inline constexpr std::string_view kInactive = "lifecycle/inactive_account";
inline constexpr std::string_view kJoined = "need_to_know/joined_category";
inline constexpr std::string_view kMover = "lifecycle/mover";
inline constexpr std::string_view kNoDataOwner = "ownership/no_data_owner";
inline constexpr std::string_view kNoGroupOwner = "ownership/no_group_owner";
inline constexpr std::string_view kNotApproved = "need_to_know/not_approved";
inline constexpr std::string_view kPeerOutlier = "need_to_know/peer_outlier";
inline constexpr std::string_view kPurposeDrift = "need_to_know/purpose_drift";
inline constexpr std::string_view kServicePerson = "ownership/service_account_of_person";
inline constexpr std::string_view kShared = "ownership/shared_account";
inline constexpr std::string_view kAbsent = "lifecycle/suspended_or_on_leave";
inline constexpr std::string_view kWriteBeyondRead = "need_to_know/write_beyond_read";
inline constexpr std::string_view kHeldByMany = "exposure/held_by_many";
inline constexpr std::string_view kPublic = "exposure/public";
inline constexpr std::string_view kLeaver = "lifecycle/leaver";
inline constexpr std::string_view kUnused = "lifecycle/unused_entitlement";
inline constexpr std::string_view kMatrix = "need_to_know/authorisation_matrix";
inline constexpr std::string_view kContractor = "need_to_know/contractor";
inline constexpr std::string_view kCrossRegion = "need_to_know/cross_region";
inline constexpr std::string_view kUnowned = "ownership/unowned_account";
inline constexpr std::string_view kDirect = "privilege/direct_grant";
inline constexpr std::string_view kGrantOption = "privilege/grant_option";
inline constexpr std::string_view kToxicPair = "separation_of_duties/toxic_pair";
inline constexpr std::string_view kWaiverExpired = "waiver/expired";
}  // namespace rule

}  // namespace reeve::demo
