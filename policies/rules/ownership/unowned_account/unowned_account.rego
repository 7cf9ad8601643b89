# METADATA
# title: Account that nobody at work answers for
# description: >-
#   An account that reaches customer data or something unclassified belongs to nobody (uncorrelated), may belong to
#   several people (ambiguous), belongs to somebody who has left (orphaned), or is a service, machine, shared or
#   emergency account without an owner. A disabled account is the right state and is not reported; one of which that is
#   not known is. Gates are not asked: an orphaned account that can sign in is a finding even where a gate stands before
#   the data today, and even where its owner's access is reported by lifecycle/leaver too.
# schemas:
#   - input: schema.input.account
# custom:
#   severity: high
#   grain: account
#   controls: [NIST 800-53 AC-2(3), NIST 800-53 AC-2(j), PCI DSS 7.2.5.1, ISO 27001 A.5.18, SOC 2 CC6.2, NIS2 2024/2690 11.2]
#   remediation: Name the person who answers for the account, or disable it.
#   handles_unknown: [account.kind, account.enabled, account.owner_status, account.owner_end_state]
#   messages:
#     uncorrelated: "The account {account} belongs to nobody that HR knows."
#     ambiguous: "The account {account} may belong to several people; somebody has to decide whose it is."
#     orphaned: "The account {account} belongs to somebody who has left."
#     service_without_owner: "Nobody answers for the service account {account}."
#     shared_without_owner: "Nobody answers for the shared account {account}."
#     break_glass_without_owner: "Nobody answers for the emergency account {account}."
#     owner_rejected: "The record of the person who may own the account {account} could not be read."
#     owner_status_unknown: "Whether the owner of the account {account} still works here is not known."
package reeve.rules.ownership.unowned_account

import data.reeve.lib.account
import data.reeve.lib.person

violation contains {"code": "uncorrelated", "params": {}} if {
	in_scope
	without_owner
	not input.account.kind in {"service", "machine", "shared", "break_glass"}
}

violation contains {"code": "ambiguous", "params": {}} if {
	in_scope
	input.account.owner_state == "ambiguous"
}

violation contains {"code": "orphaned", "params": {}} if {
	in_scope
	has_owner
	person.left(input.account.owner_status, input.account.owner_end_state)
}

violation contains {"code": "service_without_owner", "params": {}} if {
	in_scope
	without_owner
	input.account.kind in {"service", "machine"}
}

violation contains {"code": "shared_without_owner", "params": {}} if {
	in_scope
	without_owner
	input.account.kind == "shared"
}

violation contains {"code": "break_glass_without_owner", "params": {}} if {
	in_scope
	without_owner
	input.account.kind == "break_glass"
}

not_evaluable contains {"code": "owner_rejected", "params": {}} if {
	in_scope
	input.account.owner_state == "blocked"
}

not_evaluable contains {"code": "owner_status_unknown", "params": {}} if {
	in_scope
	has_owner
	not person.left(input.account.owner_status, input.account.owner_end_state)
	not person.still_here(input.account.owner_status, input.account.owner_end_state)
}

in_scope if account.matters

has_owner if input.account.owner_state in {"correlated", "owned"}

# Whatever else the state may be, it is not an owner.
without_owner if {
	not has_owner
	not input.account.owner_state in {"ambiguous", "blocked"}
}
