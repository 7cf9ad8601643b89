# METADATA
# title: Regions
# description: >-
#   Which regions count as one (a group), which data belongs to no region, and which jobs may work across. A name that
#   data/regions.json does not list is not known, for the rule to report.
package reeve.lib.regions

lists(region) if count(groups_of(region)) > 0

unbound(region) if region in data.reeve.regions.unbound

groups_of(region) := {name |
	some name, members in data.reeve.regions.groups
	region in members
}

same_group(one, other) if count(groups_of(one) & groups_of(other)) > 0

may_cross(works_in, data_of, job) if {
	some pair in data.reeve.regions.allowed
	names(pair.works_in, works_in)
	names(pair.data_of, data_of)
	some listed in pair.jobs
	listed in {"*", job}
}

# A pair names a region by its group or by "*".
names("*", _)

names(group, region) if group in groups_of(region)
