# METADATA
# title: View that shows what its readers may not read
# description: >-
#   A view or routine reads with the rights of its owner and shows a category to somebody at work who does not reach what
#   it shows by any way of her own. That may be what it was made for; then somebody has to have decided so, and a waiver
#   says who. Views that read with the reader's rights show nothing new, and copies are judged where they are.
# schemas:
#   - input: schema.input.resource
# custom:
#   severity: medium
#   grain: resource
#   controls: [NIST 800-53 AC-6, NIST 800-53 AC-4, ISO 27001 A.5.15, ISO 27001 A.8.2, "GDPR 32(1)(d)"]
#   remediation: Let the view read with the rights of its reader, leave the column out, or accept it by a waiver.
#   handles_unknown: []
#   messages:
#     leak: "{resource} shows {categories} with its owner's rights to people who could not read that themselves."
package reeve.rules.exposure.definer_view

violation contains {"code": "leak", "params": {"categories": input.resource.definer_leaks}} if {
	count(input.resource.definer_leaks) > 0
}
