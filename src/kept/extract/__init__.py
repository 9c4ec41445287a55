"""Document to claims, commitments and events: tokens, numerals, quantities, changes, periods, speakers, modality."""
