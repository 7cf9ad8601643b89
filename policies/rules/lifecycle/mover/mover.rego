# METADATA
# title: Access kept from an earlier job
# description: >-
#   The person changed jobs longer ago than data/thresholds.json allows for the handover (mover_days), had the access
#   before that, and nobody approved it since. Whether the matrix would allow it for the new job too is not asked: after
#   a move somebody has to confirm what is still needed (PS-5). Where HR does not tell since when the person has the job,
#   or no source tells since when the access is there, it is not evaluable. Latent access is not reported, and neither
#   are what PUBLIC gives and the bare right to grant.
# schemas:
#   - input: schema.input.access
# custom:
#   severity: medium
#   grain: access
#   controls: [NIST 800-53 PS-5, NIST 800-53 AC-2(j), PCI DSS 7.2.4, ISO 27001 A.5.18, SOC 2 CC6.3]
#   remediation: Ask the new manager whether it is still needed; if so have it approved again, otherwise remove it.
#   handles_unknown: [access.kept_from_old_job, identity.job_age_band, access.usability]
#   messages:
#     kept: "{identity} has {entitlement} from an earlier job, and changed jobs {band} days ago."
#     since_unknown: "Whether {identity} has {entitlement} from an earlier job is not known."
package reeve.rules.lifecycle.mover

import data.reeve.lib.access
import data.reeve.lib.bands

violation contains {"code": "kept", "params": {"band": input.identity.job_age_band}} if {
	access.exercisable
	input.access.kept_from_old_job == true
	not handing_over
}

not_evaluable contains {"code": "since_unknown", "params": {}} if {
	access.exercisable
	input.access.kept_from_old_job == null
	not handing_over
}

handing_over if bands.below(input.identity.job_age_band, data.reeve.thresholds.mover_days)
