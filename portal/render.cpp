#include "portal/render.h"

#include <kainjow/mustache.hpp>

#include "engine/core/embedded_files.h"

namespace reeve::portal {
namespace {

namespace mu = kainjow::mustache;

std::string template_text(const std::string& name) {
  return std::string(embedded_file("portal/templates/" + name + ".html"));
}

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

std::string render_page(const std::string& name, const Json& view) {
  mu::data data = convert(view);
  data.set("content", mu::data{mu::partial{[name] { return template_text(name); }}});
  data.set("case_form", mu::data{mu::partial{[] { return template_text("case_form"); }}});
  mu::mustache page{template_text("layout")};
  return page.render(data);
}

}  // namespace reeve::portal
