package reeve.rules.lifecycle.leaver_test

import data.reeve.rules.lifecycle.leaver

found := [{{"code": "left", "params": {}}}, set()]

unknown := [set(), {{"code": "status_unknown", "params": {}}}]

silent := [set(), set()]

verdict(row) := [violation, not_evaluable] if {
	violation := leaver.violation with input as row
	not_evaluable := leaver.not_evaluable with input as row
}

person(status, end_state) := {
	"identity": {"status": status, "end_state": end_state},
	"access": {"usability": "usable", "public_only": false},
}

access_of_leaver(changes) := object.union(person("left", "passed"), {"access": changes})

test_found_if_hr_says_left if {
	every end_state in ["passed", "planned", "none", null] {
		verdict(person("left", end_state)) == found
	}
}

test_found_if_the_last_day_has_passed_whatever_the_status if {
	every status in ["active", "leave", "suspended", "future", null] {
		verdict(person(status, "passed")) == found
	}
}

test_silent_on_who_leaves_tomorrow if {
	every status in ["active", "leave", "suspended", "future", null] {
		verdict(person(status, "planned")) == silent
	}
}

test_silent_on_who_stays if {
	every status in ["active", "leave", "suspended", "future"] {
		verdict(person(status, "none")) == silent
		verdict(person(status, null)) == silent
	}
	verdict(person(null, "none")) == silent
}

test_not_evaluable_if_hr_says_nothing if {
	verdict(person(null, null)) == unknown
}

test_found_unless_the_access_is_known_to_be_latent if {
	every usability in ["usable", "assumable", null] {
		verdict(access_of_leaver({"usability": usability})) == found
	}
	verdict(access_of_leaver({"usability": "latent"})) == silent
}

test_silent_on_what_everybody_has if {
	verdict(access_of_leaver({"public_only": true})) == silent
}

test_unknown_person_with_latent_access_is_silent if {
	verdict(object.union(person(null, null), {"access": {"usability": "latent"}})) == silent
}

test_found_if_the_access_tells_nothing if {
	verdict({"identity": {"status": "left", "end_state": null}}) == found
	verdict({"identity": {"status": null, "end_state": null}}) == unknown
}
