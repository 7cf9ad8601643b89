// OPA asked as one would ask it without situations: every access with all its attributes, all rules in one
// pass, in batches over two connections.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/model/attribute_columns.h"
#include "engine/workflow/rule_book.h"

namespace reeve::bench {

class OpaRows {
 public:
  // The rules of grain access.
  explicit OpaRows(const RuleBook& book);
  ~OpaRows();

  // Accesses per second over `rows` of the columns (all attributes); the requests are made beforehand, and
  // the answers are not looked at.
  double rate(const AttributeColumns& columns, std::size_t begin, std::size_t rows, std::size_t batch);

  // What each rule says of each row, "" where it says nothing: canonical JSON of violations and
  // not-evaluables.
  using Said = std::map<std::string, std::vector<std::string>>;
  Said ask(const AttributeColumns& columns, std::size_t begin, std::size_t rows, std::size_t batch);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string said(const Json& violations, const Json& not_evaluable);

}  // namespace reeve::bench
