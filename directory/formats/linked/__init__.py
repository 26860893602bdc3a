"""Linked data: what is shown as schema.org (JSON-LD), and the catalogue of the data as DCAT-AP."""
