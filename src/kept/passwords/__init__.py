"""Guess numbers, crack times, audits, generators and policy. Stands alone."""
