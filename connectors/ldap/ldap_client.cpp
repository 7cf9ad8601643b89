#include "connectors/ldap/ldap_client.h"

#include <ldap.h>
#include <sasl/sasl.h>

#include <algorithm>
#include <cctype>

#include "connectors/ldap/ldap_client_ber.h"
#include "engine/core/error.h"
#include "engine/core/text.h"

namespace reeve::ldap {
namespace {

struct FreeMessage {
  void operator()(LDAPMessage* message) const { ldap_msgfree(message); }
};
using Message = std::unique_ptr<LDAPMessage, FreeMessage>;

struct FreeControls {
  void operator()(LDAPControl** controls) const { ldap_controls_free(controls); }
};
using Controls = std::unique_ptr<LDAPControl*, FreeControls>;

struct FreeMemory {
  void operator()(char* text) const { ldap_memfree(text); }
};
using Text = std::unique_ptr<char, FreeMemory>;

// Active Directory may end a page early, with nothing on it; a server that does nothing else never ends.
constexpr int kMostEmptyPages = 1000;

constexpr int kLdapScopes[] = {LDAP_SCOPE_BASE, LDAP_SCOPE_ONELEVEL, LDAP_SCOPE_SUBTREE};

std::string one_line(std::string text) {
  std::ranges::replace_if(
      text, [](unsigned char c) { return std::iscntrl(c) != 0; }, ' ');
  return std::string{trim(printable_utf8(text))};
}

bool is_lost(int code) {
  return code == LDAP_SERVER_DOWN || code == LDAP_CONNECT_ERROR || code == LDAP_TIMEOUT ||
         code == LDAP_UNAVAILABLE || code == LDAP_DECODING_ERROR || code == LDAP_LOCAL_ERROR;
}

std::string words_for(int code, const std::string& detail) {
  std::string words = lower_ascii(ldap_err2string(code));
  if (code == LDAP_SIZELIMIT_EXCEEDED || code == LDAP_ADMINLIMIT_EXCEEDED) {
    words += ": the server gives this account no more entries; raise its size limit";
  } else if (code == LDAP_TIMELIMIT_EXCEEDED) {
    words += ": the server gives this account no more time; raise its time limit";
  }
  return detail.empty() ? words : words + " (" + detail + ")";
}

// A ticket of Kerberos answers every question; there is nothing to ask a person.
int answer_nothing(LDAP*, unsigned, void*, void* questions) {
  for (auto* each = static_cast<sasl_interact_t*>(questions); each->id != SASL_CB_LIST_END; ++each) {
    each->result = each->defresult != nullptr ? each->defresult : "";
    each->len = 0;
  }
  return LDAP_SUCCESS;
}

// Everything of one answer that is not a value.
struct Result {
  int code = LDAP_SUCCESS;
  std::string words;
  std::vector<std::string> referrals;
  Controls controls;
};

std::vector<std::string> take_texts(char** texts) {
  std::vector<std::string> out;
  for (char** each = texts; each != nullptr && *each != nullptr; ++each) out.emplace_back(*each);
  if (texts != nullptr) ldap_memvfree(reinterpret_cast<void**>(texts));
  return out;
}

Entry entry_from(LDAP* ld, LDAPMessage* message) {
  Entry entry;
  BerElement* ber = nullptr;
  berval dn{};
  if (ldap_get_dn_ber(ld, message, &ber, &dn) == LDAP_SUCCESS) {
    entry.dn.assign(dn.bv_val, dn.bv_len);
    berval name{};
    berval* values = nullptr;
    // The values lie in the message; only the list of them is ours to free.
    while (ldap_get_attribute_ber(ld, message, ber, &name, &values) == LDAP_SUCCESS &&
           name.bv_val != nullptr) {
      Attribute& attribute = entry.attributes.emplace_back();
      attribute.name = lower_ascii({name.bv_val, name.bv_len});
      for (berval* each = values; each != nullptr && each->bv_val != nullptr; ++each) {
        attribute.values.emplace_back(each->bv_val, each->bv_len);
      }
      ber_memfree(values);
      values = nullptr;
    }
  }
  ber_free(ber, 0);
  return entry;
}

}  // namespace

struct Client::State {
  explicit State(ConnectionOptions given) : options{std::move(given)} {}
  ~State() { close(); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  ConnectionOptions options;
  LDAP* ld = nullptr;

  void close() {
    if (ld != nullptr) ldap_unbind_ext_s(ld, nullptr, nullptr);
    ld = nullptr;
  }

  void set(int option, const void* value) const { ldap_set_option(ld, option, value); }
  void set(int option, int value) const { ldap_set_option(ld, option, &value); }

  std::string server_words() const {
    char* words = nullptr;
    ldap_get_option(ld, LDAP_OPT_DIAGNOSTIC_MESSAGE, &words);
    const Text owned{words};
    return words == nullptr ? "" : one_line(words);
  }

  [[noreturn]] void refuse(const std::string& what, int code) const {
    throw Error{ErrorCode::source, what + " `" + options.url + "`: " + words_for(code, server_words())};
  }

  void connect() {
    close();
    int code = ldap_initialize(&ld, options.url.c_str());
    if (code != LDAP_SUCCESS) refuse("cannot use the address", code);
    set(LDAP_OPT_PROTOCOL_VERSION, LDAP_VERSION3);
    set(LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
    set(LDAP_OPT_RESTART, LDAP_OPT_ON);
    set(LDAP_OPT_X_SASL_NOCANON, LDAP_OPT_ON);
    const timeval timeout{.tv_sec = options.timeout_seconds, .tv_usec = 0};
    set(LDAP_OPT_NETWORK_TIMEOUT, &timeout);
    set(LDAP_OPT_TIMEOUT, &timeout);
    if (options.tls != Tls::none) prepare_tls();
    if (options.tls == Tls::start) {
      code = ldap_start_tls_s(ld, nullptr, nullptr);
      if (code != LDAP_SUCCESS) refuse("no StartTLS with", code);
    }
    code = sign_in();
    if (code != LDAP_SUCCESS) refuse("cannot sign in to", code);
  }

  // All of it is set here, so that no ldap.conf or variable of the environment can switch a check off.
  void prepare_tls() const {
    set(LDAP_OPT_X_TLS_REQUIRE_CERT, LDAP_OPT_X_TLS_DEMAND);
    set(LDAP_OPT_X_TLS_REQUIRE_SAN, LDAP_OPT_X_TLS_TRY);
    set(LDAP_OPT_X_TLS_PROTOCOL_MIN, LDAP_OPT_X_TLS_PROTOCOL_TLS1_2);
    const char* const machine = "/etc/ssl/certs/ca-certificates.crt";
    set(LDAP_OPT_X_TLS_CACERTFILE, options.ca_file.empty() ? machine : options.ca_file.c_str());
    if (!options.certificate_file.empty()) {
      set(LDAP_OPT_X_TLS_CERTFILE, options.certificate_file.c_str());
      set(LDAP_OPT_X_TLS_KEYFILE, options.key_file.c_str());
    }
    const int as_client = 0;
    const int code = ldap_set_option(ld, LDAP_OPT_X_TLS_NEWCTX, &as_client);
    if (code != LDAP_SUCCESS) {
      throw Error{ErrorCode::source,
                  "cannot use the certificates for `" + options.url +
                      "`; are `ca_file`, `certificate_file` and `key_file` readable PEM files?"};
    }
  }

  int sign_in() const {
    if (options.bind == Bind::gssapi) {
      return ldap_sasl_interactive_bind_s(ld, nullptr, "GSSAPI", nullptr, nullptr, LDAP_SASL_QUIET,
                                          answer_nothing, nullptr);
    }
    // An empty answer at once, where `external` asks for none: without it the server would ask first.
    std::string secret = options.bind == Bind::simple ? options.password : "";
    const berval credentials{.bv_len = secret.size(), .bv_val = secret.data()};
    const std::string dn = options.bind == Bind::simple ? options.bind_dn : "";
    return ldap_sasl_bind_s(ld, dn.c_str(), options.bind == Bind::external ? "EXTERNAL" : LDAP_SASL_SIMPLE,
                            const_cast<berval*>(&credentials), nullptr, nullptr, nullptr);
  }

  // Sends one search; -1 and `code` where that fails.
  int send(const Search& search, std::vector<LDAPControl*> controls, int& code) const {
    std::vector<char*> names;
    for (const std::string& name : search.attributes) names.push_back(const_cast<char*>(name.c_str()));
    names.push_back(nullptr);
    Controls extended;
    if (search.guid_in_names) {
      extended = guid_in_names();
      controls.push_back(*extended);
    }
    controls.push_back(nullptr);
    int id = -1;
    code = ldap_search_ext(ld, search.base.c_str(), kLdapScopes[static_cast<int>(search.scope)],
                           search.filter.c_str(), names.data(), 0, controls.data(), nullptr, nullptr,
                           LDAP_NO_LIMIT, &id);
    return code == LDAP_SUCCESS ? id : -1;
  }

  static Controls one_control(const char* oid, bool critical, std::string value) {
    berval bytes{.bv_len = value.size(), .bv_val = value.data()};
    auto** const list = static_cast<LDAPControl**>(ber_memcalloc(2, sizeof(LDAPControl*)));
    ldap_control_create(oid, critical ? 1 : 0, &bytes, 1, list);
    return Controls{list};
  }
  static Controls guid_in_names() {
    return one_control(LDAP_CONTROL_X_EXTENDED_DN, true, extended_names_value());
  }

  // The answers of one request, in order, until its result. `lost` where nothing comes any more.
  Result answers(int id, const std::stop_token& stop, Outcome& outcome,
                 const std::function<void(LDAPMessage*)>& on_entry,
                 const std::function<void(LDAPMessage*)>& on_intermediate) const {
    timeval patience{.tv_sec = options.timeout_seconds, .tv_usec = 0};
    while (true) {
      if (stop.stop_requested()) {
        ldap_abandon_ext(ld, id, nullptr, nullptr);
        outcome.problem = "the read was stopped before its end";
        return {.code = LDAP_USER_CANCELLED};
      }
      LDAPMessage* raw = nullptr;
      timeval left = patience;
      const int kind = ldap_result(ld, id, LDAP_MSG_ONE, &left, &raw);
      const Message message{raw};
      if (kind <= 0) return no_answer(id, kind);
      if (kind == LDAP_RES_SEARCH_ENTRY) {
        on_entry(raw);
      } else if (kind == LDAP_RES_SEARCH_REFERENCE) {
        add_references(raw, outcome);
      } else if (kind == LDAP_RES_INTERMEDIATE) {
        if (on_intermediate) on_intermediate(raw);
      } else {
        return result_of(raw);
      }
    }
  }

  Result no_answer(int id, int kind) const {
    if (kind == 0) {
      ldap_abandon_ext(ld, id, nullptr, nullptr);
      return {.code = LDAP_TIMEOUT,
              .words =
                  "the server did not answer within " + std::to_string(options.timeout_seconds) + " seconds"};
    }
    int code = LDAP_SERVER_DOWN;
    ldap_get_option(ld, LDAP_OPT_RESULT_CODE, &code);
    return {.code = code == LDAP_SUCCESS ? LDAP_SERVER_DOWN : code, .words = server_words()};
  }

  void add_references(LDAPMessage* message, Outcome& outcome) const {
    char** urls = nullptr;
    if (ldap_parse_reference(ld, message, &urls, nullptr, 0) != LDAP_SUCCESS) return;
    const std::vector<std::string> all = take_texts(urls);
    // Several addresses of one reference are ways to the same place.
    if (!all.empty()) outcome.referrals.push_back(one_line(all.front()));
  }

  Result result_of(LDAPMessage* message) const {
    Result result;
    char* words = nullptr;
    char** referrals = nullptr;
    LDAPControl** controls = nullptr;
    const int parsed =
        ldap_parse_result(ld, message, &result.code, nullptr, &words, &referrals, &controls, 0);
    if (parsed != LDAP_SUCCESS) result.code = parsed;
    const Text owned{words};
    if (words != nullptr) result.words = one_line(words);
    result.referrals = take_texts(referrals);
    result.controls.reset(controls);
    return result;
  }

  static void conclude(const Result& result, Outcome& outcome) {
    if (result.code == LDAP_SUCCESS || result.code == LDAP_USER_CANCELLED) return;
    if (result.code == LDAP_REFERRAL && !result.referrals.empty()) {
      outcome.referrals.push_back(one_line(result.referrals.front()));
      return;
    }
    outcome.problem = words_for(result.code, result.words);
    outcome.lost = is_lost(result.code);
  }
};

Client::Client(ConnectionOptions options) : state_{std::make_unique<State>(std::move(options))} {
  state_->connect();
}

Client::~Client() = default;

std::string Client::reconnect() try {
  state_->connect();
  return {};
} catch (const Error& error) {
  return error.message();
}

Outcome Client::search(const Search& search, const std::stop_token& stop,
                       const std::function<void(Entry&)>& visit) {
  Outcome outcome;
  std::string cookie;
  int empty_pages = 0;
  const bool paged = search.paged && search.scope != Scope::base;
  do {
    Controls page;
    std::vector<LDAPControl*> controls;
    if (paged) {
      page =
          State::one_control(LDAP_CONTROL_PAGEDRESULTS, true, page_value(state_->options.page_size, cookie));
      controls.push_back(*page);
    }
    Result result;
    const int id = state_->send(search, std::move(controls), result.code);
    std::size_t entries = 0;
    if (id >= 0) {
      const auto on_entry = [&](LDAPMessage* message) {
        ++entries;
        Entry entry = entry_from(state_->ld, message);
        visit(entry);
      };
      result = state_->answers(id, stop, outcome, on_entry, {});
    }
    if (search.scope == Scope::base && result.code == LDAP_NO_SUCH_OBJECT) return outcome;
    State::conclude(result, outcome);
    if (entries == 0 && ++empty_pages > kMostEmptyPages && outcome.whole()) {
      outcome.problem = "the server gave " + std::to_string(empty_pages) + " empty pages and no end";
    }
    cookie = paged && outcome.whole() ? page_cookie(result.controls.get()) : "";
  } while (!cookie.empty());
  return outcome;
}

Changes Client::changes(const Search& search, const std::string& cookie, const std::stop_token& stop,
                        const std::function<void(const Change&)>& visit) {
  Changes changes;
  const Controls sync = State::one_control(LDAP_CONTROL_SYNC, true, sync_value(cookie));
  Result result;
  const int id = state_->send(search, {*sync}, result.code);
  if (id >= 0) {
    const auto on_entry = [&](LDAPMessage* message) {
      LDAPControl** raw = nullptr;
      ldap_get_entry_controls(state_->ld, message, &raw);
      const Controls controls{raw};
      Change change = change_from(raw);
      if (change.kind == Change::Kind::stored) change.entry = entry_from(state_->ld, message);
      visit(change);
    };
    const auto on_intermediate = [&](LDAPMessage* message) {
      for (const Change& change : changes_from(state_->ld, message)) visit(change);
    };
    result = state_->answers(id, stop, changes, on_entry, on_intermediate);
  }
  State::conclude(result, changes);
  read_sync_done(result.controls.get(), changes);
  return changes;
}

Client::Modified Client::modify(const std::string& dn, const std::string& attribute, const std::string& value,
                                Modification modification) {
  std::string name = attribute;
  std::string bytes = value;
  berval one{.bv_len = bytes.size(), .bv_val = bytes.data()};
  berval* values[] = {&one, nullptr};
  LDAPMod change{};
  change.mod_op = (modification == Modification::add ? LDAP_MOD_ADD : LDAP_MOD_DELETE) | LDAP_MOD_BVALUES;
  change.mod_type = name.data();
  change.mod_vals.modv_bvals = values;
  LDAPMod* changes[] = {&change, nullptr};
  int id = -1;
  const int sent = ldap_modify_ext(state_->ld, dn.c_str(), changes, nullptr, nullptr, &id);
  if (sent != LDAP_SUCCESS) return {words_for(sent, state_->server_words()), is_lost(sent)};
  Outcome outcome;
  const Result result = state_->answers(id, {}, outcome, [](LDAPMessage*) {}, {});
  if (result.code == LDAP_SUCCESS) return {};
  std::string words = words_for(result.code, result.words);
  if (!result.referrals.empty()) words += "; it sends on to `" + one_line(result.referrals.front()) + "`";
  return {std::move(words), is_lost(result.code)};
}

}  // namespace reeve::ldap
