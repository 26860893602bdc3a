"""Importing and exporting tables and files of records."""
