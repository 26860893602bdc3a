"""The guard reads statements: however a write is put, it is seen; a read never is."""

import pytest

from directory.editing.guard import written_tables

WRITES = [
    'INSERT INTO "directory_site" ("slug") VALUES (%s)',
    "INSERT OR IGNORE INTO directory_site (slug) SELECT slug FROM other",
    "REPLACE INTO directory_site VALUES (1)",
    'UPDATE "directory_site" SET "city" = %s',
    "UPDATE OR IGNORE directory_site SET city = 'x'",
    "update DIRECTORY_SITE set city = 'x'",
    "UPDATE main.directory_site SET city = 'x'",
    'UPDATE ONLY "public"."directory_site" SET city = %s',
    "UPDATE [directory_site] SET city = 'x'",
    'DELETE FROM "directory_site" WHERE slug = %s',
    "TRUNCATE auth_user, directory_site",
    "/* quick */ DELETE FROM directory_site",
    "-- quick\nDELETE FROM directory_site",
    "; DELETE FROM directory_site",
    "SELECT 1; DELETE FROM directory_site",
    "WITH old AS (SELECT 1) UPDATE directory_site SET city = 'x'",
    "WITH gone AS (DELETE FROM directory_site RETURNING *) SELECT * FROM gone",
    "MERGE INTO directory_site USING other ON true WHEN MATCHED THEN DELETE",
    "EXPLAIN ANALYZE DELETE FROM directory_site",
    "DO $$ BEGIN DELETE FROM directory_site; END $$",
    "COPY directory_site FROM STDIN",
]
OTHERS = [
    'SELECT "directory_site"."slug" FROM "directory_site" FOR UPDATE',
    "WITH x AS (SELECT * FROM directory_site) SELECT * FROM x",
    "INSERT INTO django_admin_log SELECT * FROM directory_site",
    'INSERT INTO "new__directory_site" ("slug") SELECT "slug" FROM "directory_site"',
    "UPDATE auth_user SET first_name = (SELECT name FROM directory_site LIMIT 1)",
    "DELETE FROM django_session WHERE session_key IN (SELECT slug FROM directory_site)",
    'ALTER TABLE "directory_site" ADD COLUMN "x" text NULL',
    "PRAGMA foreign_key_check(directory_site)",
    "SAVEPOINT x",
    "",
]


@pytest.mark.parametrize("sql", WRITES)
def test_a_write_is_seen(sql):
    assert written_tables(sql) == {"directory_site"}


@pytest.mark.parametrize("sql", OTHERS)
def test_what_writes_elsewhere_or_not_at_all_passes(sql):
    assert written_tables(sql) == set()
