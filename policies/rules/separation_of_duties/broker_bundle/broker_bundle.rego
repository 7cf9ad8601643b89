# METADATA
# title: What a broker sold, in one hand
# description: >-
#   One person alone holds at least as many of the goods in data/broker_bundle.json as that file says (report_from), and
#   the job is not among those for which that is accepted. In 2018 the press reported that staff of a large marketplace
#   sold such data and services through brokers: whoever holds many of them is whom a broker looks for. Any code of a
#   good is enough to hold it. Whoever holds fewer and reaches something unclassified is not evaluable.
# schemas:
#   - input: schema.input.holder
# custom:
#   severity: high
#   grain: holder
#   controls: [NIST 800-53 AC-5, NIST 800-53 AC-6, ISO 27001 A.5.15, SOC 2 CC6.3]
#   remediation: Split the work, so that no single person holds what a broker could sell.
#   handles_unknown: [identity.job]
#   messages:
#     bundle: "{identity} alone holds {number} of the things that brokers sold: {goods}."
#     reaches_undecided: "{identity} reaches something unclassified, which may complete what a broker could sell."
package reeve.rules.separation_of_duties.broker_bundle

import data.reeve.lib.codes

violation contains {"code": "bundle", "params": {
	"number": count(held),
	"goods": [data.reeve.broker_bundle.goods[name].name.en | some name in held],
	"goods_fr": [data.reeve.broker_bundle.goods[name].name.fr | some name in held],
}} if {
	in_scope
	count(held) >= data.reeve.broker_bundle.report_from
}

not_evaluable contains {"code": "reaches_undecided", "params": {}} if {
	in_scope
	count(held) < data.reeve.broker_bundle.report_from
	input.holder.reaches_undecided != false
}

in_scope if not data.reeve.broker_bundle.accepted[input.identity.job]

held := sort({name |
	some name, good in data.reeve.broker_bundle.goods
	codes.any_held(good.codes)
})
