"""Fixture files in and out."""
