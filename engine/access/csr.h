// Lists in flat arrays: the entries of row i are the slots first[i] .. first[i + 1].
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace reeve {

struct Csr {
  std::vector<std::uint32_t> first{0};  // one more than there are rows
  std::vector<std::uint32_t> to;
  std::vector<std::uint32_t> label;  // beside `to`, or empty where entries carry none

  std::size_t rows() const { return first.size() - 1; }
  std::span<const std::uint32_t> row(std::size_t i) const {
    return {to.data() + first[i], to.data() + first[i + 1]};
  }
};

// `visit(emit)` calls emit(row, to, label) for every entry. It is called twice and must do the same both
// times, so that no second copy of the entries is ever made. Entries of a row keep their order.
template <class Visit>
Csr make_labelled_csr(std::size_t rows, const Visit& visit) {
  Csr csr;
  csr.first.assign(rows + 1, 0);
  visit([&](std::uint32_t row, std::uint32_t, std::uint32_t) { ++csr.first[row + 1]; });
  for (std::size_t i = 0; i < rows; ++i) csr.first[i + 1] += csr.first[i];
  csr.to.resize(csr.first[rows]);
  csr.label.resize(csr.first[rows]);
  std::vector<std::uint32_t> next(csr.first.begin(), csr.first.end() - 1);
  visit([&](std::uint32_t row, std::uint32_t to, std::uint32_t label) {
    csr.to[next[row]] = to;
    csr.label[next[row]++] = label;
  });
  return csr;
}

// The same with emit(row, to).
template <class Visit>
Csr make_csr(std::size_t rows, const Visit& visit) {
  Csr csr;
  csr.first.assign(rows + 1, 0);
  visit([&](std::uint32_t row, std::uint32_t) { ++csr.first[row + 1]; });
  for (std::size_t i = 0; i < rows; ++i) csr.first[i + 1] += csr.first[i];
  csr.to.resize(csr.first[rows]);
  std::vector<std::uint32_t> next(csr.first.begin(), csr.first.end() - 1);
  visit([&](std::uint32_t row, std::uint32_t to) { csr.to[next[row]++] = to; });
  return csr;
}

}  // namespace reeve
