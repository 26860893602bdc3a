"""What the real GDAL makes of the service: a GeoPackage with the right features."""

import shutil
import sqlite3
import subprocess

import pytest
from django.db.models import Q
from django.http import QueryDict

from directory.selection import SELECTIONS

# Not `network`: the live server answers from another thread, which sees what is committed only.
pytestmark = pytest.mark.django_db(transaction=True)


def run(program, *arguments):
    if not shutil.which(program):
        pytest.fail(f"This test needs GDAL, and there is no {program}.")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout


@pytest.fixture
def written(live_server, tmp_path):
    """Let ogr2ogr write a GeoPackage and return its rows: slug, whether located, EU funding."""

    def write(layer, *options, column="eu_funding_eur"):
        file = tmp_path / "out.gpkg"
        run("ogr2ogr", "-f", "GPKG", file, f"OAPIF:{live_server.url}/ogc/", layer, *options)
        with sqlite3.connect(file) as database:
            query = f"SELECT id, geom IS NOT NULL, {column} FROM {layer}"
            rows = {slug: (located, value) for slug, located, value in database.execute(query)}
        database.close()
        return rows

    return write


def slugs(name, query=""):
    return {row.slug for row in SELECTIONS[name](QueryDict(query)).rows}


def test_every_site_is_written_with_its_place_or_without(written):
    rows = written("sites", "-oo", "PAGE_SIZE=5")

    located = {slug for slug, (located, _funding) in rows.items() if located}
    assert set(rows) == slugs("sites")
    assert located == slugs("sites", "located=yes") < set(rows)
    funded = SELECTIONS["sites"](QueryDict()).found.filter(~Q(eu_funding_eur=None))
    assert {slug: value for slug, (_located, value) in rows.items() if value is not None} == {
        slug: float(value) for slug, value in funded.values_list("slug", "eu_funding_eur")
    }


@pytest.mark.parametrize(
    ("layer", "options", "query"),
    [
        (
            "sites",
            ["-spat", "-10", "36", "5", "44", "-where", "country = 'ES' AND kind = 'factory'"],
            "bbox=-10,36,5,44&country=ES&kind=factory",
        ),
        *(
            pytest.param(*asked, marks=pytest.mark.slow)
            for asked in (
                ("sites", ["-spat", "5", "45", "15", "55"], "bbox=5,45,15,55"),
                ("sites", ["-where", "country = 'DE'"], "country=DE"),
                ("supercomputers", ["-spat", "5", "45", "15", "55"], "bbox=5,45,15,55"),
                ("supercomputers", ["-where", "role = 'upgrade'"], "role=upgrade"),
            )
        ),
    ],
)
def test_a_box_and_a_filter_give_what_the_selection_gives(written, layer, options, query):
    wanted = slugs(layer, query)

    assert set(written(layer, *options, column="name")) == wanted != set()


@pytest.mark.slow
def test_the_layers_describe_themselves(live_server):
    told = run("ogrinfo", "-ro", "-so", f"OAPIF:{live_server.url}/ogc/", "sites", "supercomputers")

    assert "Feature Count: 32" in told
    assert f"Feature Count: {SELECTIONS['supercomputers'](QueryDict()).count}" in told
    # As the schema says, though no row of the first page may have a value.
    assert "eu_funding_eur: Real" in told
    assert "selected_on: Date" in told
    assert "partner_countries: String" in told
