# What nearly every file includes is read once, not once per file. Each file still names what it uses: the
# sanitizer presets build without this and would not compile otherwise.

set(REEVE_STANDARD_HEADERS
  <algorithm> <array> <charconv> <chrono> <cstdint> <filesystem> <fstream> <functional> <map> <memory> <optional>
  <set> <span> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>)

# reeve_precompile(TARGET [further headers]): may be used by other targets with REUSE_FROM.
function(reeve_precompile target)
  target_precompile_headers(${target} PRIVATE ${REEVE_STANDARD_HEADERS} ${ARGN})
endfunction()
