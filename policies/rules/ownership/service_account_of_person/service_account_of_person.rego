# METADATA
# title: Service account that a person uses
# description: >-
#   A service or machine account that reaches customer data or something unclassified is used by a person as the log
#   tells, belongs to one person as her own login, or can be acted as by a person's account. A person who only answers
#   for it is the right state. An account whose kind is not known counts as a service account where its source names
#   somebody who answers for it; otherwise ownership/unowned_account asks who has it. Where no log tells who uses it, it
#   is not evaluable. A disabled account is not reported.
# schemas:
#   - input: schema.input.account
# custom:
#   severity: high
#   grain: account
#   controls: [NIST 800-53 AC-2(9), NIST 800-53 AC-6, PCI DSS 8.6.1, PCI DSS 7.2.5, ISO 27001 A.5.16]
#   remediation: Give the person a login and a role of her own, and change the password or key of the service account.
#   handles_unknown: [account.kind, account.enabled, account.used_by]
#   messages:
#     used_by_person: "A person uses the service account {account}."
#     login_of_person: "The service account {account} is the login of {identity}."
#     person_may_act: "A person's account is a member of the service account {account}, so she can act as it."
#     use_unknown: "No log tells who uses the service account {account}."
package reeve.rules.ownership.service_account_of_person

import data.reeve.lib.account

violation contains {"code": "used_by_person", "params": {}} if {
	in_scope
	"person" in input.account.used_by
}

violation contains {"code": "login_of_person", "params": {}} if {
	in_scope
	input.account.owner_state == "correlated"
}

violation contains {"code": "person_may_act", "params": {}} if {
	in_scope
	input.account.person_may_act == true
}

not_evaluable contains {"code": "use_unknown", "params": {}} if {
	in_scope
	input.account.used_by == null
}

in_scope if {
	is_service
	account.matters
}

is_service if input.account.kind in {"service", "machine"}

is_service if {
	input.account.kind == null
	input.account.owner_state == "owned"
}
