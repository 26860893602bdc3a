"""Files of records in the admin: import and export."""
