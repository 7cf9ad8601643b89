# METADATA
# title: Access of somebody who has not started
# description: >-
#   HR says that the person will start, or her first day is still ahead whatever the status says, and the access works.
#   One statement is enough. An account that waits disabled is the right state, so access that is known to be latent is
#   not reported; neither is what PUBLIC gives. Who has left is reported by lifecycle/leaver. Where HR tells no status, that
#   rule says so.
# schemas:
#   - input: schema.input.access
# custom:
#   severity: high
#   grain: access
#   controls: [NIST 800-53 AC-2, NIST 800-53 PS-3, ISO 27001 A.5.18, SOC 2 CC6.2]
#   remediation: Disable the account until the first day of work.
#   handles_unknown: [identity.status, identity.start_state, identity.end_state, access.usability]
#   messages:
#     not_started: "{identity} has not started work and has {entitlement} already."
package reeve.rules.lifecycle.not_started

import data.reeve.lib.access
import data.reeve.lib.person

violation contains {"code": "not_started", "params": {}} if {
	starts_later
	access.alive
	not person.left(input.identity.status, input.identity.end_state)
}

starts_later if input.identity.status == "future"

starts_later if input.identity.start_state == "ahead"
