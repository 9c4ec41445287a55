"""Reads a public announcement, checks every number and promise, and follows each promise."""
