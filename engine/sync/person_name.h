// Names of people, made comparable.
#pragma once

#include <string>
#include <string_view>

namespace reeve {

// Lower case, without accents, punctuation or order: "Quist, Zoë-Ann" and "zoe ann QUIST" are "ann quist
// zoe". Letters outside Latin stay as they are.
std::string comparable_name(std::string_view name);

// The part of a login or e-mail address that stands for the person, in lower case: "NILE\\Ada.Quist" and
// "ada.quist@example.org" are "ada.quist".
std::string login_part(std::string_view login);

}  // namespace reeve
