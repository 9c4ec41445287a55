"""The ledger: append-only entries, and commitments folded from them."""
