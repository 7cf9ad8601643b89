# METADATA
# title: The authorisation matrix
# description: >-
#   Which job may use which category, by which action, for which purpose. What the matrix does not list is not
#   authorised; a job or category that it does not know at all is for the rule to report.
package reeve.lib.matrix

knows_job(job) if is_array(data.reeve.authorisation_matrix.jobs[job])

known(categories) := [category |
	some category in categories
	category in data.reeve.authorisation_matrix.categories
]

unknown(categories) := [category |
	some category in categories
	not category in data.reeve.authorisation_matrix.categories
]

# The job may use the category, by some action.
lists(job, category) if {
	some row in data.reeve.authorisation_matrix.jobs[job]
	row.category == category
}

unauthorised(job, action, categories) := [category |
	some category in categories
	not authorised(job, action, category)
]

authorised(job, action, category) if {
	some row in data.reeve.authorisation_matrix.jobs[job]
	row.category == category
	action in row.actions
}
