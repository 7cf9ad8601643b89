# METADATA
# title: Nested group that widens access
# description: >-
#   A group is a member of a group or role that reaches customer data, and brings at least the share of all people at
#   work that data/thresholds.json says (nested_share_percent). A group that was made for something else, such as all
#   staff, opens data to everybody who is ever put into it, and no review of the outer group shows them. PUBLIC is judged
#   by exposure/public. Where it is not known how many people are behind the group, it is not evaluable.
# schemas:
#   - input: schema.input.principal
# custom:
#   severity: medium
#   grain: principal
#   controls: [NIST 800-53 AC-6, PCI DSS 7.2.4, ISO 27001 A.5.15, SOC 2 CC6.3]
#   remediation: Take the nested group out, and put those in who need the data.
#   handles_unknown: [principal.nested_share]
#   messages:
#     wide: "A group with {share} percent of all people is a member of {principal}, which gives {categories}."
#     share_unknown: "How many people the groups in {principal} bring is not known."
package reeve.rules.exposure.nested_group

import data.reeve.lib.bands

violation contains {"code": "wide", "params": {"share": input.principal.nested_share}} if {
	in_scope
	input.principal.nested_share != null
	not bands.below(input.principal.nested_share, data.reeve.thresholds.nested_share_percent)
}

not_evaluable contains {"code": "share_unknown", "params": {}} if {
	in_scope
	input.principal.nested_share == null
}

in_scope if {
	input.principal.kind in {"group", "role"}
	count(input.principal.categories) > 0
}
