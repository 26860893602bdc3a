"""What helps editors in the forms of the admin."""
