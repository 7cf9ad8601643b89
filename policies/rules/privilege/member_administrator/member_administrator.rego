# METADATA
# title: Somebody may let herself into customer data
# description: >-
#   Who may add members to a group or role can add herself, and shows nowhere as somebody with access until she does. The
#   group or role reaches customer data, and a person with a job for which the authorisation matrix does not say that it
#   administers all of that may add members to it. The one who answers for the group or role is left out: deciding about
#   members is her task. A job that the matrix does not know is not evaluable, and so is an account that is nobody's
#   and a role that reaches something unclassified.
# schemas:
#   - input: schema.input.principal
# custom:
#   severity: high
#   grain: principal
#   controls: [NIST 800-53 AC-6, NIST 800-53 AC-6(7), PCI DSS 7.2.4, ISO 27001 A.8.2, SOC 2 CC6.3]
#   remediation: Take the right to add members away, or record the person as the one who answers for it.
#   handles_unknown: [principal.administered_by_jobs]
#   messages:
#     may_add_members: "People with the job {jobs} may add members to {principal}, themselves too, and do not administer all that it reaches."
#     job_not_in_matrix: "People with the job {jobs}, which the authorisation matrix does not know, may add members to {principal}."
#     job_unknown: "Somebody whose job is not known may add members to {principal}."
#     unclassified: "Somebody may add members to {principal}, and nobody has decided about all that it reaches."
package reeve.rules.privilege.member_administrator

import data.reeve.lib.matrix

violation contains {"code": "may_add_members", "params": {"jobs": jobs}} if {
	jobs := [job |
		some job in input.principal.administered_by_jobs
		matrix.knows_job(job)
		count(matrix.unauthorised(job, "administer", input.principal.categories)) > 0
	]
	count(jobs) > 0
}

not_evaluable contains {"code": "job_not_in_matrix", "params": {"jobs": jobs}} if {
	count(input.principal.categories) > 0
	jobs := [job |
		some job in input.principal.administered_by_jobs
		not matrix.knows_job(job)
	]
	count(jobs) > 0
}

not_evaluable contains {"code": "unclassified", "params": {}} if {
	input.principal.administered_by_jobs != []
	input.principal.reaches_undecided == true
}

not_evaluable contains {"code": "job_unknown", "params": {}} if {
	count(input.principal.categories) > 0
	input.principal.administered_by_jobs == null
}
