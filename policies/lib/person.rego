# METADATA
# title: Whether a person still works here
# description: >-
#   HR tells it twice, as a status and as an end date, and either may be late or missing. One statement that the person
#   has left is enough; that the person is still here needs a statement too.
package reeve.lib.person

left("left", _)

left(_, "passed")

still_here(status, end_state) if {
	not left(status, end_state)
	status in {"active", "leave", "suspended", "future"}
}

still_here(status, end_state) if {
	not left(status, end_state)
	end_state in {"none", "planned"}
}
