package reeve.rules.privilege.bulk_export_test

import data.reeve.rules.privilege.bulk_export

found(job) := {{"code": "export", "params": {"job": job}}}

exports := {"privileges": ["export"], "jobs": {"Keeper": "makes the backups"}}

verdict(row) := violation if {
	violation := bulk_export.violation with input as row with data.reeve.exports as exports
}

row(job, bulk, changes) := {
	"identity": {"job": job},
	"access": object.union(
		{"bulk_export": bulk, "usability": "usable", "public_only": false, "option_only": false},
		changes,
	),
}

test_found_if_the_job_may_not_export if {
	verdict(row("Clerk", true, {})) == found("Clerk")
	verdict(row(null, true, {"usability": null})) == found(null)
}

test_silent_if_the_job_may_or_it_is_no_export if {
	verdict(row("Keeper", true, {})) == set()
	verdict(row("Clerk", false, {})) == set()
}

test_silent_if_the_path_is_cut_or_everybodys_or_only_to_grant if {
	every changes in [{"usability": "latent"}, {"public_only": true}, {"option_only": true}] {
		verdict(row("Clerk", true, changes)) == set()
	}
}

test_the_shipped_jobs if {
	count(bulk_export.violation) == 0 with input as row("Data Engineer", true, {})
	count(bulk_export.violation) == 1 with input as row("Support Agent", true, {})
}
