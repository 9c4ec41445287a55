"""Reports for the terminal, as HTML and as JSON, and the schema of the last."""
