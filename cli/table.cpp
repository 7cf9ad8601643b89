#include "cli/table.h"

#include <algorithm>
#include <numeric>

#include "cli/wrap.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::cli {
namespace {

constexpr std::size_t kGap = 2;
constexpr std::size_t kNarrowest = 12;  // a column that wraps stays readable
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kPlain = "\x1b[0m";

using Cells = std::vector<std::string>;

std::string joined(const Json& list, std::string_view separator, std::string (*text)(const Json&)) {
  std::vector<std::string> parts;
  for (const Json& item : list) parts.push_back(text(item));
  return join(parts, separator);
}

std::string dumped(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string shown(const Json& value) {
  if (value.is_null()) return "?";
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  if (value.is_array()) return joined(value, ", ", shown);
  if (!value.is_string()) return dumped(value);
  std::string text = printable_utf8(value.get_ref<const std::string&>());
  std::ranges::replace(text, '\n', ' ');
  std::ranges::replace(text, '\t', ' ');
  return text;
}

// --- table

std::vector<Cells> shown_rows(const Table& table) {
  std::vector<Cells> rows;
  rows.reserve(table.rows.size());
  for (const auto& row : table.rows) {
    Cells& cells = rows.emplace_back();
    for (const Json& value : row) cells.push_back(shown(value));
  }
  return rows;
}

std::vector<std::size_t> natural_widths(const Table& table, const std::vector<Cells>& rows) {
  std::vector<std::size_t> widths;
  for (const Column& column : table.columns) widths.push_back(utf8_length(column.heading));
  for (const Cells& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], utf8_length(row[i]));
  }
  return widths;
}

// Takes from the widest wrapping columns first, down to one common width, so that short ones stay whole.
void fit(const Table& table, std::vector<std::size_t>& widths, std::size_t width) {
  const std::size_t gaps = kGap * (widths.size() - 1);
  const auto total = [&] { return std::accumulate(widths.begin(), widths.end(), gaps); };
  while (total() > width) {
    std::size_t* widest = nullptr;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (table.columns[i].wrap && (widest == nullptr || widths[i] > *widest)) widest = &widths[i];
    }
    if (widest == nullptr || *widest <= kNarrowest) return;
    --*widest;
  }
}

void print_line(const Table& table, const Cells& cells, const std::vector<std::size_t>& widths,
                std::ostream& out) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line.append(kGap, ' ');
    line += table.columns[i].right ? pad_left(cells[i], widths[i]) : pad_right(cells[i], widths[i]);
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out << line << '\n';
}

void print_headings(const Table& table, const std::vector<std::size_t>& widths, std::ostream& out,
                    bool color) {
  Cells headings;
  Cells rules;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    headings.push_back(table.columns[i].heading);
    rules.emplace_back(widths[i], '-');
  }
  if (color) out << kBold;
  print_line(table, headings, widths, out);
  if (color) {
    out << kPlain;
  } else {
    print_line(table, rules, widths, out);
  }
}

void print_row(const Table& table, const Cells& row, const std::vector<std::size_t>& widths,
               std::ostream& out) {
  std::vector<std::vector<std::string>> wrapped;
  std::size_t height = 1;
  for (std::size_t i = 0; i < row.size(); ++i) {
    wrapped.push_back(wrap(row[i], table.columns[i].wrap ? widths[i] : 0));
    height = std::max(height, wrapped.back().size());
  }
  for (std::size_t line = 0; line < height; ++line) {
    Cells cells;
    for (const auto& lines : wrapped) cells.push_back(line < lines.size() ? lines[line] : "");
    print_line(table, cells, widths, out);
  }
}

void print_table(const Table& table, std::ostream& out, int width, bool color) {
  if (table.rows.empty()) return;
  const std::vector<Cells> rows = shown_rows(table);
  std::vector<std::size_t> widths = natural_widths(table, rows);
  if (width > 0) fit(table, widths, static_cast<std::size_t>(width));
  print_headings(table, widths, out, color);
  for (const Cells& row : rows) print_row(table, row, widths, out);
}

// --- for programs

void print_json(const Table& table, std::ostream& out) {
  out << '[';
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    Json object = Json::object();
    for (std::size_t c = 0; c < table.columns.size(); ++c) object[table.columns[c].key] = table.rows[i][c];
    out << (i > 0 ? ",\n " : "\n ") << dumped(object);
  }
  out << (table.rows.empty() ? "]\n" : "\n]\n");
}

std::string csv_text(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_array()) return joined(value, "|", csv_text);
  return value.is_string() ? value.get<std::string>() : dumped(value);
}

std::string csv_cell(const Json& value) {
  std::string text = csv_text(value);
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string::npos;
  if (formula && !value.is_number()) text.insert(0, 1, '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + '"';
}

void print_csv(const Table& table, std::ostream& out) {
  Cells header;
  for (const Column& column : table.columns) header.push_back(csv_cell(column.key));
  out << join(header, ",") << "\r\n";
  for (const auto& row : table.rows) {
    Cells cells;
    for (const Json& value : row) cells.push_back(csv_cell(value));
    out << join(cells, ",") << "\r\n";
  }
}

}  // namespace

void print(const Table& table, const std::string& format, std::ostream& out, int width, bool color) {
  for (const auto& row : table.rows) {
    if (row.size() != table.columns.size()) throw Error(ErrorCode::internal, "a row does not fit its table");
  }
  if (format == "json") return print_json(table, out);
  if (format == "csv") return print_csv(table, out);
  print_table(table, out, width, color);
}

void print(const Table& table, const Args& args, Output& out) {
  print(table, args.format, out.data, out.width, out.color);
}

}  // namespace reeve::cli
