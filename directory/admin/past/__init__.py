"""The past of records in the admin: history, restore, withdrawal."""
