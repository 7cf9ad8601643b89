// Writes .c1z files as Baton does, for tests.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace reeve::test {

// Messages as bytes, field by field.
std::string wire_text(std::uint32_t field, const std::string& bytes);
std::string wire_number(std::uint32_t field, std::uint64_t number);

struct BatonUserText {
  std::string email;
  std::uint64_t status = 0;
  std::uint64_t account_type = 0;
  std::string employee_number;
};

std::string baton_id(const std::string& type, const std::string& id);
std::string baton_type(const std::string& id, std::uint64_t trait);
std::string baton_resource(const std::string& type, const std::string& id, const std::string& name,
                           const std::string& parent = "");  // `parent`: a message of baton_id
std::string baton_user(const std::string& id, const std::string& name, const BatonUserText& user);
std::string baton_entitlement(const std::string& id, const std::string& resource, const std::string& slug,
                              bool assignment);
std::string baton_expansion(const std::vector<std::string>& entitlements, bool shallow = false);
std::string baton_grant(const std::string& id, const std::string& entitlement, const std::string& principal,
                        const std::vector<std::string>& sources = {});

// One file. Rows go to the newest sync that was begun.
class BatonFileWriter {
 public:
  BatonFileWriter();

  void begin_sync(const std::string& id, const std::string& ended, bool partial = false);  // "" = did not end
  void add_type(const std::string& message);
  void add_resource(const std::string& message);
  void add_entitlement(const std::string& message);
  // `expansion`: the column beside the message; `entitlement`: for the column by which grants are found.
  void add_grant(const std::string& message, const std::string& expansion = "",
                 const std::string& entitlement = "");

  std::string bytes() const;  // of the whole file
  void write(const std::filesystem::path& path) const;

 private:
  void add(const std::string& table, const std::string& columns, const std::string& values);

  std::string sync_;
  std::string script_;
  int rows_ = 0;
};

}  // namespace reeve::test
