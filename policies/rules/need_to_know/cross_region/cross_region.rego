# METADATA
# title: Access to customers' data of another region
# description: >-
#   The person works in one region and reaches data about customers of another, and data/regions.json does not list the
#   pair for the job. Data that belongs to no region is not reported, and a region that the file does not list is not
#   evaluable. A job that is not known gets no exception. Latent access is not reported, because a path that a gate cuts
#   gives nothing; neither is what PUBLIC gives (exposure/public) and the bare right to grant (privilege/grant_option).
# schemas:
#   - input: schema.input.access
# custom:
#   severity: high
#   grain: access
#   controls: [NIST 800-53 AC-6, ISO 27001 A.5.15, SOC 2 CC6.3, "GDPR 32(1)(d)", CNIL guide sheet 5]
#   remediation: Remove the access, or give a role that is limited to the person's own region.
#   handles_unknown: [identity.job, access.usability]
#   messages:
#     other_region: "{identity} works in {works_in} and has {entitlement}, which is about customers of {data_of}."
#     person_region_not_listed: "The list of regions does not know {works_in}, where {identity} works, so {entitlement} could not be judged."
#     data_region_not_listed: "The list of regions does not know {data_of}, the region of {entitlement}, so the access of {identity} could not be judged."
package reeve.rules.need_to_know.cross_region

import data.reeve.lib.access
import data.reeve.lib.regions

violation contains {"code": "other_region", "params": {
	"works_in": input.identity.region,
	"data_of": input.resource.region,
}} if {
	access.exercisable
	regions.lists(input.identity.region)
	regions.lists(input.resource.region)
	not regions.same_group(input.identity.region, input.resource.region)
	not regions.may_cross(input.identity.region, input.resource.region, input.identity.job)
}

not_evaluable contains {"code": "person_region_not_listed", "params": {"works_in": input.identity.region}} if {
	access.exercisable
	not regions.unbound(input.resource.region)
	not regions.lists(input.identity.region)
}

not_evaluable contains {"code": "data_region_not_listed", "params": {"data_of": input.resource.region}} if {
	access.exercisable
	not regions.unbound(input.resource.region)
	not regions.lists(input.resource.region)
}
