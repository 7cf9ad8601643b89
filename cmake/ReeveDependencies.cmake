# Libraries from Debian 12 (scripts/packages.txt), gathered in the target reeve_dependencies.

function(reeve_require_library name)
  find_library(REEVE_LIBRARY_${name} ${name})
  if(NOT REEVE_LIBRARY_${name})
    message(FATAL_ERROR "the library `${name}` is missing; run scripts/setup")
  endif()
  target_link_libraries(reeve_dependencies INTERFACE "${REEVE_LIBRARY_${name}}")
endfunction()

function(reeve_require_header name)
  find_path(REEVE_HEADER_DIR_OF_${name} ${name})
  if(NOT REEVE_HEADER_DIR_OF_${name})
    message(FATAL_ERROR "the header `${name}` is missing; run scripts/setup")
  endif()
  if(NOT REEVE_HEADER_DIR_OF_${name} STREQUAL "/usr/include")
    target_include_directories(reeve_dependencies SYSTEM INTERFACE "${REEVE_HEADER_DIR_OF_${name}}")
  endif()
endfunction()

add_library(reeve_dependencies INTERFACE)

find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(roaring REQUIRED)
find_package(PkgConfig REQUIRED)
# The library was built with TLS, zlib and brotli; without the same definitions its classes have another size here.
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)

pkg_check_modules(ldap REQUIRED IMPORTED_TARGET ldap lber)
# SOCI includes its headers as <mysql.h>.
pkg_check_modules(mariadb REQUIRED IMPORTED_TARGET libmariadb)

target_link_libraries(reeve_dependencies INTERFACE
  Threads::Threads OpenSSL::SSL OpenSSL::Crypto nlohmann_json::nlohmann_json CLI11::CLI11 fmt::fmt spdlog::spdlog
  tomlplusplus::tomlplusplus yaml-cpp roaring::roaring PkgConfig::httplib PkgConfig::ldap PkgConfig::mariadb PostgreSQL::PostgreSQL SQLite::SQLite3)

# SOCI ships neither a CMake package nor a .pc file, and its headers need Boost's.
foreach(library IN ITEMS soci_core soci_sqlite3 soci_postgresql soci_mysql soci_odbc mariadb csv unistring z zstd)
  reeve_require_library(${library})
endforeach()
foreach(header IN ITEMS soci/soci.h boost/optional.hpp mariadb/mysql.h sql.h csv.h sasl/sasl.h unicase.h zlib.h zstd.h kainjow/mustache.hpp)
  reeve_require_header(${header})
endforeach()
target_compile_definitions(reeve_dependencies INTERFACE SOCI_USE_BOOST)
