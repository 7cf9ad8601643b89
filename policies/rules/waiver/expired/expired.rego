# METADATA
# title: Waiver that has expired
# description: >-
#   A waiver has run out, and a finding that it accepted is still there. The finding counts again by itself; this one
#   reminds those who asked for the waiver and those who approved it. A waiver that was revoked, or whose finding is
#   gone, is not reported.
# schemas:
#   - input: schema.input.waiver
# custom:
#   severity: medium
#   grain: waiver
#   controls: [NIST 800-53 AC-2(j), PCI DSS 7.2.4, ISO 27001 A.5.18]
#   remediation: Remove the access, or ask for a new waiver with a reason and an end.
#   handles_unknown: []
#   messages:
#     expired: "The waiver {waiver} has expired, and what it accepted is still there."
package reeve.rules.waiver.expired

violation contains {"code": "expired", "params": {}} if {
	input.waiver.state == "expired"
	not nothing_is_open
}

nothing_is_open if input.waiver.covers_open_finding == false
