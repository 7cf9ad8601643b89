# METADATA
# title: Access of somebody who has left
# description: >-
#   The person has left, or her last day has passed whatever the status says, and still has an access. The last day
#   itself is a working day: whoever leaves tomorrow is not reported. A disabled account is the right state, so latent
#   access is not reported; access whose state is not known is. What is reached through PUBLIC alone is judged by
#   exposure/public, and the account that can still sign in by ownership/unowned_account.
# schemas:
#   - input: schema.input.access
# custom:
#   severity: critical
#   grain: access
#   controls: [NIST 800-53 AC-2(3), NIST 800-53 PS-4, PCI DSS 8.2.5, ISO 27001 A.5.18, SOC 2 CC6.2]
#   remediation: Disable the account today, then remove the access.
#   handles_unknown: [identity.status, identity.end_state, access.usability]
#   messages:
#     left: "{identity} has left and still has {entitlement}."
#     status_unknown: "Whether {identity} still works here is not known, so {entitlement} could not be judged."
package reeve.rules.lifecycle.leaver

import data.reeve.lib.access
import data.reeve.lib.person

violation contains {"code": "left", "params": {}} if {
	person.left(input.identity.status, input.identity.end_state)
	access.alive
}

not_evaluable contains {"code": "status_unknown", "params": {}} if {
	not person.left(input.identity.status, input.identity.end_state)
	not person.still_here(input.identity.status, input.identity.end_state)
	access.alive
}
