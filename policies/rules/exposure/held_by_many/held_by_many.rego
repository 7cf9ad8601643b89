# METADATA
# title: Customer data that too many people reach
# description: >-
#   More than the share of all people at work that data/thresholds.json allows (holder_share_percent, by category)
#   reach the resource, now or after assuming a role; latent access does not count, because it reaches nothing. Where
#   everybody has a right through PUBLIC the share says nothing, and exposure/public judges. A resource under every
#   limit is fine whatever it holds; one above some limit that nobody classified is not evaluable.
# schemas:
#   - input: schema.input.resource
# custom:
#   severity: high
#   grain: resource
#   controls: [NIST 800-53 AC-6, PCI DSS 7.2.4, ISO 27001 A.5.15, SOC 2 CC6.3, "GDPR 32(1)(d)"]
#   remediation: Split the role that opens it, so that only those who need the data keep it.
#   handles_unknown: [resource.categories, resource.holder_share]
#   messages:
#     held_by_many: "{share} percent of all people reach {resource} ({categories}); the limit is {limit} percent."
#     share_unknown: "How many people reach {resource} is not known."
#     many_unclassified: "{share} percent of all people reach {resource}, and nobody has decided what it holds."
package reeve.rules.exposure.held_by_many

violation contains {"code": "held_by_many", "params": {
	"share": input.resource.holder_share,
	"limit": limit,
}} if {
	not public_judges
	input.resource.holder_share != null
	input.resource.categories != null
	limit := min([limit_of(category) | some category in input.resource.categories])
	input.resource.holder_share > limit
}

not_evaluable contains {"code": "share_unknown", "params": {}} if {
	not public_judges
	input.resource.holder_share == null
	not carries_nothing
}

not_evaluable contains {"code": "many_unclassified", "params": {"share": input.resource.holder_share}} if {
	not public_judges
	input.resource.holder_share != null
	input.resource.categories == null
	input.resource.holder_share > min([limit | some limit in all_limits])
}

# A right that is neither reading nor changing anything does not explain a high share.
public_judges if {
	some action in input.resource.public_actions
	action != "other"
}

carries_nothing if {
	input.resource.categories != null
	count(input.resource.categories) == 0
}

limit_of(category) := object.get(
	data.reeve.thresholds.holder_share_percent.by_category,
	category,
	data.reeve.thresholds.holder_share_percent["default"],
)

all_limits := {limit | some limit in data.reeve.thresholds.holder_share_percent.by_category} | {data.reeve.thresholds.holder_share_percent["default"]}
