package reeve.rules.lifecycle.leaver_test

import data.reeve.rules.lifecycle.leaver

found := {{"code": "left", "params": {}}}

unknown := {{"code": "status_unknown", "params": {}}}

person(status, end_state) := {
	"identity": {"status": status, "end_state": end_state},
	"access": {"usability": "usable", "public_only": false},
}

leaver_with(usability, public_only) := {
	"identity": {"status": "left", "end_state": "passed"},
	"access": {"usability": usability, "public_only": public_only},
}

test_found_if_hr_says_left if {
	every end_state in ["passed", "planned", "none", null] {
		leaver.violation == found with input as person("left", end_state)
		leaver.not_evaluable == set() with input as person("left", end_state)
	}
}

test_found_if_the_last_day_has_passed_whatever_the_status if {
	every status in ["active", "leave", "suspended", "future", null] {
		leaver.violation == found with input as person(status, "passed")
		leaver.not_evaluable == set() with input as person(status, "passed")
	}
}

test_silent_on_who_leaves_tomorrow if {
	every status in ["active", "leave", "suspended", "future", null] {
		leaver.violation == set() with input as person(status, "planned")
		leaver.not_evaluable == set() with input as person(status, "planned")
	}
}

test_silent_on_who_stays if {
	every status in ["active", "leave", "suspended", "future"] {
		every end_state in ["none", null] {
			leaver.violation == set() with input as person(status, end_state)
			leaver.not_evaluable == set() with input as person(status, end_state)
		}
	}
	leaver.violation == set() with input as person(null, "none")
	leaver.not_evaluable == set() with input as person(null, "none")
}

test_not_evaluable_if_hr_says_nothing if {
	leaver.violation == set() with input as person(null, null)
	leaver.not_evaluable == unknown with input as person(null, null)
}

test_found_unless_the_access_is_known_to_have_ended if {
	every usability in ["usable", "assumable", null] {
		leaver.violation == found with input as leaver_with(usability, false)
	}
	leaver.violation == set() with input as leaver_with("latent", false)
	leaver.not_evaluable == set() with input as leaver_with("latent", false)
}

test_silent_on_what_everybody_has if {
	leaver.violation == set() with input as leaver_with("usable", true)
	leaver.not_evaluable == set() with input as leaver_with("usable", true)
}

test_found_if_attributes_are_missing if {
	leaver.violation == found with input as {"identity": {"status": "left", "end_state": null}}
	leaver.not_evaluable == unknown with input as {"identity": {"status": null, "end_state": null}}
}
