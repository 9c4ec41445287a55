"""Words as data: units, scales, currencies, cues, places and names, with their loaders."""
