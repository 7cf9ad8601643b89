# METADATA
# title: Right given to one account by name
# description: >-
#   No group or role explains the access: only grants that name the person's own account give it. Such grants are
#   forgotten when the person moves, and no review of roles shows them. Latent access is not reported, because it gives
#   nothing today; neither is what PUBLIC gives (exposure/public) and the bare right to grant (privilege/grant_option).
# schemas:
#   - input: schema.input.access
# custom:
#   severity: low
#   grain: access
#   controls: [NIST 800-53 AC-2(j), NIST 800-53 AC-6, PCI DSS 7.2.4, ISO 27001 A.5.18]
#   remediation: Give it through a role that others with the same job have, then revoke the direct grant.
#   handles_unknown: [access.usability]
#   messages:
#     direct: "{identity} has {entitlement} by name, not through a role."
package reeve.rules.privilege.direct_grant

import data.reeve.lib.access

violation contains {"code": "direct", "params": {}} if {
	access.exercisable
	not through_a_role
}

through_a_role if input.access.direct_only == false
