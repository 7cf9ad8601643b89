#include "cli/demo/names.h"

#include <array>

#include "engine/core/text.h"

namespace reeve::demo {
namespace {

constexpr std::array<std::string_view, 144> kGiven = {
    "Abena",   "Adriana", "Ailsa",    "Aiko",    "Akosua",   "Alvar",   "Amara",    "Amina",   "Anika",
    "Anouk",   "Arjun",   "Asel",     "Astrid",  "Ayşe",     "Basil",   "Beatriz",  "Bintou",  "Bojan",
    "Bruno",   "Camila",  "Carmen",   "Cecily",  "Chidi",    "Chiara",  "Ciarán",   "Clément", "Dalia",
    "Daniyar", "Darius",  "Deniz",    "Dilnoza", "Dorota",   "Ebba",    "Edda",     "Ekow",    "Elif",
    "Eluned",  "Emeka",   "Esther",   "Farah",   "Fatou",    "Felipe",  "Femi",     "Finn",    "Freya",
    "Gaël",    "Giulia",  "Goran",    "Hamid",   "Hana",     "Haruki",  "Hedda",    "Hélène",  "Henrik",
    "Ibrahim", "Ilse",    "Imani",    "Inès",    "Irena",    "Isabela", "Ivo",      "Jada",    "Jamal",
    "Jarek",   "Jiho",    "João",     "Jonas",   "Josefa",   "Kamala",  "Kasper",   "Katya",   "Kenji",
    "Kofi",    "Kwame",   "Laila",    "Lars",    "Leila",    "Lerato",  "Lien",     "Linus",   "Lucía",
    "Ludmila", "Maeve",   "Mahmoud",  "Malia",   "Marek",    "Marisol", "Mateo",    "Mei",     "Mila",
    "Minh",    "Mirja",   "Moana",    "Nadia",   "Naledi",   "Nasrin",  "Niamh",    "Nikhil",  "Noor",
    "Odile",   "Olumide", "Omar",     "Oona",    "Paloma",   "Pavel",   "Petra",    "Priya",   "Quentin",
    "Rafael",  "Ragnar",  "Rania",    "Ravi",    "Rosalind", "Ruben",   "Ruta",     "Sabine",  "Samir",
    "Sanne",   "Selam",   "Seo-yeon", "Sigrid",  "Sinéad",   "Soraya",  "Stellan",  "Sunita",  "Tamsin",
    "Tariq",   "Teodor",  "Thandiwe", "Tomás",   "Tove",     "Uzoma",   "Valentín", "Vera",    "Viktor",
    "Wanjiru", "Wiremu",  "Xavier",   "Yara",    "Yusuf",    "Zainab",  "Zoë",      "Zofia",   "Zuri",
};

constexpr std::array<std::string_view, 160> kFamily = {
    "Abara",     "Achterberg",  "Adeyemi",   "Aguilar",   "Ahlgren",    "Alvarenga", "Amankwah",
    "Anand",     "Arslan",      "Asante",    "Baptiste",  "Barros",     "Bekele",    "Bergqvist",
    "Bianchi",   "Blomqvist",   "Boateng",   "Borowski",  "Brännström", "Cabral",    "Castellan",
    "Cavallaro", "Chatterji",   "Cheung",    "Cisneros",  "Coetzee",    "Constant",  "Czarnecki",
    "Dahlberg",  "Danso",       "Delacroix", "Demirel",   "Devereux",   "Dhillon",   "Diallo",
    "Dlamini",   "Dorsey",      "Duval",     "Eastwick",  "Ekström",    "Elbaz",     "Eriksen",
    "Escudero",  "Fairweather", "Farouk",    "Ferreira",  "Fitzhugh",   "Fofana",    "Fujiwara",
    "Gallardo",  "Ganesan",     "Gebre",     "Ghosh",     "Giordano",   "Gyamfi",    "Haddad",
    "Halvorsen", "Harcourt",    "Hasegawa",  "Holloway",  "Horvat",     "Ibarra",    "Idowu",
    "Iglesias",  "Ishikawa",    "Jablonski", "Jelinek",   "Jimenez",    "Kaplan",    "Karimov",
    "Kato",      "Keane",       "Khoury",    "Kimathi",   "Kovač",      "Krishnan",  "Kruger",
    "Lachance",  "Laghari",     "Lindqvist", "Lombardo",  "Lopes",      "Lundgren",  "Mabaso",
    "Machado",   "Madaki",      "Malhotra",  "Marchetti", "Markovic",   "Mbatha",    "Mensah",
    "Mikkelsen", "Mokoena",     "Montoya",   "Moreau",    "Mwangi",     "Nakagawa",  "Navarrete",
    "Ndiaye",    "Nguyen",      "Nilsen",    "Novak",     "Nwosu",      "Nyambura",  "Oakley",
    "Obi",       "Odhiambo",    "Okonkwo",   "Olander",   "Onyango",    "Ortega",    "Osei",
    "Oyelaran",  "Parvizi",     "Paredes",   "Parmar",    "Pellegrini", "Pereira",   "Petrov",
    "Pham",      "Pritchard",   "Quispe",    "Rahimi",    "Ramaswamy",  "Rasmussen", "Renaud",
    "Rinaldi",   "Rojas",       "Rothwell",  "Sabharwal", "Sadiq",      "Salazar",   "Santoro",
    "Sato",      "Schreiber",   "Sedlak",    "Sesay",     "Shirazi",    "Silva",     "Sjöberg",
    "Skoglund",  "Soto",        "Sundaram",  "Szymański", "Takahashi",  "Tambo",     "Tavares",
    "Thornbury", "Tran",        "Tsegaye",   "Uchida",    "Vargas",     "Vermeulen", "Voss",
    "Waweru",    "Whitlock",    "Xhemali",   "Yamamoto",  "Yilmaz",     "Zielinski",
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> kPlain = {{
    {"á", "a"},
    {"ã", "a"},
    {"ä", "a"},
    {"ç", "c"},
    {"č", "c"},
    {"è", "e"},
    {"é", "e"},
    {"ë", "e"},
    {"í", "i"},
    {"ï", "i"},
    {"ń", "n"},
    {"ñ", "n"},
    {"ö", "o"},
    {"ş", "s"},
    {"ü", "u"},
    {"ó", "o"},
    {"-", ""},
}};

std::string plain(std::string text) {
  for (const auto& [special, replacement] : kPlain) {
    for (std::size_t at = text.find(special); at != std::string::npos; at = text.find(special, at)) {
      text.replace(at, special.size(), replacement);
    }
  }
  return lower_ascii(text);
}

}  // namespace

PersonName invent_name(Random& random) {
  const std::string given(random.pick(kGiven));
  const std::string family(random.pick(kFamily));
  return {given + " " + family, plain(given) + "." + plain(family)};
}

}  // namespace reeve::demo
