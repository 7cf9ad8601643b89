// Works out what rules may read about every subject of a grain. Pure.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "engine/model/access_table.h"
#include "engine/model/attribute_columns.h"
#include "engine/model/finding.h"
#include "engine/policy/peers.h"
#include "engine/policy/policy_settings.h"

namespace reeve {

// Accesses that somebody revoked and a later read proved gone: subject key and entitlement key.
using RevokedAccesses = std::set<std::pair<std::string, std::string>>;

struct AttributeSources {
  const Snapshot& snapshot;
  const AccessTable& access;
  const std::vector<Waiver>& waivers;
  // Of the other grains, and for the grain `waiver` only.
  const std::vector<Finding>& findings;
  const Bands& bands;
  PolicySettings settings = {};
  // What does not stand in the snapshot and the table, asked for only where an attribute needs it. Empty:
  // nothing was revoked; how many people are behind a group is not known.
  std::function<const RevokedAccesses&()> revoked = {};
  std::function<const std::vector<std::uint32_t>&()> people_behind = {};
  std::function<const PeerTotals&()> peers = {};  // empty: worked out where an attribute needs them
  UtcMillis now = 0;                              // when waivers are judged; 0: at the snapshot's time
};

// The rows of a grain, and of its attributes those of `wanted` (empty: all). Grain access: the rows whose
// subject is a person. Holder: people with at least one access. Account and principal: all of the kind.
// Resource, waiver: all. Every value has the type that the catalogue says.
AttributeColumns build_attributes(Grain grain, const AttributeSources& sources,
                                  const std::set<std::string>& wanted = {});

// --- for the files that define the attributes of one grain

// A value that is known only in part has something in `known` and is asked a second time as null (see
// AttributeColumn::fallback).
struct AttributeValue {
  Json value;
  bool in_part = false;
};

// How one attribute comes about: each row has a key, and rows of one key have one value.
struct Producer {
  std::string name;
  std::size_t keys = 0;
  std::function<std::uint32_t(std::size_t row)> key_of;
  std::function<AttributeValue(std::uint32_t key)> value_of;
};

struct GrainRows {
  std::vector<std::uint32_t> row_index;
  std::vector<Producer> producers;
};

// The attributes of an access that come from its history, its peers and its kind.
void add_standing_of_access(const AttributeSources& sources, GrainRows& rows);

GrainRows rows_of_access(const AttributeSources& sources);
GrainRows rows_of_holder(const AttributeSources& sources);
GrainRows rows_of_account(const AttributeSources& sources);
GrainRows rows_of_principal(const AttributeSources& sources);
GrainRows rows_of_resource(const AttributeSources& sources);
GrainRows rows_of_waiver(const AttributeSources& sources);

}  // namespace reeve
