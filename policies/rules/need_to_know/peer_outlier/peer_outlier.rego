# METADATA
# title: Access that hardly any peer has
# description: >-
#   Fewer of the person's peers have the entitlement than data/thresholds.json says (peer_outlier_percent). Peers are the
#   others at work with the same job and the same department, as HR writes them. With fewer than five peers a share says
#   nothing and would speak about single people, so the rule says nothing either; the matrix still judges. Where HR does
#   not tell the job, the access is not evaluable. Latent access is not reported, and neither are what PUBLIC gives and
#   the bare right to grant.
# schemas:
#   - input: schema.input.access
# custom:
#   severity: low
#   grain: access
#   controls: [NIST 800-53 AC-6, NIST 800-53 AC-6(7), PCI DSS 7.2.4, ISO 27001 A.5.18]
#   remediation: Ask what the person needs it for that her peers do not.
#   handles_unknown: [access.peer_share, access.usability]
#   messages:
#     outlier: "{identity} has {entitlement}; of {peers} others with the same job and department {peers_holding} have it."
#     job_unknown: "HR does not tell the job of {identity}, so {entitlement} could not be compared with anybody's."
package reeve.rules.need_to_know.peer_outlier

import data.reeve.lib.access
import data.reeve.lib.bands

violation contains {"code": "outlier", "params": {"share": input.access.peer_share}} if {
	access.exercisable
	bands.below(input.access.peer_share, data.reeve.thresholds.peer_outlier_percent)
}

not_evaluable contains {"code": "job_unknown", "params": {}} if {
	access.exercisable
	input.access.peer_share == null
}
