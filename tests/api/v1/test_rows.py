"""What the API tells of rows: fields, what is nested, the sources of facts."""

import datetime
from urllib.parse import urlencode

import pytest

from directory.api.v1.asking import expandable
from directory.columns import COLUMNS
from directory.columns.parts import parts_of
from directory.enums import SiteStage
from directory.formats.records import has_evidence
from directory.models import Citation, Conflict, Milestone, Site, Wave
from directory.selection import SELECTIONS
from tests.edits import LUMI
from tests.factories import make_country, make_site, make_source, reach, recorded

pytestmark = pytest.mark.usefixtures("network")

#: Lists of more than twenty rows, of which the first twenty have all that rows may have.
GROWING = (
    "sites",
    "supercomputers",
    "countries",
    "organisations",
    "sources",
    "claims",
    "milestones",
    "changes",
)


def rows(client, address):
    return client.get(f"/api/v1/{address}").json()["results"]


def record(client, address):
    return client.get(f"/api/v1/{address}").json()["result"]


def test_a_row_has_the_columns_of_its_list_and_its_addresses(client):
    (lumi,) = rows(client, "sites/?site=lumi-ai-factory")
    assert list(lumi) == [column.name for column in COLUMNS["sites"]] + ["record_url", "api_url"]
    assert lumi["record_url"] == "http://testserver/sites/lumi-ai-factory/"
    assert client.get(lumi["api_url"]).json()["result"].items() >= lumi.items()


def test_only_the_fields_asked_for_are_told(client):
    (lumi,) = rows(client, "sites/?site=lumi-ai-factory&fields=name,country")
    assert list(lumi) == ["name", "country", "record_url", "api_url"]
    assert list(record(client, f"sites/{LUMI}/?fields=city")) == ["city", "record_url", "api_url"]


def test_records_stand_in_place_of_their_slugs(client):
    (lumi,) = rows(client, "sites/?site=lumi-ai-factory&expand=country,sectors&fields=name")
    assert list(lumi["country"]) == [column.name for column in COLUMNS["countries"]]
    assert (lumi["country"]["slug"], lumi["country"]["name"]) == ("FI", "Finland")
    assert all(sector["name"] for sector in lumi["sectors"])


def test_what_is_in_no_list_on_the_day_stays_a_slug(client):
    """A site of a later wave has its wave's name only once the wave was announced."""
    day = Milestone.objects.get(site=LUMI, stage=SiteStage.SELECTED).latest
    with recorded():
        late = Wave.objects.get(pk=Site.objects.get(pk=LUMI).wave_id)
        late.announced_on = day + datetime.timedelta(days=30)
        late.save()
    (lumi,) = rows(client, f"sites/?site={LUMI}&expand=wave&as_of={day}")
    assert lumi["wave"] == late.pk


@pytest.mark.parametrize("name", SELECTIONS)
def test_a_record_has_all_its_parts_and_a_list_only_those_asked_for(client, name):
    parts = {part.name for part in parts_of(name)}
    (row,) = rows(client, f"{name}/?limit=1")
    key = row["api_url"].rstrip("/").rpartition("/")[2]
    assert not parts & set(row)
    assert parts <= set(record(client, f"{name}/{key}/"))


def test_a_site_tells_its_organisations_machines_and_steps(client):
    lumi = record(client, f"sites/{LUMI}/")
    roles = {(one["organisation"], one["role"]) for one in lumi["organisations"]}
    assert ("csc", "host") in roles
    assert "lumi" in {one["supercomputer"] for one in lumi["machines"]}
    selected = next(step for step in lumi["milestones"] if step["stage"] == SiteStage.SELECTED)
    assert selected["reached"]
    assert selected["sources"]
    assert {one["status"] for one in lumi["antennas"]} <= {"linked", "letter-of-intent"}


@pytest.fixture
def disputed():
    """A site whose city two sources name differently."""
    with recorded():
        site = make_site("disputed", city="Turku", country=make_country())
        said, otherwise = make_source("one", url="https://one.example/"), make_source("other")
        for source, states in ((said, ""), (otherwise, "Åbo")):
            Citation.objects.create(
                site=site, field="city", source=source, states=states, note="p. 2"
            )
        Conflict.objects.create(site=site, field="city", comment="They differ.")
        step = reach(site, SiteStage.SERVING_USERS, "2026-02-01")
        step.sources.add(said)
    return site


def test_evidence_tells_who_says_a_fact_and_who_says_otherwise(client, disputed):
    evidence = record(client, "sites/disputed/?evidence=1")["evidence"]
    said = {
        "source": "one",
        "title": "one",
        "publisher": "Press",
        "date": None,
        "url": "https://one.example/",
        "reading": "direct",
        "note": "p. 2",
    }
    other = {**said, "source": "other", "title": "other", "url": None}
    assert evidence["city"] == {
        "sources": [said],
        "stated_otherwise": [{"value": "Åbo", "sources": [other]}],
        "conflict": "They differ.",
    }
    assert [source["source"] for source in evidence["status"]["sources"]] == ["one"]
    assert set(evidence) == {"city", "status"}


def test_the_json_of_a_record_tells_what_its_page_shows(client, disputed):
    (told,) = client.get("/sites/disputed.json").json()["sites"]
    asked = record(client, "sites/disputed/?evidence=1")
    assert told == {k: v for k, v in asked.items() if k not in {"record_url", "api_url"}}


@pytest.mark.parametrize("name", GROWING)
def test_queries_do_not_grow_with_the_rows(queries_of, name):
    """With everything that a list can nest."""
    nested = [*expandable(name, of_record=False)]
    query = {"expand": ",".join(nested)} if nested else {}
    query |= {"evidence": "1"} if has_evidence(SELECTIONS[name]) else {}
    few, many = (
        queries_of(f"/api/v1/{name}/?{urlencode(query | {'limit': limit})}") for limit in (20, 80)
    )
    assert many == few


def test_the_documentation_tells_of_every_list_parameter_and_field(client, content):
    page = content("/api/v1/docs/")
    for name, selection in SELECTIONS.items():
        names = [*selection.filterset_class.base_filters, *(c.name for c in COLUMNS[name])]
        assert all(f"<code>{word}</code>" in page for word in names)
        assert f"/api/v1/{name}/" in page
    assert "<script>" not in page
