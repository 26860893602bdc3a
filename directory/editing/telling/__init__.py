"""Telling what records say and what changed in them, in the words of readers."""
