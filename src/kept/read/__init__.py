"""Bytes, paths and addresses to a Document, with offsets back to the source."""
