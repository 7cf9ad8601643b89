# One test executable per folder of tests/, found by glob: tests/unit/**.cpp becomes unit_tests, with the label `unit`.
# tests/support is a library for all of them; tests/bench is built on request only: the target `benchmarks`, and `side_by_side` for scripts/bench.

set(REEVE_SLOW_TEST_FOLDERS differential integration browser)
set(REEVE_TEST_FOLDERS_WITHOUT_BINARY unit tidy)

function(reeve_add_tests)
  find_package(GTest REQUIRED)

  file(GLOB_RECURSE support_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/support/*.cpp")
  add_library(test_support STATIC ${support_sources})
  target_link_libraries(test_support PUBLIC reeve_lib GTest::gtest GTest::gmock)
  reeve_precompile(test_support <gmock/gmock.h> <gtest/gtest.h>)
  # Only this file knows the folders, so that the others compile to the same object in every checkout.
  set_source_files_properties(tests/support/paths.cpp PROPERTIES COMPILE_DEFINITIONS
    "REEVE_SOURCE_DIR=\"${CMAKE_SOURCE_DIR}\";REEVE_BUILD_DIR=\"${CMAKE_BINARY_DIR}\"")

  file(GLOB_RECURSE test_sources RELATIVE "${CMAKE_SOURCE_DIR}" CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/*.cpp")
  set(folders)
  foreach(source IN LISTS test_sources)
    if(source MATCHES "^tests/([^/]+)/")
      list(APPEND folders "${CMAKE_MATCH_1}")
      list(APPEND sources_of_${CMAKE_MATCH_1} "${source}")
    endif()
  endforeach()
  list(REMOVE_DUPLICATES folders)
  list(REMOVE_ITEM folders support bench)

  foreach(folder IN LISTS folders)
    reeve_add_test_folder(${folder} ${sources_of_${folder}})
  endforeach()
endfunction()

function(reeve_add_test_folder folder)
  set(target "${folder}_tests")
  add_executable(${target} ${ARGN})
  target_link_libraries(${target} PRIVATE test_support GTest::gtest_main)
  target_precompile_headers(${target} REUSE_FROM test_support)
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  if(TARGET reeve_cli AND NOT folder IN_LIST REEVE_TEST_FOLDERS_WITHOUT_BINARY)
    add_dependencies(${target} reeve_cli)
  endif()
  set(timeout 120)
  if(folder IN_LIST REEVE_SLOW_TEST_FOLDERS)
    set(timeout 900)
  endif()
  gtest_discover_tests(${target}
    TEST_PREFIX "${folder}/" DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
    PROPERTIES LABELS "${folder}" TIMEOUT ${timeout})
endfunction()

function(reeve_add_benchmarks)
  file(GLOB bench_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/bench/*.cpp")
  find_package(benchmark REQUIRED)
  add_executable(benchmarks EXCLUDE_FROM_ALL ${bench_sources})
  target_link_libraries(benchmarks PRIVATE test_support benchmark::benchmark_main)

  file(GLOB side_by_side_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/tests/bench/side_by_side/*.cpp")
  add_executable(side_by_side EXCLUDE_FROM_ALL ${side_by_side_sources})
  target_link_libraries(side_by_side PRIVATE test_support)
  set_target_properties(benchmarks side_by_side PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
endfunction()
