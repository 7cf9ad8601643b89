# METADATA
# title: Names of columns and tables as words
# description: >-
#   Names are compared as whole words, so that "research_terms" does not hold "search_terms". "customerEMail2",
#   "Customer E-Mail", "public.customer_e_mail" and "CUSTOMER_E_MAIL" are the same words.
package reeve.lib.names

accents := {"à": "a", "â": "a", "ä": "a", "ç": "c", "è": "e", "é": "e", "ê": "e", "ô": "o", "ö": "o", "ü": "u", "ß": "ss"}

# "shop.customerEMail2" -> "customer_e_mail": what stands before the last dot, and numbers at the end of a word, are left
# out.
plain(qualified) := result if {
	parts := split(qualified, ".")
	name := parts[count(parts) - 1]
	spaced := regex.replace(regex.replace(name, `([A-Z]+)([A-Z][a-z])`, "${1}_$2"), `([a-z0-9])([A-Z])`, "${1}_$2")
	letters := regex.replace(strings.replace_n(accents, lower(spaced)), `[^a-z0-9]+`, "_")
	result := trim(regex.replace(letters, `_*[0-9]+(_|$)`, "$1"), "_")
}

# Every run of one to three words: "last_search_term" -> last, search, term, last_search, search_term and the whole.
phrases(name) := {phrase |
	words := split(plain(name), "_")
	some first, _ in words
	some length in [1, 2, 3]
	phrase := concat("_", array.slice(words, first, first + length))
}

# The name of a table without what only says how it is kept: v_orders_archive_2024 -> orders.
core(table) := result if {
	without_head := regex.replace(
		plain(table),
		`^((v|vw|view|tbl|t|dim|fact|fct|stg|staging|raw|src|ods|dwh|mart|web|shop|online|all)_)+`,
		"",
	)
	result := regex.replace(
		without_head,
		concat("", [
			`(_(view|v|vw|mv|archive|archived|history|hist|raw|staging|tmp|old|new|backup|bak|copy|daily|weekly|monthly|yearly`,
			`|summary|stats|statistics|aggregate|aggregates|agg|current|log|logs|fact|dim|masked|all|partition|default))+$`,
		]),
		"",
	)
}
