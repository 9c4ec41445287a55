"""Official series: the catalogue, the shipped snapshot, sourced facts."""
