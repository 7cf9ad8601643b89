# METADATA
# title: Data that together say more than each alone
# description: >-
#   The person reaches all parts of a join that data/joins.json lists, and so can put together what no single resource
#   holds: a customer number in one table and the name to it in another. The job is not among those for which the join is
#   accepted. What counts is what the person reaches now or after assuming a role. Whoever holds no full join and reaches
#   something unclassified is not evaluable.
# schemas:
#   - input: schema.input.holder
# custom:
#   severity: high
#   grain: holder
#   controls: [NIST 800-53 AC-6, NIST 800-53 AC-5, ISO 27001 A.5.15, "GDPR 32(1)(d)"]
#   remediation: Take away one of the parts, or give a view that leaves the joining column out.
#   handles_unknown: [identity.job]
#   messages:
#     joined: "{identity} can put together {made} from {codes}."
#     reaches_undecided: "{identity} reaches something unclassified, which may be the missing part of a join."
package reeve.rules.need_to_know.joined_category

import data.reeve.lib.codes

violation contains {"code": "joined", "params": {
	"joins": held,
	"codes": sort({code | some name in held; some code in data.reeve.joins[name].codes}),
	"made": [data.reeve.joins[name].makes.en | some name in held],
	"made_fr": [data.reeve.joins[name].makes.fr | some name in held],
}} if {
	count(held) > 0
}

not_evaluable contains {"code": "reaches_undecided", "params": {}} if {
	count(held) == 0
	input.holder.reaches_undecided != false
}

held := sort({name |
	some name, join in data.reeve.joins
	not join.accepted[input.identity.job]
	codes.all_held(join.codes)
})
