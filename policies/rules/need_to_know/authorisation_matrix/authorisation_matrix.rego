# METADATA
# title: Access that the job does not need
# description: >-
#   The authorisation matrix (data/authorisation_matrix.json) lists which job may use which category, by which action
#   and for which purpose; this access is in no row of the person's job. A job or a category that the matrix does not
#   know is not evaluable. Where the job may use the category and the right changes more than it lets,
#   need_to_know/write_beyond_read reports it; a right that administers is for privilege/beyond_matrix. A path that a gate
#   cuts gives nothing, so latent access is not reported; neither is what PUBLIC gives (exposure/public) and the bare
#   right to grant (privilege/grant_option).
# schemas:
#   - input: schema.input.access
# custom:
#   severity: high
#   grain: access
#   controls: [NIST 800-53 AC-6, NIST 800-53 AC-2(j), PCI DSS 7.2.4, ISO 27001 A.5.15, ISO 27001 A.8.2, "GDPR 32(1)(d)", "HIPAA 164.308(a)(4)"]
#   remediation: Remove the access, or have the owner of the matrix add the purpose that justifies it.
#   handles_unknown: [access.usability]
#   messages:
#     not_authorised: "{identity} has {entitlement}, but no purpose of the job {job} covers {action} on {categories}."
#     job_not_in_matrix: "The authorisation matrix does not know the job {job} of {identity}, so {entitlement} could not be judged."
#     category_not_in_matrix: "The authorisation matrix does not know {categories}, so {entitlement} of {identity} could not be judged."
package reeve.rules.need_to_know.authorisation_matrix

import data.reeve.lib.access
import data.reeve.lib.matrix

violation contains {"code": "not_authorised", "params": {
	"job": input.identity.job,
	"action": input.access.action,
	"categories": categories,
}} if {
	access.exercisable
	matrix.knows_job(input.identity.job)
	input.access.action != "administer"
	known := matrix.known(input.resource.categories)
	categories := [category |
		some category in matrix.unauthorised(input.identity.job, input.access.action, known)
		not is_change_beyond_read(category)
	]
	count(categories) > 0
}

not_evaluable contains {"code": "job_not_in_matrix", "params": {"job": input.identity.job}} if {
	access.exercisable
	not matrix.knows_job(input.identity.job)
}

not_evaluable contains {"code": "category_not_in_matrix", "params": {"categories": categories}} if {
	access.exercisable
	categories := matrix.unknown(input.resource.categories)
	count(categories) > 0
}

is_change_beyond_read(category) if {
	input.access.action in {"write", "create", "delete"}
	matrix.lists(input.identity.job, category)
}
