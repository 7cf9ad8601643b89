// Every file and every column, declared once: reading, checking and docs/formats/facts.md follow this table.
#include "connectors/row_cells.h"
#include "connectors/row_mapping.h"

namespace reeve {
namespace {

template <auto Member>
RowColumn column(std::string_view name, RowNeed need, std::string_view about) {
  using Value = typename RowMember<Member>::Value;
  return {name, need, cell_values<Value>, read_member<Member>, about};
}

template <class F>
Fact blank() {
  return F{};
}

// Only what is no account; accounts have a file of their own.
std::string principal_kinds() { return "group, role, public"; }
bool read_principal_kind(std::string_view cell, Fact& fact) {
  auto& kind = std::get<PrincipalFact>(fact).kind;
  return read_cell(cell, kind) && kind != PrincipalKind::account;
}

// Who owns a thing or is superuser has what is below it, too, where the source does not tell otherwise. The
// column `covers_descendants` stands after this one, so that what it says wins.
bool read_grant_kind(std::string_view cell, Fact& fact) {
  auto& grant = std::get<GrantFact>(fact);
  if (!read_cell(cell, grant.kind)) return false;
  grant.covers_descendants = grant.kind == GrantKind::ownership || grant.kind == GrantKind::superuser;
  return true;
}

constexpr auto kKey = RowNeed::key;
constexpr auto kRequired = RowNeed::required;
constexpr auto kOptional = RowNeed::optional;

RowFormat identities() {
  using F = IdentityFact;
  return {
      "identities",
      Section::identity,
      blank<F>,
      {column<&F::key>("key", kKey, "the person's id in this source"),
       column<&F::display_name>("display_name", kOptional, "name, for people"),
       column<&F::employment>("employment", kOptional, "kind of contract"),
       column<&F::status>("status", kOptional, "what HR says about the person now"),
       column<&F::job>("job", kOptional, "job title, as in the authorisation matrix"),
       column<&F::department>("department", kOptional, "department"),
       column<&F::region>("region", kOptional, "region in which the person works"),
       column<&F::manager_key>("manager", kOptional, "key of the manager in this file"),
       column<&F::employee_number>("employee_number", kOptional, "for finding the person's accounts"),
       column<&F::email>("email", kOptional, "for finding the person's accounts, and for mail"),
       column<&F::start>("start", kOptional, "first day of work"),
       column<&F::end>("end", kOptional, "first moment after work ended or will end; `never` = none planned"),
       column<&F::job_since>("job_since", kOptional, "since when the person has this job")}};
}

RowFormat accounts() {
  using F = PrincipalFact;
  return {
      "accounts",
      Section::account,
      blank<F>,
      {column<&F::key>("key", kKey, "the login; accounts and principals share one key space"),
       column<&F::second_key>("second_key", kOptional,
                              "a second id of the source, so that a re-creation is noticed"),
       column<&F::display_name>("display_name", kOptional, "name, for people"),
       column<&F::owner_key>("owner", kOptional,
                             "identity key (of any source) or e-mail of who answers for it"),
       column<&F::account_kind>("account_kind", kOptional, "what the account is for"),
       column<&F::enabled>("enabled", kOptional, "can sign in"),
       column<&F::last_sign_in>("last_sign_in", kOptional, "`never` = told, and there was none"),
       column<&F::valid_until>("valid_until", kOptional, "the login ends then"),
       column<&F::employee_number>("employee_number", kOptional, "what the source says about whose it is"),
       column<&F::email>("email", kOptional, "what the source says about whose it is"),
       column<&F::person_name>("person_name", kOptional, "what the source says about whose it is")}};
}

RowFormat principals() {
  using F = PrincipalFact;
  return {
      "principals",
      Section::principal,
      blank<F>,
      {column<&F::key>("key", kKey, "the group's or role's id; accounts and principals share one key space"),
       column<&F::second_key>("second_key", kOptional,
                              "a second id of the source, so that a re-creation is noticed"),
       column<&F::display_name>("display_name", kOptional, "name, for people"),
       {"kind", kRequired, principal_kinds, read_principal_kind, "what it is; `public` is everybody"},
       column<&F::owner_key>("owner", kOptional,
                             "identity key (of any source) or e-mail of who answers for it"),
       column<&F::is_private>("is_private", kOptional, "a group whose name must not be shown")}};
}

RowFormat memberships() {
  using F = MembershipFact;
  return {
      "memberships",
      Section::membership,
      blank<F>,
      {column<&F::member_key>("member", kKey, "key of the account or principal that is in it"),
       column<&F::container_key>("container", kKey, "key of the group or role"),
       column<&F::grantor_key>("grantor", kOptional, "who granted it"),
       column<&F::inherited>("inherited", kOptional,
                             "the member has the container's rights at once; default yes"),
       column<&F::assumable>("assumable", kOptional, "the member may act as the container; default no"),
       column<&F::administer>("administer", kOptional, "the member may add members; default no"),
       column<&F::granted_at>("granted_at", kOptional, "since when"),
       column<&F::valid_until>("valid_until", kOptional,
                               "first moment at which it does not hold any more; `never` = without end")}};
}

RowFormat resources() {
  using F = ResourceFact;
  return {"resources",
          Section::resource,
          blank<F>,
          {column<&F::key>("key", kKey, "its id in this source"),
           column<&F::second_key>("second_key", kOptional,
                                  "a second id of the source, so that a re-creation is noticed"),
           column<&F::parent_key>("parent", kOptional, "key of what it is part of; empty = of nothing"),
           column<&F::display_name>("display_name", kOptional, "name, for people"),
           column<&F::kind>("kind", kOptional, "what it is; default other"),
           column<&F::owner_key>("owner", kOptional, "key of the principal that owns it technically"),
           column<&F::steward_key>("steward", kOptional,
                                   "identity key or e-mail of who decides about access to it"),
           column<&F::region>("region", kOptional, "region whose customers the data is about"),
           column<&F::environment>("environment", kOptional, "production, test and so on"),
           column<&F::labels>("labels", kOptional, "`category:customer_email`, `category:none` and others")}};
}

RowFormat lineage() {
  using F = LineageFact;
  return {
      "lineage",
      Section::lineage,
      blank<F>,
      {column<&F::exposing_key>("exposing", kKey, "key of the view, routine or copy"),
       column<&F::exposed_key>("exposed", kKey, "key of the resource whose content it shows"),
       column<&F::reader_key>("reader", kOptional,
                              "key of the principal whose rights are used under `definer`"),
       column<&F::mode>(
           "mode", kOptional,
           "with whose rights it reads: its definer's, those of whoever acts, none because it is a copy, or "
           "those of what reads it (the definer of the view around, or else whoever acts); default definer"),
       column<&F::privilege>("privilege", kOptional, "what the reader needs on the exposed resource")}};
}

RowFormat grants() {
  using F = GrantFact;
  return {
      "grants",
      Section::grant,
      blank<F>,
      {column<&F::principal_key>("principal", kKey, "key of who holds it"),
       column<&F::resource_key>("resource", kKey, "key of what it is on"),
       column<&F::privilege>("privilege", kKey, "the source's word for the right, such as SELECT"),
       {"kind", kOptional, cell_values<GrantKind>, read_grant_kind, "where it comes from; default acl"},
       column<&F::grantor_key>("grantor", kOptional, "who granted it"),
       column<&F::action>("action", kOptional, "the right in Reeve's words; default other"),
       column<&F::grant_option>("grant_option", kOptional, "may pass it on; default no"),
       column<&F::option_only>("option_only", kOptional, "may pass it on, but does not hold it; default no"),
       column<&F::covers_descendants>("covers_descendants", kOptional,
                                      "holds on everything below the resource too; default yes for "
                                      "ownership and superuser, else no"),
       column<&F::personal>("personal", kOptional, "not passed on to members by inheritance; default no"),
       column<&F::granted_at>("granted_at", kOptional, "since when"),
       column<&F::valid_until>("valid_until", kOptional,
                               "first moment at which it does not hold any more; `never` = without end")}};
}

RowFormat gates() {
  using F = GateFact;
  return {
      "gates",
      Section::gate,
      blank<F>,
      {column<&F::resource_key>("resource", kKey,
                                "nothing at or below it is usable without the privilege on it"),
       column<&F::privilege>("privilege", kKey, "the privilege; ordinary grants give it"),
       column<&F::check>("check", kOptional,
                         "who needs it: the role acted as, or the account that signed in; default acting")}};
}

RowFormat usage() {
  using F = UsageFact;
  return {
      "usage",
      Section::usage,
      blank<F>,
      {column<&F::principal_key>("principal", kKey, "key of who used it"),
       column<&F::resource_key>("resource", kKey, "key of what was used"),
       column<&F::privilege>("privilege", kOptional, "with which privilege; empty = any"),
       column<&F::last_used>("last_used", kOptional, "`never` = the log covers the time and shows no use"),
       column<&F::observed_from>("observed_from", kOptional, "since when the log tells"),
       column<&F::observed_to>("observed_to", kOptional, "until when the log tells"),
       column<&F::attribution>("attribution", kOptional, "whether the use is one person's or shared")}};
}

RowFormat approvals() {
  using F = ApprovalFact;
  return {"approvals",
          Section::approval,
          blank<F>,
          {column<&F::subject_key>("subject", kKey, "identity key, employee number or account key"),
           column<&F::target_key>("target", kKey, "key of the resource, group or role"),
           column<&F::privilege>("privilege", kOptional, "for which privilege; empty = any"),
           column<&F::request>("request", kRequired, "reference of the request"),
           column<&F::approver_key>("approver", kOptional, "who approved"),
           column<&F::purpose>("purpose", kOptional, "for what"),
           column<&F::from>("from", kOptional, "since when"),
           column<&F::until>("until", kOptional,
                             "first moment at which it does not hold any more; `never` = without end")}};
}

}  // namespace

std::span<const RowFormat> row_formats() {
  static const std::vector<RowFormat> kFormats{identities(), accounts(), principals(), memberships(),
                                               resources(),  lineage(),  grants(),     gates(),
                                               usage(),      approvals()};
  return kFormats;
}

}  // namespace reeve
