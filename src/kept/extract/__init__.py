"""Document to claims, commitments and events, by a cascade of named rules."""
