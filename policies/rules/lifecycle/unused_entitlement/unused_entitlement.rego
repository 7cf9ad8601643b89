# METADATA
# title: Entitlement that is not used
# description: >-
#   It is proven that the person did not use the access for at least as long as data/thresholds.json says
#   (unused_days): days count only inside the log's coverage and inside the access's own life. Where no log tells, the
#   access is not evaluable. Latent access cannot be used, so that it is not used says nothing; it is not reported, and
#   neither are what PUBLIC gives and the bare right to grant.
# schemas:
#   - input: schema.input.access
# custom:
#   severity: medium
#   grain: access
#   controls: [NIST 800-53 AC-6(7), PCI DSS 8.2.6, PCI DSS 7.2.4, ISO 27001 A.5.18, SOC 2 CC6.3]
#   remediation: Ask whether it is still needed; if nobody can say what for, remove it.
#   handles_unknown: [access.unused_band, access.usability]
#   messages:
#     unused: "{identity} has not used {entitlement} for {band} days."
#     usage_unknown: "No log tells when {identity} last used {entitlement}."
package reeve.rules.lifecycle.unused_entitlement

import data.reeve.lib.access
import data.reeve.lib.bands

violation contains {"code": "unused", "params": {"band": input.access.unused_band}} if {
	access.exercisable
	input.access.unused_band != null
	not bands.below(input.access.unused_band, data.reeve.thresholds.unused_days)
}

not_evaluable contains {"code": "usage_unknown", "params": {}} if {
	access.exercisable
	input.access.unused_band == null
}
