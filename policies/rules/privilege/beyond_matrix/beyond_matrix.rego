# METADATA
# title: Privileged right that the job does not need
# description: >-
#   The right comes of being superuser or owner, or administers, it works without assuming a role, and the authorisation
#   matrix does not let the job administer what it reaches. What has to be assumed first is reported by
#   privilege/assumable_role, once for the role. A job that the matrix does not know, and something unclassified, are not
#   evaluable where the right is privileged. What PUBLIC gives is not reported.
# schemas:
#   - input: schema.input.access
# custom:
#   severity: critical
#   grain: access
#   controls: [NIST 800-53 AC-6, NIST 800-53 AC-5, PCI DSS 7.2.4, ISO 27001 A.8.2, SOC 2 CC6.3]
#   remediation: Take the person out of the privileged role; give a role that only reads or writes what the job needs.
#   handles_unknown: [identity.job, access.privileged_categories, access.usability]
#   messages:
#     beyond_matrix: "{identity} has {entitlement} as owner, superuser or administrator, but the job {job} does not administer {categories}."
#     job_not_in_matrix: "{identity} has {entitlement} as owner, superuser or administrator, and the authorisation matrix does not know the job."
#     unclassified: "{identity} has {entitlement} as owner, superuser or administrator, and nobody has decided what it reaches."
package reeve.rules.privilege.beyond_matrix

import data.reeve.lib.access
import data.reeve.lib.matrix

violation contains {"code": "beyond_matrix", "params": {"job": input.identity.job, "categories": categories}} if {
	in_scope
	matrix.knows_job(input.identity.job)
	categories := matrix.unauthorised(input.identity.job, "administer", input.access.privileged_categories)
	count(categories) > 0
}

not_evaluable contains {"code": "job_not_in_matrix", "params": {}} if {
	in_scope
	not is_ordinary
	not matrix.knows_job(input.identity.job)
}

not_evaluable contains {"code": "unclassified", "params": {}} if {
	in_scope
	input.access.privileged_categories == null
}

in_scope if {
	access.alive
	not has_to_be_assumed
}

is_ordinary if input.access.privileged_categories == []

has_to_be_assumed if input.access.usability == "assumable"
