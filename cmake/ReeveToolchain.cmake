# How our own code is compiled and linked. The target reeve_settings carries it to every target of ours.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# Asserts stay in every build: an engine that is wrong about itself has to stop (architecture, three kinds of failure).
set(CMAKE_CXX_FLAGS_RELEASE "-O2")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")

set(REEVE_SANITIZE "" CACHE STRING "empty, `address` (with undefined behaviour) or `thread`")
set_property(CACHE REEVE_SANITIZE PROPERTY STRINGS "" address thread)

find_program(REEVE_CCACHE ccache)
if(REEVE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without this ccache would keep nothing that was compiled with a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    "${CMAKE_COMMAND};-E;env;CCACHE_SLOPPINESS=pch_defines,time_macros;${REEVE_CCACHE}")
endif()
find_program(REEVE_MOLD mold)

add_library(reeve_settings INTERFACE)
# A compiler that collects its garbage less often takes a tenth less time, for some hundred megabytes.
target_compile_options(reeve_settings INTERFACE
  "$<$<COMPILE_LANG_AND_ID:CXX,GNU>:SHELL:--param ggc-min-expand=1000;SHELL:--param ggc-min-heapsize=1000000>")
target_include_directories(reeve_settings INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(reeve_settings INTERFACE
  "$<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wshadow;-Wconversion;-Wnon-virtual-dtor;-Woverloaded-virtual;-Werror>"
  # Left out: designated initialisers name what they set, and the others report correct code in g++ 12.
  "$<$<COMPILE_LANGUAGE:CXX>:-Wno-missing-field-initializers>"
  "$<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict;-Wno-maybe-uninitialized;-Wno-array-bounds;-Wno-stringop-overflow>")
if(REEVE_MOLD)
  target_link_options(reeve_settings INTERFACE -fuse-ld=mold)
endif()

if(REEVE_SANITIZE STREQUAL "address")
  # SOCI hides its typeinfo, so the vptr check does not link.
  set(sanitizer_flags -fsanitize=address,undefined -fno-sanitize=vptr -fno-sanitize-recover=all)
elseif(REEVE_SANITIZE STREQUAL "thread")
  set(sanitizer_flags -fsanitize=thread)
elseif(NOT REEVE_SANITIZE STREQUAL "")
  message(FATAL_ERROR "REEVE_SANITIZE is `${REEVE_SANITIZE}`; use `address`, `thread` or nothing")
endif()
if(sanitizer_flags)
  target_compile_options(reeve_settings INTERFACE
    "$<$<COMPILE_LANGUAGE:CXX>:${sanitizer_flags};-O1;-g1;-fno-omit-frame-pointer>")
  target_link_options(reeve_settings INTERFACE ${sanitizer_flags})
endif()
