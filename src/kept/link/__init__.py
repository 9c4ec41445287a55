"""Phrases to entities and indicators, with a score and the reasons for it."""
