# METADATA
# title: Which codes a person holds
# description: A code is category/action, of everything that the person reaches now or after assuming a role.
# schemas:
#   - input: schema.input.holder
package reeve.lib.codes

all_held(listed) if {
	every code in listed {
		code in input.holder.codes
	}
}

any_held(listed) if {
	some code in listed
	code in input.holder.codes
}
