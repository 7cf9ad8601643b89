# METADATA
# title: Writing where the matrix lets the job read
# description: >-
#   The authorisation matrix lists the category for the job, but not the action: the person may read it and can write,
#   create or delete it too. Where the matrix does not list the category for the job at all,
#   need_to_know/authorisation_matrix reports it. A job that the matrix does not know, and something unclassified, are
#   not evaluable where the right changes data. Latent access is not reported, and neither are what PUBLIC gives and the
#   bare right to grant.
# schemas:
#   - input: schema.input.access
# custom:
#   severity: high
#   grain: access
#   controls: [NIST 800-53 AC-6, PCI DSS 7.2.4, ISO 27001 A.5.15, ISO 27001 A.8.2, SOC 2 CC6.3]
#   remediation: Replace it by a right to read, or have the owner of the matrix add the action.
#   handles_unknown: [identity.job, access.written_categories, access.usability]
#   messages:
#     beyond_read: "{identity} has {entitlement}, but the matrix does not let the job {job} {action} {categories}."
#     job_not_in_matrix: "{identity} can change data by {entitlement}, and the authorisation matrix does not know the job."
#     unclassified: "{identity} can change data by {entitlement}, and nobody has decided what it reaches."
package reeve.rules.need_to_know.write_beyond_read

import data.reeve.lib.access
import data.reeve.lib.matrix

violation contains {"code": "beyond_read", "params": {
	"job": input.identity.job,
	"action": input.access.action,
	"categories": categories,
}} if {
	access.exercisable
	categories := [category |
		some category in input.access.written_categories
		matrix.lists(input.identity.job, category)
		not matrix.authorised(input.identity.job, input.access.action, category)
	]
	count(categories) > 0
}

not_evaluable contains {"code": "job_not_in_matrix", "params": {}} if {
	access.exercisable
	not changes_nothing
	not matrix.knows_job(input.identity.job)
}

not_evaluable contains {"code": "unclassified", "params": {}} if {
	access.exercisable
	input.access.written_categories == null
}

changes_nothing if input.access.written_categories == []
