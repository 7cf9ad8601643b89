# METADATA
# title: What is wrong between the data files
# description: >-
#   The schemas in schemas/data check each file by itself; this checks the names by which files refer to each other, and
#   that the files agree. For people who edit data: no rule reads it.
package reeve.lib.data_check

violation contains {"code": "unknown_category", "params": {"file": file, "name": name}} if {
	some file, names in named_categories
	some name in names
	not data.reeve.categories[name]
}

violation contains {"code": "category_not_in_matrix", "params": {"file": "authorisation_matrix", "name": name}} if {
	some name, _ in data.reeve.categories
	not name in data.reeve.authorisation_matrix.categories
}

violation contains {"code": "unknown_purpose", "params": {"file": "authorisation_matrix", "name": row.purpose}} if {
	some row in rows
	not data.reeve.purposes[row.purpose]
}

violation contains {"code": "unknown_job", "params": {"file": file, "name": name}} if {
	some file, names in named_jobs
	some name in names
	name != "*"
	not data.reeve.authorisation_matrix.jobs[name]
}

violation contains {"code": "unknown_region_group", "params": {"file": "regions", "name": name}} if {
	some pair in data.reeve.regions.allowed
	some name in [pair.works_in, pair.data_of]
	name != "*"
	not data.reeve.regions.groups[name]
}

violation contains {"code": "bands_not_ascending", "params": {"file": "thresholds", "name": name}} if {
	some name, edges in data.reeve.thresholds.bands
	sort(edges) != edges
}

# A limit inside a band would count the whole band.
violation contains {"code": "inside_a_band", "params": {"file": "thresholds", "name": name}} if {
	some unit, names in {
		"days": ["unused_days", "inactive_days", "mover_days"],
		"percent": ["peer_outlier_percent", "nested_share_percent"],
	}
	some name in names
	not data.reeve.thresholds[name] in data.reeve.thresholds.bands[unit]
}

violation contains {"code": "approved_by_its_owner", "params": {"file": "authorisation_matrix", "name": matrix.owner}} if {
	matrix := data.reeve.authorisation_matrix
	matrix.owner == matrix.approved_by
}

# The matrix would authorise what the rule on toxic pairs reports.
violation contains {"code": "job_completes_toxic_pair", "params": {"file": "authorisation_matrix", "name": job, "pair": name}} if {
	some job, codes in codes_of_jobs
	some name, pair in data.reeve.toxic_pairs.pairs
	not pair.accepted[job]
	every code in pair.codes {
		code in codes
	}
}

rows := [row |
	some listed in data.reeve.authorisation_matrix.jobs
	some row in listed
]

codes_of_jobs[job] := codes if {
	some job, listed in data.reeve.authorisation_matrix.jobs
	codes := {code |
		some row in listed
		some action in row.actions
		code := concat("/", [row.category, action])
	}
}

named_categories := {
	"authorisation_matrix": ({row.category | some row in rows} | {name | some name in data.reeve.authorisation_matrix.categories}),
	"contractors": {name | some limits in data.reeve.contractors; some name, _ in limits.may},
	"joins": categories_of([join.codes | some join in data.reeve.joins]),
	"broker_bundle": categories_of([good.codes | some good in data.reeve.broker_bundle.goods]),
	"thresholds": object.keys(data.reeve.thresholds.holder_share_percent.by_category),
	"toxic_pairs": categories_of([pair.codes | some pair in data.reeve.toxic_pairs.pairs]),
}

categories_of(lists) := {split(code, "/")[0] | some codes in lists; some code in codes}

named_jobs := {
	"joins": {name | some join in data.reeve.joins; some name, _ in join.accepted},
	"broker_bundle": object.keys(data.reeve.broker_bundle.accepted),
	"exports": object.keys(data.reeve.exports.jobs),
	"regions": {name | some pair in data.reeve.regions.allowed; some name in pair.jobs},
	"toxic_pairs": {name | some pair in data.reeve.toxic_pairs.pairs; some name, _ in pair.accepted},
}
