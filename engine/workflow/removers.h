// The removers of the sources for which reeve.toml has credentials.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/remediation/remover.h"
#include "engine/workflow/context.h"

namespace reeve {

class Removers {
 public:
  explicit Removers(const Context& context) : context_(context) {}

  // nullptr where reeve.toml has no [remove.<source>]. Throws Error{config} where that is wrong: the kind of
  // source has no remover, or an option is missing.
  Remover* at(const std::string& source);

 private:
  std::unique_ptr<Remover> make(const std::string& source) const;

  const Context& context_;
  std::map<std::string, std::unique_ptr<Remover>> made_;
};

}  // namespace reeve
