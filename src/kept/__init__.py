"""Kept reads a public announcement, checks every number and promise in it, and follows each promise."""
