# METADATA
# title: Group or role that nobody answers for
# description: >-
#   A group or role reaches customer data or something unclassified, and its source names nobody at HR who answers for
#   it, so nobody can be asked who belongs into it. Many databases have no place to write that down: the owner can be
#   told in a file of facts, or the rule be switched off by name.
# schemas:
#   - input: schema.input.principal
# custom:
#   severity: low
#   grain: principal
#   controls: [NIST 800-53 AC-2(j), ISO 27001 A.5.9, ISO 27001 A.5.18, SOC 2 CC6.3]
#   remediation: Name the person in the source who decides about its members.
#   handles_unknown: []
#   messages:
#     no_owner: "Nobody answers for {principal}, which gives {categories}."
#     no_owner_unclassified: "Nobody answers for {principal}, which gives something that nobody has classified."
package reeve.rules.ownership.no_group_owner

violation contains {"code": "no_owner", "params": {}} if {
	in_scope
	count(input.principal.categories) > 0
}

violation contains {"code": "no_owner_unclassified", "params": {}} if {
	in_scope
	count(input.principal.categories) == 0
	input.principal.reaches_undecided == true
}

in_scope if {
	input.principal.kind in {"group", "role"}
	not input.principal.has_owner
}
