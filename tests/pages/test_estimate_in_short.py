"""What the estimate says first, where it leads on to, and what folds."""

import re
from decimal import Decimal
from html import unescape

import pytest

pytestmark = pytest.mark.usefixtures("network")

FINE_TUNE = "?parameters=8&method=fine-tune&tokens=0.1"
TRAIN = "?parameters=7&method=train&tokens=2000"
#: What somebody answered in the finder who came from there.
FROM_FINDER = "find=who%3Dstart-up%26country%3DLT%26hours%3Dunsure"


@pytest.fixture
def page_of(content):
    return lambda address: " ".join(unescape(content(address)).split())


def accelerators(page):
    return re.findall(r'<tr role="row" data-accelerator="([^"]+)"', page)


def ways_in(page):
    main = page.partition("<main")[2].partition("</main>")[0]
    return set(re.findall(r'href="(/find/[^"]*)"[^>]*>Find (?:my|a) way in', main))


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (FINE_TUNE, "?purpose=fine-tune&hours=small"),
        (FINE_TUNE.replace("fine-tune", "lora"), "?purpose=fine-tune&hours=small"),
        (f"{TRAIN}&{FROM_FINDER}", "?who=start-up&country=LT&purpose=train&hours=large"),
        (f"{FINE_TUNE}&find=purpose%3Dtry", "?purpose=try&hours=small"),
        ("?parameters=8&find=help%3Ddata%26hours%3Dsmall", "?hours=small&help=data"),
        ("?parameters=8", ""),
    ],
)
def test_the_finder_is_asked_with_the_estimate_and_what_was_answered_before(
    client, page_of, query, asked
):
    assert ways_in(page_of(f"/estimate/{query}")) == {f"/find/{asked}"}
    assert client.get(f"/find/{asked}").status_code == 200


def test_what_was_answered_in_the_finder_is_kept_in_form_and_examples(page_of):
    page = page_of(f"/estimate/?{FROM_FINDER}")

    assert 'name="find" value="who=start-up&country=LT&hours=unsure"' in page
    assert "Kept from the finder: Start-up" in page
    assert page.count(f'&{FROM_FINDER}"') == 4


def test_wrong_answers_of_the_finder_are_told_and_not_kept(page_of):
    page = page_of("/estimate/?find=who%3Drobot")

    assert 'id="question-find"' in page
    assert 'name="find"' not in page


def test_in_short_stands_first_and_says_as_data_what_it_says_in_words(client, page_of):
    page = page_of(f"/estimate/{FINE_TUNE}")
    short = client.get(f"/estimate.json{FINE_TUNE}").json()["estimate"]["in_short"]

    shown = page.partition('aria-labelledby="short"')[2].partition("</section>")[0]
    assert page.index(shown) < page.index("What it needs")
    ends = (f"{Decimal(str(short['gpu_hours'][end])).normalize():,f}" for end in ("low", "high"))
    assert f"<strong>{' to '.join(ends)} GPU hours</strong>" in shown
    assert re.findall(r'#mode-([\w-]+)"', shown) == [short["access_modes"][0]["access_mode"]]
    assert short["access_modes"][0]["sizes_stated"] == {"low": 1000, "high": 5000}
    assert "Sources state 1,000 to 5,000 GPU hours." in shown
    machines = [one["supercomputer"] for one in short["supercomputers"]]
    assert re.findall(r'href="/supercomputers/([\w-]+)/"', shown) == machines != []


def test_accelerators_that_no_site_offers_fold_and_name_no_access_mode(client, page_of):
    page = page_of(f"/estimate/{FINE_TUNE}")
    before, _summary, folded = page.partition("On machines that no site offers")
    found = client.get(f"/estimate.json{FINE_TUNE}").json()["estimate"]["accelerators"]

    assert accelerators(before) == [row["accelerator"] for row in found if row["offered"]]
    rest = accelerators(folded)
    assert "amd-mi300a" in rest
    assert folded.count(">no site is known to offer time on it<") == len(rest)
    assert "#mode-" not in folded.partition("</details></section>")[0].partition("</section>")[0]


def test_only_small_needs_name_playground(page_of):
    small, large = (page_of(f"/estimate/{query}") for query in (FINE_TUNE, TRAIN))

    assert "#mode-playground" in small
    assert "only one catalogue gives a floor, 10,000." in small
    assert "#mode-playground" not in large


def test_a_machine_leads_to_the_record_of_its_accelerator(page_of):
    machine = page_of("/supercomputers/lumi/")

    (anchor,) = re.findall(r'href="/estimate/#(accelerator-[\w-]+)"', machine)
    assert f'id="{anchor}"' in page_of("/estimate/")
    assert "/estimate/#" not in page_of("/supercomputers/discoverer/")
