# METADATA
# title: Whether an access counts
# description: >-
#   What is not known counts: an access is set aside only where it is known to be latent, known to come from PUBLIC
#   alone (the rule exposure/public judges that once, at the resource) or known to be the bare right to grant (the rule
#   privilege/grant_option judges that).
# schemas:
#   - input: schema.input.access
package reeve.lib.access

# The access may work, now or after assuming a role, and the person has it for a reason of her own.
alive if {
	not latent
	not everybody_has_it
}

# Alive, and it is the right itself.
exercisable if {
	alive
	not only_to_grant
}

latent if input.access.usability == "latent"

everybody_has_it if input.access.public_only == true

only_to_grant if input.access.option_only == true
