"""Everything on the page of a record can be taken away: its JSON twin says it too."""

import json
import re

import pytest
from django.http import QueryDict

from directory.columns.facts import in_words
from directory.formats.records import rows_as_data, whole
from directory.models import ClaimTopic, Milestone, Policy
from directory.selection import LISTS, SELECTIONS
from tests.edits import LUMI

pytestmark = pytest.mark.usefixtures("network")

#: Pages of records, with what else has to be taken away for the records that they show as well.
PAGES = {
    f"/sites/{LUMI}": (
        "/supercomputers/lumi.json",
        "/supercomputers/lumi-ai.json",
        "/supercomputers/lumi-iq.json",
        "/api/v1/calls/?evidence=1",
    ),
    "/supercomputers/lumi": (),
    "/countries/FI": (
        f"/sites/{LUMI}.json",
        "/supercomputers/lumi.json",
        "/supercomputers/lumi-ai.json",
        "/supercomputers/lumi-iq.json",
    ),
    "/waves/wave-1": (),
    "/organisations/csc": (),
    "/sectors/health": (),
    "/sources/eurohpc-first-seven-2024-12-10": ("/supercomputers/daedalus.json",),
    "/ledger/c-gf-deadline-nov": (),
    "/numbers/factories_total": (),
}
RECORD = re.compile(
    r'href="/(?:sites|supercomputers|countries|waves|organisations|sectors|sources|ledger)/'
    r'([\w-]+)/(?:\?[^"]*)?(?:#[^"]*)?"'
)
#: The columns of the facts that stand in others than those of their names.
COLUMNS_OF = {
    "address": ["postal_address"],
    "contact": ["contact_email", "contact_url"],
    "coordinates": ["latitude", "longitude"],
    "joined": ["joined"],
    "sites": ["used_by"],
    "supercomputers": ["machines"],
}


def twin(client, address, day=""):
    data = client.get(f"{address}.json{day}").json()
    return data[LISTS[address.split("/")[1]].name][0]


@pytest.mark.parametrize("address", PAGES)
def test_every_record_that_a_page_names_is_in_its_twin(client, address):
    page = client.get(f"{address}/").content.decode()
    article = page[page.index("<article") : page.index("</article>", page.index('id="download"'))]
    told = "".join(
        client.get(one).getvalue().decode() for one in (f"{address}.json", *PAGES[address])
    )

    named = set(RECORD.findall(article))
    assert named
    assert {slug for slug in named if f'"{slug}"' not in told} == set()
    own = address.rpartition("/")[2]
    assert named - {own}


@pytest.mark.parametrize("name", ["sites", "supercomputers", "organisations", "countries", "waves"])
def test_every_fact_that_is_published_is_in_the_data_of_its_record(name):
    selection = SELECTIONS[name](QueryDict(""))
    rows = list(selection.each())
    told = rows_as_data(selection, rows, whole(selection))
    missing = [
        (row.pk, fact)
        for row, data in zip(rows, told, strict=True)
        for fact in row.FACTS
        if in_words(row, fact)
        and not any(data[c] not in (None, []) for c in COLUMNS_OF.get(fact, [fact]))
    ]

    assert missing == []


def test_the_words_of_a_site_are_in_its_twin_as_they_are_on_its_page(client):
    page = client.get(f"/sites/{LUMI}/").content.decode()
    site = twin(client, f"/sites/{LUMI}")

    assert len(re.findall(r'<li id="milestone-\d+"', page)) == len(
        [*site["milestones"], *site["machine_milestones"]]
    )
    assert site["summary"] in page
    assert site["sectors_as_published"]
    assert site["contact_email"] or site["contact_url"]
    for used in site["machines"]:
        assert used["name"] in page
    published = set(re.findall(r'href="(https?://[^"]+)" rel="noopener"', page))
    told = json.dumps([site, client.get("/calls.json").json()], ensure_ascii=False)
    for machine in site["machines"]:
        told += client.get(f"/supercomputers/{machine['supercomputer']}.json").getvalue().decode()
    assert {url for url in published if url.replace("&amp;", "&") not in told} == set()


def test_what_tells_of_today_is_not_told_of_a_past_day(client):
    for address in (f"/sites/{LUMI}", "/supercomputers/lumi", "/waves/wave-1"):
        assert twin(client, address)["summary"]
        assert twin(client, address, "?as_of=2025-06-30")["summary"] is None
    noted = [use["note"] for use in twin(client, f"/sites/{LUMI}", "?as_of=2025-06-30")["machines"]]
    assert noted
    assert not any(noted)


def test_a_claim_a_number_and_an_edition_tell_what_was_counted(client):
    claim = twin(client, "/ledger/c-gf-deadline-nov")
    number = twin(client, "/numbers/factories_total")
    edition = twin(client, "/editions/1")

    assert claim["checks"][-1]["on_own_date"] is False
    assert claim["checks"][-1]["outcome"] == claim["outcome_now"]
    assert number["course"][0]["value"] == number["value"] == len(number["counted"])
    assert [record["slug"] for record in number["records"]] == number["counted"]
    assert number["listing"].startswith("/sites/?")
    counted = {one["number"]: one["value"] for one in edition["numbers"]}
    assert counted["factories_total"] == number["value"]
    assert sum(kind["count"] for kind in edition["recorded"]) == edition["changes"]


def test_what_has_no_page_of_its_own_has_an_anchor_on_one(client):
    of_lumi = Milestone.objects.filter(site=LUMI) | Milestone.objects.filter(supercomputer="lumi")
    shown = [*Policy.objects.all(), *ClaimTopic.objects.all(), *of_lumi]
    pages = {}
    for row in shown:
        page, _hash, anchor = row.get_absolute_url().partition("#")
        if page not in pages:
            pages[page] = client.get(page).content.decode()
        assert f'id="{anchor}"' in pages[page], row.get_absolute_url()

    assert len(shown) == len({row.get_absolute_url() for row in shown})
    assert len(pages) == 4
