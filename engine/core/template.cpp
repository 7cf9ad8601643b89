#include "engine/core/template.h"

#include <kainjow/mustache.hpp>

#include "engine/core/error.h"

namespace reeve {
namespace {

namespace mu = kainjow::mustache;

mu::data convert(const Json& value) {
  switch (value.type()) {
    case Json::value_t::object: {
      mu::data object{mu::data::type::object};
      for (const auto& [key, item] : value.items()) object.set(key, convert(item));
      return object;
    }
    case Json::value_t::array: {
      mu::data list{mu::data::type::list};
      for (const auto& item : value) list.push_back(convert(item));
      return list;
    }
    case Json::value_t::boolean: return mu::data{value.get<bool>()};
    case Json::value_t::string: {
      const auto text = value.get<std::string>();
      return text.empty() ? mu::data{false} : mu::data{text};
    }
    case Json::value_t::null: return mu::data{false};
    default: return mu::data{value.dump()};
  }
}

}  // namespace

std::string render_template(std::string_view text, const Json& view,
                            const std::map<std::string, std::string>& partials) {
  mu::data data = convert(view);
  for (const auto& [name, partial] : partials) {
    data.set(name, mu::data{mu::partial{[partial] { return partial; }}});
  }
  mu::mustache page{std::string(text)};
  if (!page.is_valid())
    throw Error(ErrorCode::internal, "a template is not well formed: " + page.error_message());
  return page.render(data);
}

}  // namespace reeve
