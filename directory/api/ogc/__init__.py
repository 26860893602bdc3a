"""OGC API - Features, Part 1: Core: the directory as geographic programs ask for it."""
