#include "engine/core/csv.h"

#include <csv.h>

#include <algorithm>
#include <deque>
#include <string_view>

#include "engine/core/byte_source.h"
#include "engine/core/error.h"

namespace reeve {
namespace {

constexpr std::size_t kBlock = 1 << 16;
constexpr std::size_t kLongestRow = 1 << 20;  // a quote that never closes must not take all memory
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

int is_no_space(unsigned char) { return 0; }  // spaces belong to the cell

char separator_of(std::string_view first_line) {
  const auto count = [&](char c) { return std::count(first_line.begin(), first_line.end(), c); };
  return count(';') > count(',') ? ';' : ',';
}

}  // namespace

struct CsvReader::State {
  explicit State(const std::string& path) : file(open_bytes(path)) {
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
      throw Error(ErrorCode::internal, "the csv parser does not start");
    }
    csv_set_space_func(&parser, is_no_space);
  }
  ~State() { csv_free(&parser); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  // One line with its end; the last one may have none. False at the end of the file.
  bool take_line(std::string& line) {
    line.clear();
    for (;;) {
      const std::size_t end = block.find('\n', at);
      if (end != std::string::npos) {
        line.append(block, at, end + 1 - at);
        at = end + 1;
        return true;
      }
      line.append(block, at);
      if (line.size() > kLongestRow || !fill()) return !line.empty();
    }
  }

  bool fill() {
    block.resize(kBlock);
    at = 0;
    try {
      block.resize(file->read(block.data(), kBlock));
    } catch (const Error& error) {
      block.clear();
      give_up(error.message());
    }
    return !block.empty();
  }

  void give_up(const std::string& why) {
    problem = "line " + std::to_string(std::max<std::int64_t>(row_line, 1)) + ": " + why;
  }

  // 0 is the parser's state between rows.
  bool inside_row() const { return parser.pstate != 0; }

  void parse(std::string_view line) {
    ++line_no;
    if (!inside_row()) {
      row_line = line_no;
      row_bytes = 0;
    }
    if (line_no == 1) {
      if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
      csv_set_delim(&parser, static_cast<unsigned char>(separator_of(line)));
    }
    row_bytes += line.size();
    if (row_bytes > kLongestRow) return give_up("the row is longer than a megabyte; is a quote missing?");
    if (csv_parse(&parser, line.data(), line.size(), on_cell, on_row, this) != line.size()) {
      give_up("a quote stands in the middle of a cell");
    }
  }

  void finish() {
    ended = true;
    const std::size_t before = rows.size();
    if (csv_fini(&parser, on_cell, on_row, this) != 0) return give_up("a quote opens and never closes");
    if (rows.size() > before) rows.back().ended = false;
  }

  static void on_cell(void* bytes, std::size_t size, void* self) {
    static_cast<State*>(self)->cells.emplace_back(static_cast<const char*>(bytes), size);
  }
  static void on_row(int, void* self) {
    auto& state = *static_cast<State*>(self);
    state.rows.push_back({.line = state.row_line, .cells = std::move(state.cells)});
    state.cells.clear();
  }

  std::unique_ptr<ByteSource> file;
  csv_parser parser{};
  std::string block;
  std::size_t at = 0;
  std::int64_t line_no = 0;
  std::int64_t row_line = 0;
  std::size_t row_bytes = 0;
  std::vector<std::string> cells;
  std::deque<CsvRow> rows;
  bool ended = false;
  std::string problem;
};

CsvReader::CsvReader(const std::string& path) : state_(std::make_unique<State>(path)) {}

CsvReader::~CsvReader() = default;

bool CsvReader::next(CsvRow& row) {
  State& s = *state_;
  std::string line;
  while (s.rows.empty() && !s.ended && s.problem.empty()) {
    if (s.take_line(line)) {
      s.parse(line);
    } else if (s.problem.empty()) {
      s.finish();
    }
  }
  if (s.rows.empty()) return false;
  row = std::move(s.rows.front());
  s.rows.pop_front();
  return true;
}

const std::string& CsvReader::problem() const { return state_->problem; }

}  // namespace reeve
