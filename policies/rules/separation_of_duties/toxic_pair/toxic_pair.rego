# METADATA
# title: Rights that one person must not hold together
# description: >-
#   One person alone holds everything that a set in data/toxic_pairs.json names, and the job is not among those for
#   which the set is accepted. What counts is what the person reaches now or after assuming a role: latent access is not
#   part of the codes, because a path that a gate cuts gives nothing to combine; what PUBLIC gives is part of them,
#   because it does. Whoever holds no full set and reaches something unclassified is not evaluable.
# schemas:
#   - input: schema.input.holder
# custom:
#   severity: critical
#   grain: holder
#   controls: [NIST 800-53 AC-5, ISO 27001 A.5.15, SOC 2 CC6.3, DORA RTS 2024/1774 art. 21]
#   remediation: Take away one of the rights, so that two people have to work together.
#   handles_unknown: [identity.job]
#   messages:
#     toxic_pair: "{identity} alone holds {codes}: {reasons}."
#     reaches_undecided: "{identity} reaches something unclassified, which may complete a combination that must not be in one hand."
#     unknown_code: "The list of combinations names {codes}, which no category and action match, so nobody could be judged by it."
package reeve.rules.separation_of_duties.toxic_pair

violation contains {"code": "toxic_pair", "params": {
	"pairs": held,
	"codes": sort({code | some pair in held; some code in data.reeve.toxic_pairs.pairs[pair].codes}),
	"reasons": [data.reeve.toxic_pairs.pairs[pair].reason.en | some pair in held],
	"reasons_fr": [data.reeve.toxic_pairs.pairs[pair].reason.fr | some pair in held],
}} if {
	count(held) > 0
}

not_evaluable contains {"code": "reaches_undecided", "params": {}} if {
	count(held) == 0
	not everything_is_classified
}

# A misspelt code would never match anything, and silence would look clean.
not_evaluable contains {"code": "unknown_code", "params": {"codes": sort(misspelt)}} if {
	count(misspelt) > 0
}

held := sort({name |
	some name, pair in data.reeve.toxic_pairs.pairs
	not accepted(pair)
	every code in pair.codes {
		code in input.holder.codes
	}
})

accepted(pair) if pair.accepted[input.identity.job]

everything_is_classified if input.holder.reaches_undecided == false

misspelt contains code if {
	some pair in data.reeve.toxic_pairs.pairs
	some code in pair.codes
	not is_code(code)
}

is_code(code) if {
	[category, action] := split(code, "/")
	data.reeve.categories[category]
	action in {"read", "write", "create", "delete", "execute", "administer", "other"}
}
