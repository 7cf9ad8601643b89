// What the program can find out about the terminal it runs in, and the line that says how far long work is.
#pragma once

#include <memory>
#include <ostream>

#include "engine/workflow/context.h"

namespace reeve::cli {

bool is_terminal(int file_descriptor);

// Columns of the terminal, 0 where the descriptor is none.
int terminal_width(int file_descriptor);

// Colours are wanted on this descriptor: it is a terminal that can, and NO_COLOR is not set.
bool wants_color(int file_descriptor);

// On a terminal one line that is overwritten, at most ten times a second, and wiped before a note; elsewhere
// notes alone. `out` must outlive it. Thread rule: as Progress.
std::unique_ptr<Progress> make_progress(std::ostream& out, int file_descriptor);

}  // namespace reeve::cli
