# METADATA
# title: Customer data without a data owner
# description: >-
#   Nobody at work is named as the owner of the resource or of anything above it, so nobody can be asked who may have it.
#   Told once, of the highest resource under which nothing classified has an owner. What nobody classified needs an
#   owner too, and is not evaluable until it is known what it holds.
# schemas:
#   - input: schema.input.resource
# custom:
#   severity: low
#   grain: resource
#   controls: [ISO 27001 A.5.9, NIST 800-53 AC-2(j), SOC 2 CC6.3, "GDPR 32(1)(d)"]
#   remediation: Name the person in the source, or above it, who decides about access to this data.
#   handles_unknown: [resource.categories]
#   messages:
#     missing: "Nobody is named as the owner of the data in {resource}: {categories}."
#     owner_left: "The owner of the data in {resource} has left: {categories}."
#     unclassified: "Nobody at work owns {resource}, and nobody has decided what it holds."
package reeve.rules.ownership.no_data_owner

violation contains {"code": "missing", "params": {}} if {
	input.resource.owner_gap == "missing"
	carries_something
}

violation contains {"code": "owner_left", "params": {}} if {
	input.resource.owner_gap == "left"
	carries_something
}

not_evaluable contains {"code": "unclassified", "params": {}} if {
	input.resource.owner_gap in {"missing", "left"}
	input.resource.categories == null
}

carries_something if {
	input.resource.categories != null
	input.resource.categories != []
}
