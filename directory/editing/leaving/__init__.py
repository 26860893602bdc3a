"""Records that leave the public."""
