#include "portal/words.h"

#include <algorithm>

#include "engine/core/text.h"

namespace reeve::portal {

std::string risk_label(Severity risk, const Language& say) {
  switch (risk) {
    case Severity::critical: return say("Critical");
    case Severity::high: return say("High");
    case Severity::medium: return say("Medium");
    case Severity::low: return "";
  }
  return "";
}

std::string decision_label(DecisionKind kind, const Language& say) {
  switch (kind) {
    case DecisionKind::certify: return say("Keep");
    case DecisionKind::certify_until: return say("Keep until");
    case DecisionKind::revoke: return say("Remove");
    case DecisionKind::cannot_judge: return say("Cannot judge");
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

std::string days_left(UtcMillis now, UtcMillis deadline, const Language& say) {
  if (deadline <= now) return "";
  const auto days = (deadline - now) / kDay;
  return days == 0 ? say("ends within a day")
                   : say.count(static_cast<std::size_t>(days), "{n} day left", "{n} days left");
}

std::string age_of(UtcMillis now, UtcMillis then) {
  constexpr UtcMillis kHour = kDay / 24;
  const UtcMillis age = std::max<UtcMillis>(0, now - then);
  if (age < kHour) return "less than an hour ago";
  if (age < 2 * kDay) return count_of(static_cast<std::size_t>(age / kHour), "hour", "hours") + " ago";
  return count_of(static_cast<std::size_t>(age / kDay), "day", "days") + " ago";
}

std::string works_label(const AccessFlags& flags) {
  if (flags.option_only) return "only passes it on";
  if (flags.usability_unknown) return "not known";
  if (flags.usability == Usability::usable) return "works";
  return flags.usability == Usability::assumable ? "after switching roles" : "lacks something";
}

std::string figure(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3 && digits[at - 4] != '-';)
    digits.insert(at -= 3, "\xE2\x80\xAF");
  return digits;
}

}  // namespace reeve::portal
