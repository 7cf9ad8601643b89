#include "portal/words.h"

#include "engine/core/text.h"

namespace reeve::portal {

std::string risk_label(Severity risk) {
  switch (risk) {
    case Severity::critical: return "Critical";
    case Severity::high: return "High";
    case Severity::medium: return "Medium";
    case Severity::low: return "";
  }
  return "";
}

std::string decision_label(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::certify: return "Keep";
    case DecisionKind::certify_until: return "Keep until";
    case DecisionKind::revoke: return "Remove";
    case DecisionKind::cannot_judge: return "Cannot judge";
  }
  return "";
}

std::string decision_class(DecisionKind kind) {
  if (kind == DecisionKind::revoke) return "remove";
  return kind == DecisionKind::cannot_judge ? "plain" : "keep";
}

std::string initials_of(std::string_view name) {
  std::string out;
  const auto words = split(trim(name), ' ');
  const auto add_first = [&](const std::string& word) {
    std::size_t length = 1;
    while (length < word.size() && (static_cast<unsigned char>(word[length]) & 0xc0) == 0x80) ++length;
    out += word.substr(0, length);
  };
  if (!words.empty()) add_first(words.front());
  if (words.size() > 1) add_first(words.back());
  return printable_utf8(out);
}

std::string minute_of(UtcMillis t) {
  const std::string text = format_time(t);
  return text.substr(0, 10) + " " + text.substr(11, 5) + " UTC";
}

std::string days_left(UtcMillis now, UtcMillis deadline) {
  if (deadline <= now) return "";
  const auto days = (deadline - now) / kDay;
  return days == 0 ? "ends within a day" : count_of(static_cast<std::size_t>(days), "day", "days") + " left";
}

}  // namespace reeve::portal
