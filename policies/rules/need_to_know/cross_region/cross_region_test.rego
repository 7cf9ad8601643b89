package reeve.rules.need_to_know.cross_region_test

import data.reeve.rules.need_to_know.cross_region

regions := {
	"groups": {"North": ["North", "NO", "FI"], "South": ["South", "IT"], "East": ["East"]},
	"unbound": ["Anywhere"],
	"allowed": [
		{"works_in": "*", "data_of": "*", "jobs": ["Keeper"], "reason": "serves all"},
		{"works_in": "North", "data_of": "South", "jobs": ["Auditor"], "reason": "one night shift"},
		{"works_in": "East", "data_of": "South", "jobs": ["*"], "reason": "one office"},
	],
}

silent := [set(), set()]

found(works_in, data_of) := [
	{{"code": "other_region", "params": {"works_in": works_in, "data_of": data_of}}},
	set(),
]

person_unknown(region) := {"code": "person_region_not_listed", "params": {"works_in": region}}

data_unknown(region) := {"code": "data_region_not_listed", "params": {"data_of": region}}

verdict(row) := [violation, not_evaluable] if {
	violation := cross_region.violation with input as row with data.reeve.regions as regions
	not_evaluable := cross_region.not_evaluable with input as row with data.reeve.regions as regions
}

row(works_in, data_of, job) := {
	"identity": {"region": works_in, "job": job},
	"access": {"usability": "usable", "public_only": false, "option_only": false},
	"resource": {"region": data_of},
}

test_found_across_regions if {
	verdict(row("NO", "IT", "Clerk")) == found("NO", "IT")
	verdict(row("South", "North", "Clerk")) == found("South", "North")
}

test_silent_inside_a_group if {
	verdict(row("NO", "FI", "Clerk")) == silent
	verdict(row("North", "FI", "Clerk")) == silent
}

test_silent_on_data_of_no_region if {
	verdict(row("NO", "Anywhere", "Clerk")) == silent
	verdict(row("Atlantis", "Anywhere", "Clerk")) == silent
}

test_silent_if_the_pair_is_allowed_for_the_job if {
	verdict(row("IT", "NO", "Keeper")) == silent
	verdict(row("NO", "IT", "Auditor")) == silent
	verdict(row("East", "IT", "Clerk")) == silent
	verdict(row("East", "IT", null)) == silent
}

test_an_allowed_pair_has_a_direction if {
	verdict(row("IT", "NO", "Auditor")) == found("IT", "NO")
	verdict(row("IT", "East", "Clerk")) == found("IT", "East")
	verdict(row("NO", "East", "Auditor")) == found("NO", "East")
}

test_a_job_that_is_not_known_gets_no_exception if {
	verdict(row("NO", "IT", null)) == found("NO", "IT")
}

test_not_evaluable_if_a_region_is_not_listed if {
	verdict(row("Atlantis", "IT", "Clerk")) == [set(), {person_unknown("Atlantis")}]
	verdict(row("NO", "Lemuria", "Clerk")) == [set(), {data_unknown("Lemuria")}]
	verdict(row("Atlantis", "Lemuria", "Clerk")) == [set(), {person_unknown("Atlantis"), data_unknown("Lemuria")}]
	verdict(row("Anywhere", "IT", "Clerk")) == [set(), {person_unknown("Anywhere")}]
}

test_found_if_the_access_may_work if {
	every usability in ["assumable", null] {
		verdict(object.union(row("NO", "IT", "Clerk"), {"access": {"usability": usability}})) == found("NO", "IT")
	}
}

test_silent_if_the_path_is_cut_or_everybodys_or_only_to_grant if {
	every changes in [{"usability": "latent"}, {"public_only": true}, {"option_only": true}] {
		verdict(object.union(row("NO", "IT", "Clerk"), {"access": changes})) == silent
		verdict(object.union(row("Atlantis", "Lemuria", "Clerk"), {"access": changes})) == silent
	}
}

test_the_shipped_regions if {
	count(cross_region.violation) == 1 with input as row("AMER", "EMEA", "Support Agent")
	count(cross_region.violation) == 0 with input as row("EMEA", "FR", "Support Agent")
	count(cross_region.violation) == 0 with input as row("AMER", "EMEA", "Fraud Analyst")
	count(cross_region.violation) == 1 with input as row("EMEA", "AMER", "Fraud Analyst")
}
