"""Edits that wait, and edits that meet."""
