// Kills a command of `reeve` at random moments, again and again, and looks at what the store holds then.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "engine/store/store.h"

namespace reeve::test {

// What of the store a command changes: parts that change in one step each, by name.
using StoreParts = std::map<std::string, std::string>;

struct KillTrial {
  std::filesystem::path start;       // folder with configuration and store, as the command finds them
  std::vector<std::string> command;  // of reeve, which ends with an exit code of its own when undisturbed
  int kills = 0;                     // so many have to land before the command has ended by itself
  std::function<StoreParts(Store&)> parts;
  // Completes what was killed, in that folder; its exit code. Empty: the command itself once more.
  std::function<int(const std::filesystem::path&)> complete;
};

// Fails the test unless, after every kill, the store opens and each part is as at the start or as after an
// undisturbed run; and after completing, all parts are as after an undisturbed run. A folder is killed in
// four times before the command is completed and the next folder begins: so what one killed command leaves is
// also met by the next that is killed. A third of the moments are anywhere in the run, the others shortly
// after one of its writes. Prints how many kills landed; fails where those were too few.
void run_kill_trial(const KillTrial& trial);

}  // namespace reeve::test
