// Texts as columns keep them. Keys of sources are opaque bytes, but a database column takes neither NUL nor
// invalid UTF-8 everywhere: those bytes, and the escape character itself, are written as U+001A and two
// hexadecimal digits. Any other text, which is nearly all, stays as it is.
#pragma once

#include <string>
#include <string_view>

namespace reeve {

// True where the text is kept as it is.
bool is_plain_sql_text(std::string_view text);
std::string to_sql_text(std::string_view text);
// The inverse; in place because there is nearly never anything to do.
void from_sql_text(std::string& text);

}  // namespace reeve
