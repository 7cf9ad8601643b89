#include "portal/language.h"

#include <algorithm>

#include "engine/core/embedded_files.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::portal {
namespace {

constexpr std::string_view kFolder = "portal/languages/";

// In one pass, so that what a value holds is never read as a placeholder.
std::string filled(const std::string& text, const std::map<std::string, std::string>& values) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', at)) {
    const std::size_t close = text.find('}', open);
    const auto value =
        close == std::string::npos ? values.end() : values.find(text.substr(open + 1, close - open - 1));
    out += text.substr(at, open - at);
    at = open + 1;
    if (value == values.end()) {
      out += '{';
      continue;
    }
    out += value->second;
    at = close + 1;
  }
  return out + text.substr(at);
}

std::map<std::string, Language> load_languages() {
  std::map<std::string, Language> out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(kFolder)) continue;
    Language language(parse_json(file.bytes, file.path));
    const std::string code = language.code();
    out.emplace(code, std::move(language));
  }
  return out;
}

// "fr-CH, fr;q=0.9, en;q=0.8" in the order of the browser's wishes; it writes them so, best first.
std::vector<std::string> wished(const std::string& header) {
  std::vector<std::string> codes;
  for (const std::string& part : split(header, ','))
    codes.push_back(lower_ascii(trim(part).substr(0, std::min<std::size_t>(2, trim(part).size()))));
  return codes;
}

}  // namespace

Language::Language(const Json& catalogue)
    : code_(catalogue.at("code")),
      name_(catalogue.at("name")),
      first_day_(catalogue.at("first_day")),
      date_(catalogue.at("date")),
      minute_(catalogue.at("minute")),
      singular_(catalogue.at("singular")),
      months_(catalogue.at("months")),
      texts_(catalogue.at("texts")) {}

std::string Language::operator()(const std::string& english_text, Placeholders values) const {
  const auto found = texts_.find(english_text);
  return filled(found == texts_.end() ? english_text : found->second, {values.begin(), values.end()});
}

std::string Language::count(std::size_t n, const std::string& one, const std::string& many) const {
  const bool singular = std::ranges::find(singular_, n) != singular_.end();
  return (*this)(singular ? one : many, {{"n", std::to_string(n)}});
}

std::string Language::date(UtcMillis t) const {
  const std::string iso = format_date(t);
  const std::string month = iso.substr(5, 2);
  const std::string day = iso.substr(8, 2);
  return filled(date_, {{"year", iso.substr(0, 4)},
                        {"month", month},
                        {"day", day},
                        {"month_name", months_.at(static_cast<std::size_t>(std::stoi(month) - 1))},
                        {"plain_day", day == "01"            ? first_day_
                                      : day.starts_with('0') ? day.substr(1)
                                                             : day}});
}

std::string Language::minute(UtcMillis t) const {
  return filled(minute_, {{"date", date(t)}, {"time", format_time(t).substr(11, 5)}});
}

std::string Language::in_template(std::string text) const {
  for (std::size_t at = text.find("[["); at != std::string::npos; at = text.find("[[", at)) {
    const std::size_t end = text.find("]]", at);
    if (end == std::string::npos) throw Error(ErrorCode::internal, "a template has [[ without ]]");
    const std::string said = (*this)(text.substr(at + 2, end - at - 2));
    text.replace(at, end + 2 - at, said);
    at += said.size();
  }
  return text;
}

const std::map<std::string, Language>& languages() {
  static const std::map<std::string, Language> kLanguages = load_languages();
  return kLanguages;
}

const Language& english() { return languages().at("en"); }

const Language& language_of(const ServerRequest& request) {
  std::vector<std::string> codes = wished(request.header("accept-language"));
  const auto chosen = request.cookies.find(kLanguageCookie);
  if (chosen != request.cookies.end()) codes.insert(codes.begin(), chosen->second);
  for (const std::string& code : codes) {
    if (const auto found = languages().find(code); found != languages().end()) return found->second;
  }
  return english();
}

}  // namespace reeve::portal
