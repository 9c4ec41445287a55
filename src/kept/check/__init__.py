"""Claims to findings: one file a check."""
