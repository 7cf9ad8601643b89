# METADATA
# title: Department that entered another's group
# description: >-
#   People of a department came into a group or role that reaches customer data within the time that data/thresholds.json
#   says (drift_days), while another department was there before: a tool made for one purpose is used for another.
#   Somebody who only changed departments is reported by lifecycle/mover. Where a department or the time of a membership
#   is not told, and it matters, the group is not evaluable.
# schemas:
#   - input: schema.input.principal
# custom:
#   severity: medium
#   grain: principal
#   controls: [NIST 800-53 AC-6, PCI DSS 7.2.4, ISO 27001 A.5.15, "GDPR 32(1)(d)", CNIL guide sheet 5]
#   remediation: Ask the data owner for which purpose the department needs it; otherwise take its people out.
#   handles_unknown: [principal.entered_departments]
#   messages:
#     entered: "{entered} has come into {principal}, which was {before}'s and gives {categories}."
#     arrival_unknown: "Since when which departments are in {principal} is not known."
package reeve.rules.need_to_know.purpose_drift

violation contains {"code": "entered", "params": {
	"entered": input.principal.entered_departments,
	"before": input.principal.departments_before,
}} if {
	input.principal.entered_departments != null
	count(input.principal.entered_departments) > 0
}

not_evaluable contains {"code": "arrival_unknown", "params": {}} if {
	input.principal.entered_departments == null
}
