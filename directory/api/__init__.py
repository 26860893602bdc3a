"""The directory as machines ask for it: REST and OGC API - Features."""
