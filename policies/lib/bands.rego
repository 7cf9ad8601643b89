# METADATA
# title: Bands of days
# description: Day counts come as bands such as "30-89" and "365+", whose edges are in data/thresholds.json.
package reeve.lib.bands

# Every day of the band lies below `days`. An open band, or one that is written otherwise, never does.
below(band, days) if {
	edges := split(band, "-")
	to_number(edges[1]) < days
}
