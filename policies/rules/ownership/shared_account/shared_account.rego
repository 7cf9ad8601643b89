# METADATA
# title: Shared account that reaches customer data
# description: >-
#   What is done with a shared account cannot be told of anybody, so a shared account that reaches customer data or
#   something unclassified is reported, whoever answers for it. A disabled account is the right state. An emergency
#   account is none of these; neither is an account whose kind is not known: ownership/unowned_account asks who has it.
# schemas:
#   - input: schema.input.account
# custom:
#   severity: medium
#   grain: account
#   controls: [NIST 800-53 AC-2(9), NIST 800-53 AU-10, PCI DSS 8.2.2, ISO 27001 A.5.16, SOC 2 CC6.2]
#   remediation: Give each person a login of her own, then disable the shared account.
#   handles_unknown: [account.kind, account.enabled]
#   messages:
#     shared: "The account {account} is shared, so nobody can be told apart who uses it."
package reeve.rules.ownership.shared_account

import data.reeve.lib.account

violation contains {"code": "shared", "params": {}} if {
	input.account.kind == "shared"
	account.matters
}
