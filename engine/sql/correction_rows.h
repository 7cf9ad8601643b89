// The columns of corrections.
#pragma once

#include "engine/model/correction.h"
#include "engine/sql/rows.h"

namespace reeve {

template <class Walk, Is<Correction> Row>
void columns(Walk& walk, Row& c) {
  walk("id", c.id);
  walk("kind", c.kind);
  walk("source", c.source);
  walk("native_key", c.key);
  walk("second_key", c.second_key);
  walk("person_source", c.person_source);
  walk("person_key", c.person_key);
  walk("categories", c.categories);
  walk("instead_of", c.instead_of);
  walk("decided_by", c.decided_by);
  walk("recorded_by", c.recorded_by);
  walk("reason", c.reason);
  walk("decided_at", c.decided_at);
  walk("ends", c.until);
  walk("withdrawn_by", c.withdrawn_by);
  walk("withdrawn_at", c.withdrawn_at);
}

}  // namespace reeve
