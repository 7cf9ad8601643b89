// What a reviewer is shown about one case, as values, and as the JSON that is kept and digested. A page that
// shows anything else than this shows no evidence.
//
// Keys of the JSON (absent lists are empty lists, unknown is the text "unknown"):
//   sentence            one plain sentence
//   subject             name, kind, job, department, region, employment, status, manager
//   entitlement         name, source, privilege, action, categories [id], category_names [text],
//                       unclassified_part
//   how                 usability, grant_option, direct_only, since, independent_paths, path [{text,
//   source}],
//                       places [{kind, name}], steps [text], missing [text]
//   use                 words, last_used, observed_from, observed_to, attribution
//   peers               holders, population
//   findings            [{fingerprint, rule, severity, sentence, waived}], highest severity first
//   not_evaluable       [{rule, reason, detail}]
//   revoke              edges [{what, source, statement, inverse}], consequence, losses [text], other_people,
//                       why_no_cut
//   reviewer            name, why
//   snapshot            no, as_of
#pragma once

#include <string>
#include <vector>

#include "engine/model/campaign.h"
#include "engine/model/path.h"

namespace reeve {

struct SubjectEvidence {
  std::string name, kind, job, department, region, employment, status, manager;
};

struct EntitlementEvidence {
  std::string name, source, privilege, action;
  std::vector<std::string> categories;      // ids
  std::vector<std::string> category_names;  // beside them, in words
  bool unclassified_part = false;           // something it covers has no classification decision
};

// Somebody or something on the path.
struct PlaceEvidence {
  std::string kind;  // "person", "account", "group", "table"
  std::string name;
};

struct HowEvidence {
  std::string usability, since;
  bool grant_option = false;
  bool direct_only = false;
  std::size_t independent_paths = 0;
  std::vector<EdgeWords> path;       // the shortest
  std::vector<PlaceEvidence> places;  // along it, one more than it has edges
  std::vector<std::string> steps;    // from place to place: "is in", "SELECT"
  std::vector<std::string> missing;  // latent: what lacks
};

struct UseEvidence {
  std::string words;  // "last used 143 days ago"
  std::string last_used, observed_from, observed_to, attribution;
};

struct FindingEvidence {
  Digest fingerprint{};
  std::string rule, sentence;
  Severity severity = Severity::low;
  bool waived = false;
};

struct RevokeEvidence {
  std::vector<CardEdge> edges;
  std::string consequence;
  std::vector<std::string> losses;  // "Ana Lopes: SELECT on orders"
  std::size_t other_people = 0;
  std::string why_no_cut;
};

struct Evidence {
  std::string sentence;
  SubjectEvidence subject;
  EntitlementEvidence entitlement;
  HowEvidence how;
  UseEvidence use;
  std::size_t holders = 0;
  std::size_t population = 0;
  std::vector<FindingEvidence> findings;
  std::vector<NotEvaluable> not_evaluable;
  RevokeEvidence revoke;
  std::string reviewer_name;
  std::string why_reviewer;
  SnapshotNo snapshot = 0;
  UtcMillis as_of = 0;
};

Json to_json(const Evidence& evidence);

// SHA-256 of the canonical JSON.
Digest evidence_digest(const Json& evidence);

}  // namespace reeve
