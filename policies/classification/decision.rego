# METADATA
# title: Which categories a resource carries, by its labels and its name
# description: >-
#   `decision` has at most one member: categories (sorted; empty says that it carries none), confidence (percent) and
#   why. No member: undecided. Labels decide before names, and one sign of a category outweighs every sign that there
#   is none. Each package reeve.naming.<name> gives signs of what a name says; a new one is found by itself. Names decide
#   `none` only where nothing about a customer can hide behind them: undecided is reported, a wrong `none` is not.
package reeve.classification

decision contains {
	"categories": sort({category | some category in labelled; category != "none"}),
	"confidence": 100,
	"why": "the source says so by a label",
} if {
	count(labelled) > 0
	every category in labelled {
		is_label(category)
	}
}

decision contains {
	"categories": sort({sign.category | some sign in signs_of_something}),
	"confidence": min([strongest(sign.category) | some sign in signs_of_something]),
	"why": concat("; ", sort({sign.why | some sign in signs_of_something})),
} if {
	count(labelled) == 0
	count(signs_of_something) > 0
}

decision contains {
	"categories": [],
	"confidence": max([sign.confidence | some sign in signs; sign.category == "none"]),
	"why": concat("; ", sort({sign.why | some sign in signs; sign.category == "none"})),
} if {
	count(labelled) == 0
	count(signs_of_something) == 0
	count(signs) > 0
}

labelled contains trim_prefix(label, "category:") if {
	some label in input.labels
	startswith(label, "category:")
}

is_label("none")

is_label(category) if data.reeve.categories[category]

strongest(category) := max([sign.confidence | some sign in signs; sign.category == category])

signs_of_something contains sign if {
	some sign in signs
	sign.category != "none"
}

signs contains sign if {
	some name
	some sign in data.reeve.naming[name].signs # regal ignore:mixed-iteration
}
