# METADATA
# title: Customer data that everybody reaches
# description: >-
#   A right on the resource is given to PUBLIC, and the resource or what it holds carries a category. Reported once, at
#   the resource, not for each person. Gates are not asked: whoever is let through one later has the data at once. A
#   right of PUBLIC on something unclassified is not evaluable.
# schemas:
#   - input: schema.input.resource
# custom:
#   severity: critical
#   grain: resource
#   controls: [NIST 800-53 AC-6, PCI DSS 7.2.4, ISO 27001 A.5.15, SOC 2 CC6.3, "GDPR 32(1)(d)"]
#   remediation: Revoke the right from PUBLIC; give it to the roles that need it.
#   handles_unknown: [resource.categories]
#   messages:
#     public: "Everybody may {actions} on {resource}: {categories}."
#     public_unclassified: "Everybody may {actions} on {resource}, and nobody has decided what it holds."
package reeve.rules.exposure.public

violation contains {"code": "public", "params": {"actions": input.resource.public_actions}} if {
	count(input.resource.public_actions) > 0
	input.resource.categories != null
	count(input.resource.categories) > 0
}

not_evaluable contains {"code": "public_unclassified", "params": {"actions": input.resource.public_actions}} if {
	count(input.resource.public_actions) > 0
	input.resource.categories == null
}
