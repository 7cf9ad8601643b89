// Invented people's names. Given and family names are drawn independently of each other, so that a full name
// says nothing about a region, a job or a story.
#pragma once

#include <string>

#include "cli/demo/random.h"

namespace reeve::demo {

struct PersonName {
  std::string display;  // "Zoë Adeyemi"
  std::string ascii;    // "zoe.adeyemi", for e-mail addresses and logins
};

PersonName invent_name(Random& random);

}  // namespace reeve::demo
