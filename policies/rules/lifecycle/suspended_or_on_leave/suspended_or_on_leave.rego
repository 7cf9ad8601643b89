# METADATA
# title: Access of somebody who is suspended or on leave
# description: >-
#   HR says that the person is suspended or on leave, and the access works. What a person does not need for weeks is
#   switched off for weeks. HR tells no dates of a leave, so the first day counts like the last. Who has left is reported
#   by lifecycle/leaver; an access that is known to be latent is the right state. What PUBLIC gives is not reported.
# schemas:
#   - input: schema.input.access
# custom:
#   severity: medium
#   grain: access
#   controls: [NIST 800-53 AC-2(3), NIST 800-53 PS-4, ISO 27001 A.5.18, SOC 2 CC6.2]
#   remediation: Disable the account until the person is back.
#   handles_unknown: [identity.status, identity.end_state, access.usability]
#   messages:
#     suspended: "{identity} is suspended and still has {entitlement}."
#     on_leave: "{identity} is on leave and still has {entitlement}."
#     status_unknown: "Whether {identity} is at work is not known, so {entitlement} could not be judged."
package reeve.rules.lifecycle.suspended_or_on_leave

import data.reeve.lib.access
import data.reeve.lib.person

violation contains {"code": "suspended", "params": {}} if {
	in_scope
	input.identity.status == "suspended"
}

violation contains {"code": "on_leave", "params": {}} if {
	in_scope
	input.identity.status == "leave"
}

not_evaluable contains {"code": "status_unknown", "params": {}} if {
	in_scope
	input.identity.status == null
}

in_scope if {
	access.alive
	not person.left(input.identity.status, input.identity.end_state)
}
