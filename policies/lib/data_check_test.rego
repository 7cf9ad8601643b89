package reeve.lib.data_check_test

import data.reeve.lib.data_check

# Small files that agree.
good := {
	"categories": {"mail": {}, "orders": {}},
	"purposes": {"support": {}},
	"authorisation_matrix": {
		"owner": "Keeper",
		"approved_by": "Ombudsman",
		"categories": ["mail", "orders"],
		"jobs": {"Clerk": [{"category": "mail", "actions": ["read"], "purpose": "support"}], "Keeper": []},
	},
	"contractors": {"employee": {"unrestricted": true}, "vendor": {"unrestricted": false, "may": {"mail": []}}},
	"regions": {
		"groups": {"North": ["NO"]},
		"unbound": [],
		"allowed": [{"works_in": "North", "data_of": "*", "jobs": ["Clerk", "*"], "reason": "x"}],
	},
	"thresholds": {
		"bands": {"days": [30, 90], "percent": [10, 20]},
		"unused_days": 90,
		"inactive_days": 90,
		"mover_days": 30,
		"peer_outlier_percent": 10,
		"nested_share_percent": 20,
		"holder_share_percent": {"default": 20, "by_category": {"mail": 10}},
	},
	"joins": {"all": {"codes": ["mail/read", "orders/read"], "accepted": {"Keeper": "why"}}},
	"broker_bundle": {"goods": {"letters": {"codes": ["mail/read"]}}, "accepted": {"Keeper": "why"}},
	"exports": {"jobs": {"Keeper": "why"}},
	"toxic_pairs": {"pairs": {"both": {"codes": ["mail/read", "orders/read"], "accepted": {"Keeper": "why"}}}},
}

found(files) := violation if {
	violation := data_check.violation
		with data.reeve.categories as files.categories
		with data.reeve.purposes as files.purposes
		with data.reeve.authorisation_matrix as files.authorisation_matrix
		with data.reeve.contractors as files.contractors
		with data.reeve.regions as files.regions
		with data.reeve.thresholds as files.thresholds
		with data.reeve.toxic_pairs as files.toxic_pairs
		with data.reeve.joins as files.joins
		with data.reeve.broker_bundle as files.broker_bundle
		with data.reeve.exports as files.exports
}

changed(patches) := found(json.patch(good, patches))

one(code, file, name) := {{"code": code, "params": {"file": file, "name": name}}}

test_the_shipped_files_agree if {
	data_check.violation == set()
}

test_files_that_agree if {
	found(good) == set()
}

test_unknown_category if {
	changed([{"op": "add", "path": "/authorisation_matrix/jobs/Clerk/0/category", "value": "mial"}]) == one("unknown_category", "authorisation_matrix", "mial")
	changed([{"op": "add", "path": "/authorisation_matrix/categories/-", "value": "mial"}]) == one("unknown_category", "authorisation_matrix", "mial")
	changed([{"op": "add", "path": "/contractors/vendor/may/mial", "value": []}]) == one("unknown_category", "contractors", "mial")
	changed([{"op": "add", "path": "/thresholds/holder_share_percent/by_category/mial", "value": 1}]) == one("unknown_category", "thresholds", "mial")
	changed([{"op": "add", "path": "/toxic_pairs/pairs/both/codes/-", "value": "mial/read"}]) == one("unknown_category", "toxic_pairs", "mial")
	changed([{"op": "add", "path": "/joins/all/codes/-", "value": "mial/read"}]) == one("unknown_category", "joins", "mial")
	changed([{"op": "add", "path": "/broker_bundle/goods/letters/codes/-", "value": "mial/read"}]) == one("unknown_category", "broker_bundle", "mial")
}

test_category_that_the_matrix_leaves_out if {
	changed([{"op": "add", "path": "/categories/voice", "value": {}}]) == one("category_not_in_matrix", "authorisation_matrix", "voice")
}

test_unknown_purpose if {
	changed([{"op": "add", "path": "/authorisation_matrix/jobs/Clerk/0/purpose", "value": "fun"}]) == one("unknown_purpose", "authorisation_matrix", "fun")
}

test_unknown_job if {
	changed([{"op": "add", "path": "/regions/allowed/0/jobs/-", "value": "clerk"}]) == one("unknown_job", "regions", "clerk")
	changed([{"op": "add", "path": "/toxic_pairs/pairs/both/accepted/clerk", "value": "x"}]) == one("unknown_job", "toxic_pairs", "clerk")
	changed([{"op": "add", "path": "/joins/all/accepted/clerk", "value": "x"}]) == one("unknown_job", "joins", "clerk")
	changed([{"op": "add", "path": "/broker_bundle/accepted/clerk", "value": "x"}]) == one("unknown_job", "broker_bundle", "clerk")
	changed([{"op": "add", "path": "/exports/jobs/clerk", "value": "x"}]) == one("unknown_job", "exports", "clerk")
}

test_unknown_region_group if {
	changed([{"op": "add", "path": "/regions/allowed/0/works_in", "value": "NO"}]) == one("unknown_region_group", "regions", "NO")
	changed([{"op": "add", "path": "/regions/allowed/0/data_of", "value": "NO"}]) == one("unknown_region_group", "regions", "NO")
}

test_bands if {
	changed([{"op": "add", "path": "/thresholds/bands/days/-", "value": 60}]) == one("bands_not_ascending", "thresholds", "days")
	changed([{"op": "add", "path": "/thresholds/bands/percent/-", "value": 5}]) == one("bands_not_ascending", "thresholds", "percent")
	changed([{"op": "add", "path": "/thresholds/peer_outlier_percent", "value": 15}]) == one("inside_a_band", "thresholds", "peer_outlier_percent")
	changed([{"op": "add", "path": "/thresholds/mover_days", "value": 60}]) == one("inside_a_band", "thresholds", "mover_days")
	changed([{"op": "add", "path": "/thresholds/unused_days", "value": 60}]) == one("inside_a_band", "thresholds", "unused_days")
}

test_matrix_that_authorises_a_toxic_pair if {
	row := {"category": "orders", "actions": ["write", "read"], "purpose": "support"}
	changed([{"op": "add", "path": "/authorisation_matrix/jobs/Clerk/-", "value": row}]) == {{
		"code": "job_completes_toxic_pair",
		"params": {"file": "authorisation_matrix", "name": "Clerk", "pair": "both"},
	}}
	mail := {"category": "mail", "actions": ["read"], "purpose": "support"}
	changed([{"op": "add", "path": "/authorisation_matrix/jobs/Keeper", "value": [row, mail]}]) == set()
}

test_matrix_that_its_owner_approved if {
	changed([{"op": "add", "path": "/authorisation_matrix/approved_by", "value": "Keeper"}]) == one("approved_by_its_owner", "authorisation_matrix", "Keeper")
}
