"""What helps editors while they write."""
