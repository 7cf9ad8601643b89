# reeve_embed(<target> FOLDERS <folder>... [EXCLUDE <regex>])
#
# Puts every file under the folders, as it is, into the target, and writes the table behind
# engine/core/embedded_files.h. Paths are relative to the repository root and sorted by bytes. A new file is picked up
# by the next build, a changed one is embedded again.
function(reeve_embed target)
  cmake_parse_arguments(arg "" "EXCLUDE" "FOLDERS" ${ARGN})
  set(patterns)
  foreach(folder IN LISTS arg_FOLDERS)
    list(APPEND patterns "${CMAKE_SOURCE_DIR}/${folder}/*")
  endforeach()
  file(GLOB_RECURSE paths RELATIVE "${CMAKE_SOURCE_DIR}" CONFIGURE_DEPENDS ${patterns})
  list(FILTER paths EXCLUDE REGEX "\\.(cpp|h)$|~$|(^|/)\\.")
  if(arg_EXCLUDE)
    list(FILTER paths EXCLUDE REGEX "${arg_EXCLUDE}")
  endif()
  list(SORT paths)

  set(assembly "    .section .rodata\n")
  set(declarations "")
  set(rows "")
  set(absolute_paths)
  set(number 0)
  foreach(path IN LISTS paths)
    set(symbol "reeve_embedded_${number}")
    string(APPEND assembly
      "    .balign 8\n    .global ${symbol}\n${symbol}:\n    .incbin \"${CMAKE_SOURCE_DIR}/${path}\"\n${symbol}_end:\n"
      "    .balign 8\n    .global ${symbol}_size\n${symbol}_size:\n    .quad ${symbol}_end - ${symbol}\n")
    string(APPEND declarations
      "extern \"C\" const char ${symbol}[];\nextern \"C\" const std::uint64_t ${symbol}_size;\n")
    string(APPEND rows "      {\"${path}\", {${symbol}, ${symbol}_size}},\n")
    list(APPEND absolute_paths "${CMAKE_SOURCE_DIR}/${path}")
    math(EXPR number "${number} + 1")
  endforeach()
  string(APPEND assembly "    .section .note.GNU-stack, \"\", @progbits\n")
  if(number EQUAL 0)
    set(body "  return {};\n")
  else()
    set(body "  static const std::array<EmbeddedFile, ${number}> kFiles{{\n${rows}  }};\n  return kFiles;\n")
  endif()

  set(folder "${CMAKE_BINARY_DIR}/embedded")
  file(CONFIGURE OUTPUT "${folder}/bytes.S" CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT "${folder}/table.cpp" CONTENT
"#include <array>
#include <cstdint>

#include \"engine/core/embedded_files.h\"

${declarations}
std::span<const reeve::EmbeddedFile> reeve::embedded_files() {
${body}}
" @ONLY)
  set_source_files_properties("${folder}/bytes.S" PROPERTIES OBJECT_DEPENDS "${absolute_paths}")
  target_sources(${target} PRIVATE "${folder}/bytes.S" "${folder}/table.cpp")
endfunction()
