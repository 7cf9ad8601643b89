# METADATA
# title: Access without an approval, or beyond it
# description: >-
#   Somebody has to have approved that the person holds the right, on the resource or on one that holds it, or a group or
#   role that gives it; and the time of the approval must not have passed. An approval of another privilege, or of a part
#   of the resource only, does not cover it. Where no source tells approvals, or one of them could not be read whole, the
#   access is not evaluable. Latent access is not reported, and neither are what PUBLIC gives and the bare right to
#   grant.
# schemas:
#   - input: schema.input.access
# custom:
#   severity: medium
#   grain: access
#   controls: [NIST 800-53 AC-2(j), PCI DSS 7.2.4, ISO 27001 A.5.15, ISO 27001 A.5.18, SOC 2 CC6.2, NIS2 2024/2690 11.2]
#   remediation: Have the data owner approve it for a purpose and a time, or remove it.
#   handles_unknown: [access.approval, access.usability]
#   messages:
#     no_approval: "Nobody has approved on record that {identity} has {entitlement}."
#     approval_ended: "The approval that {identity} has {entitlement} has ended."
#     beyond_approval: "{identity} has {entitlement}, but what was approved is less."
#     approvals_unknown: "Whether somebody approved that {identity} has {entitlement} is not known."
package reeve.rules.need_to_know.not_approved

import data.reeve.lib.access

violation contains {"code": "no_approval", "params": {}} if {
	access.exercisable
	input.access.approval == "none"
}

violation contains {"code": "approval_ended", "params": {}} if {
	access.exercisable
	input.access.approval == "expired"
}

violation contains {"code": "beyond_approval", "params": {}} if {
	access.exercisable
	input.access.approval == "other_right"
}

not_evaluable contains {"code": "approvals_unknown", "params": {}} if {
	access.exercisable
	input.access.approval == null
}
