# METADATA
# title: Account that nobody signs in with
# description: >-
#   An account that reaches customer data or something unclassified was not signed in with for at least as long as
#   data/thresholds.json says (inactive_days). An account that never was signed in with counts from its oldest
#   membership or grant. This is about the account; lifecycle/unused_entitlement is about one right of somebody who does
#   sign in. A disabled account is the right state, and an emergency account waits for its emergency. Where the source
#   does not tell the last sign-in, the account is not evaluable.
# schemas:
#   - input: schema.input.account
# custom:
#   severity: medium
#   grain: account
#   controls: [NIST 800-53 AC-2(3), PCI DSS 8.2.6, ISO 27001 A.5.18, SOC 2 CC6.2]
#   remediation: Disable the account; ask its owner whether anything still needs it.
#   handles_unknown: [account.kind, account.enabled, account.sign_in_band]
#   messages:
#     inactive: "Nobody has signed in with the account {account} for {band} days."
#     sign_in_unknown: "No source tells when somebody last signed in with the account {account}."
package reeve.rules.lifecycle.inactive_account

import data.reeve.lib.account
import data.reeve.lib.bands

violation contains {"code": "inactive", "params": {"band": input.account.sign_in_band}} if {
	in_scope
	input.account.sign_in_band != null
	not bands.below(input.account.sign_in_band, data.reeve.thresholds.inactive_days)
}

not_evaluable contains {"code": "sign_in_unknown", "params": {}} if {
	in_scope
	input.account.sign_in_band == null
}

in_scope if {
	account.matters
	not waits_for_an_emergency
}

waits_for_an_emergency if input.account.kind == "break_glass"
