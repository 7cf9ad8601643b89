# METADATA
# title: Access that came back after it was revoked
# description: >-
#   A manager revoked the access, a later read of the source proved it gone, and now the person has it again, by the same
#   way or by another. A decision that keeps it in a later campaign ends the finding. A removal that was never proven is
#   not counted here: the campaign itself reports it as still present.
# schemas:
#   - input: schema.input.access
# custom:
#   severity: high
#   grain: access
#   controls: [NIST 800-53 AC-2(j), NIST 800-53 AC-6(7), PCI DSS 7.2.4, ISO 27001 A.5.18, SOC 2 CC6.3]
#   remediation: Find out who granted it again and why; remove it, or have it certified.
#   handles_unknown: [access.usability]
#   messages:
#     came_back: "{identity} has {entitlement} again, which was revoked and proven removed."
package reeve.rules.lifecycle.regranted

import data.reeve.lib.access

violation contains {"code": "came_back", "params": {}} if {
	not access.latent
	input.access.regranted == true
}
