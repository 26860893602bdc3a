"""The REST API, version 1: every list and record as JSON, by the same selections as the pages."""
