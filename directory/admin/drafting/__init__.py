"""Drafts in the admin, and the meeting of two edits."""
