"""The throw-away PostgreSQL server that the database tests run on."""

import os
import subprocess
import sys

import psycopg
import pytest

from tests.cluster import binaries
from tests.cluster.postgres import running_cluster, start_first


def test_a_cluster_answers_and_leaves_nothing_behind():
    with running_cluster() as cluster:
        with psycopg.connect(cluster.url) as connection:
            answer, encoding = connection.execute(
                "select version(), current_setting('server_encoding')"
            ).fetchone()
        directory = cluster.path.parent
        pid = cluster.server.pid

    assert answer.startswith("PostgreSQL ")
    assert encoding == "UTF8"
    assert not directory.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize("bindir", binaries.packaged(), ids=lambda path: path.parent.name)
def test_the_packaged_servers_start_where_none_is_installed(monkeypatch, bindir):
    monkeypatch.setenv("PG_BINDIR", str(bindir))

    with running_cluster() as cluster:
        pass

    assert cluster.server.returncode == 0


def test_programs_that_do_not_work_are_passed_over(tmp_path):
    broken = tmp_path / "bin"
    broken.mkdir()

    with pytest.raises(binaries.ClusterError, match=r"(?s)Install one.*bin: .*No such file"):
        start_first(tmp_path, iter([broken]))


def test_the_command_gets_the_database_and_its_status_is_kept():
    script = "import os, sys; print(os.environ['DATABASE_URL']); sys.exit(3)"

    done = subprocess.run(
        [sys.executable, "-m", "tests.cluster.postgres", "--", sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 3
    assert done.stdout.startswith("postgres://postgres:")
