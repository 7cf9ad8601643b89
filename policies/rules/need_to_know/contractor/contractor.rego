# METADATA
# title: Customer data in the hands of a contractor, vendor or intern
# description: >-
#   data/contractors.json lists, for each kind of contract, which categories may be held and by which action, whatever
#   the job; what is not listed there may not be held. A kind of contract that the file does not list is not evaluable.
#   Latent access is not reported, because a path that a gate cuts gives nothing; neither is what PUBLIC gives
#   (exposure/public) and the bare right to grant (privilege/grant_option).
# schemas:
#   - input: schema.input.access
# custom:
#   severity: high
#   grain: access
#   controls: [NIST 800-53 AC-6, NIST 800-53 AC-2(j), PCI DSS 7.2.4, ISO 27001 A.5.15, SOC 2 CC6.3, "GDPR 32(1)(d)"]
#   remediation: Remove the access; let an employee do the work, or give a view without the customers' data.
#   handles_unknown: [access.usability]
#   messages:
#     beyond_contract: "{identity} has {entitlement}, but a contract of the kind {employment} does not allow {action} on {categories}."
#     employment_not_listed: "No list says what a contract of the kind {employment} may hold, so {entitlement} of {identity} could not be judged."
package reeve.rules.need_to_know.contractor

import data.reeve.lib.access

violation contains {"code": "beyond_contract", "params": {
	"employment": input.identity.employment,
	"action": input.access.action,
	"categories": categories,
}} if {
	access.exercisable
	limits := data.reeve.contractors[input.identity.employment]
	not limits.unrestricted
	categories := [category |
		some category in input.resource.categories
		not allowed(limits, category)
	]
	count(categories) > 0
}

not_evaluable contains {"code": "employment_not_listed", "params": {"employment": input.identity.employment}} if {
	access.exercisable
	not data.reeve.contractors[input.identity.employment]
}

allowed(limits, category) if input.access.action in limits.may[category]
