# METADATA
# title: Right to take customer data out in bulk
# description: >-
#   The source's word for the right is one of those that data/exports.json lists (export, download, dump and the like),
#   what it reaches carries a category or is unclassified, and the job is not among those that may export. A job that is
#   not known gets no exception. Latent access is not reported, and neither are what PUBLIC gives and the bare right to
#   grant.
# schemas:
#   - input: schema.input.access
# custom:
#   severity: high
#   grain: access
#   controls: [NIST 800-53 AC-6, PCI DSS 7.2.4, ISO 27001 A.8.2, SOC 2 CC6.3, "GDPR 32(1)(d)"]
#   remediation: Remove the right to export; give a report with what the work needs.
#   handles_unknown: [identity.job, access.usability]
#   messages:
#     export: "{identity} can take data out in bulk by {entitlement}, and the job {job} is not among those that may."
package reeve.rules.privilege.bulk_export

import data.reeve.lib.access

violation contains {"code": "export", "params": {"job": input.identity.job}} if {
	input.access.bulk_export == true
	access.exercisable
	not data.reeve.exports.jobs[input.identity.job]
}
