# METADATA
# title: Privileged role that somebody may assume without need
# description: >-
#   A role that owns customer data, is superuser or administers can be assumed by people with jobs for which the
#   authorisation matrix does not say that they administer what the role reaches. Nothing of it shows in what they can do
#   at once, so it is told of the role. A job that the matrix does not know is not evaluable, and so is somebody without
#   one; so is a role that reaches something unclassified.
# schemas:
#   - input: schema.input.principal
# custom:
#   severity: high
#   grain: principal
#   controls: [NIST 800-53 AC-6, NIST 800-53 AC-6(7), PCI DSS 7.2.4, ISO 27001 A.8.2, SOC 2 CC6.3]
#   remediation: Take the members out who do not administer, or split what they need into a role of its own.
#   handles_unknown: [principal.assumed_by_jobs]
#   messages:
#     assumable: "The privileged role {principal} can be assumed by people with the job {jobs}, which does not administer all that it reaches."
#     job_not_in_matrix: "The privileged role {principal} can be assumed by people with the job {jobs}, which the authorisation matrix does not know."
#     job_unknown: "The privileged role {principal} can be assumed by people whose job HR does not tell."
#     unclassified: "The privileged role {principal} can be assumed, and nobody has decided about all that it reaches."
package reeve.rules.privilege.assumable_role

import data.reeve.lib.matrix

violation contains {"code": "assumable", "params": {"jobs": jobs}} if {
	input.principal.privileged == true
	jobs := [job |
		some job in input.principal.assumed_by_jobs
		matrix.knows_job(job)
		count(matrix.unauthorised(job, "administer", input.principal.categories)) > 0
	]
	count(jobs) > 0
}

not_evaluable contains {"code": "job_not_in_matrix", "params": {"jobs": jobs}} if {
	input.principal.privileged == true
	jobs := [job |
		some job in input.principal.assumed_by_jobs
		not matrix.knows_job(job)
	]
	count(jobs) > 0
}

not_evaluable contains {"code": "job_unknown", "params": {}} if {
	input.principal.privileged == true
	input.principal.assumed_by_jobs == null
}

not_evaluable contains {"code": "unclassified", "params": {}} if {
	input.principal.privileged == true
	input.principal.assumed_by_jobs != []
	input.principal.reaches_undecided == true
}
