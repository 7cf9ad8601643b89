# METADATA
# title: Bands of numbers
# description: Days and percents come as bands such as "30-89" and "365+", whose edges are in data/thresholds.json.
package reeve.lib.bands

# Every number of the band lies below the limit. An open band, one that is not known, or one that is written otherwise
# never does.
below(band, limit) if {
	is_string(band)
	edges := split(band, "-")
	to_number(edges[1]) < limit
}
