# METADATA
# title: Right to pass customer data on
# description: >-
#   The person may grant the entitlement to others, or holds nothing but that right, and the authorisation matrix does
#   not let the job administer what it reaches. Without the right to grant nothing is reported, known or not. A latent
#   access is not reported, because whoever does not get to the resource does not get to grant it either.
# schemas:
#   - input: schema.input.access
# custom:
#   severity: high
#   grain: access
#   controls: [NIST 800-53 AC-6, NIST 800-53 AC-2(j), PCI DSS 7.2.4, ISO 27001 A.8.2, SOC 2 CC6.3]
#   remediation: Revoke the grant option (or move the ownership to a role), after looking at what was granted with it.
#   handles_unknown: [identity.job, resource.categories, access.usability]
#   messages:
#     may_grant: "{identity} may give {entitlement} to others, but the job {job} does not administer {categories}."
#     may_grant_only: "{identity} does not hold {entitlement}, but may give it to anybody and so obtain it; the job {job} does not administer {categories}."
#     job_not_in_matrix: "{identity} may give {entitlement} to others, and the authorisation matrix does not know the job."
#     unclassified: "{identity} may give {entitlement} to others, and nobody has decided what it reaches."
package reeve.rules.privilege.grant_option

import data.reeve.lib.access
import data.reeve.lib.matrix

violation contains {"code": "may_grant", "params": {"job": input.identity.job, "categories": not_administered}} if {
	not access.only_to_grant
	count(not_administered) > 0
}

violation contains {"code": "may_grant_only", "params": {"job": input.identity.job, "categories": not_administered}} if {
	access.only_to_grant
	count(not_administered) > 0
}

not_evaluable contains {"code": "job_not_in_matrix", "params": {}} if {
	may_grant
	not matrix.knows_job(input.identity.job)
}

not_evaluable contains {"code": "unclassified", "params": {}} if {
	may_grant
	input.resource.categories == null
}

not_administered := categories if {
	may_grant
	matrix.knows_job(input.identity.job)
	categories := matrix.unauthorised(input.identity.job, "administer", input.resource.categories)
}

may_grant if {
	not access.latent
	not holds_no_option
}

holds_no_option if {
	input.access.grant_option == false
	input.access.option_only == false
}
