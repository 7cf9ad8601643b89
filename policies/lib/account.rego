# METADATA
# title: Whether an account counts
# description: >-
#   What is not known counts: an account is set aside only where it is known to be disabled, or known to reach neither
#   customer data nor anything unclassified. Gates are not asked.
# schemas:
#   - input: schema.input.account
package reeve.lib.account

matters if {
	not disabled
	not reaches_nothing
}

disabled if input.account.enabled == false

reaches_nothing if {
	count(input.account.categories) == 0
	input.account.reaches_undecided == false
}
