"""Records that may stand twice are noticed, and no others."""

import pytest

from directory.editing.helping.addresses import normal_address, slug_for
from directory.editing.helping.begun_source import begun_source
from directory.editing.helping.duplicates import at_the_same_address, named_alike
from directory.models import Organisation, Site, Source, Supercomputer
from tests.factories import make_organisation, make_site, make_source

pytestmark = pytest.mark.usefixtures("network")


def alike(records, name, slug=""):
    return {other.record.pk: other.is_near for other in named_alike(records.all(), name, slug)}


def test_a_name_is_noticed_without_case_accents_and_punctuation():
    make_organisation("lodz", name="Politechnika Łódzka")

    assert alike(Organisation.objects, "politechnika LODZKA!") == {"lodz": False}


def test_other_names_and_short_names_count_as_well():
    make_site("atlantis", name="Atlantis AI Factory", acronym="ATL-9", aliases=["Poseidonis"])

    assert alike(Site.objects, "poseidonis") == {"atlantis": False}
    assert alike(Site.objects, "ATL 9") == {"atlantis": False}


def test_a_name_that_is_spelt_much_alike_is_told_as_such():
    make_organisation("uni", name="Universität Musterstadt")

    assert alike(Organisation.objects, "Universitaet Musterstadt") == {"uni": True}
    assert alike(Organisation.objects, "Universität Mustersdorf an der Elbe") == {}


def test_short_names_must_be_the_same():
    make_organisation("abcde", name="ABCDE")

    assert alike(Organisation.objects, "ABCDF") == {}


def test_a_record_is_not_its_own_lookalike():
    lumi = Supercomputer.objects.get(pk="lumi")

    assert "lumi" in alike(Supercomputer.objects, lumi.name)
    assert "lumi" not in alike(Supercomputer.objects, lumi.name, "lumi")


@pytest.mark.parametrize("nothing", ["", "  ", "!?"])
def test_nothing_has_no_lookalike(nothing, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert alike(Organisation.objects, nothing) == {}


@pytest.mark.parametrize("nothing", ["", "  ", "!?", "http://[", "https://a:b/"])
def test_what_is_no_address_stands_nowhere(nothing):
    assert at_the_same_address(Source.objects.all(), nothing) == []


def test_queries_do_not_grow_with_the_records(django_assert_num_queries):
    make_organisation("uni", name="Universität Musterstadt")

    with django_assert_num_queries(2):
        named_alike(Organisation.objects.all(), "Universität Musterstadt")


@pytest.mark.parametrize(
    "written",
    [
        "https://press.example/a/b",
        "http://www.press.example/a/b/",
        "HTTPS://Press.example:443/a/b#part",
        "press.example/a/b?utm_source=letter&fbclid=1",
    ],
)
def test_an_address_is_the_same_however_it_is_written(written):
    make_source("press", url="https://press.example/a/b")

    (other,) = at_the_same_address(Source.objects.all(), written)

    assert other.record.pk == "press"
    assert at_the_same_address(Source.objects.all(), written, "press") == []


def test_what_makes_another_page_makes_another_address():
    pages = [
        "a.example",
        "a.example/b",
        "a.example/B",
        "a.example?p=1",
        "a.example?p=2",
        "b.example",
    ]

    assert len({normal_address(page) for page in pages}) == len(pages)
    assert normal_address("a.example?p=1&q=2") == normal_address("a.example?q=2&p=1")
    assert normal_address("http://[") == normal_address("http://a:x/") == ""


def test_no_two_sources_of_the_network_have_one_address():
    addresses = [
        normal_address(url) for url in Source.objects.exclude(url="").values_list("url", flat=True)
    ]

    assert len(set(addresses)) == len(addresses) > 300


def test_a_new_source_begins_with_what_its_host_is_known_for():
    for number, publisher in enumerate(["The Press", "The Press", "A Guest"]):
        make_source(url=f"https://www.press.example/{number}", publisher=publisher, language="fi")
    make_source(url="https://other.press.example/", publisher="Another", language="de")

    begun = begun_source("http://press.example/news/EU_picks%20six/")

    assert begun == {
        "url": "http://press.example/news/EU_picks%20six/",
        "slug": "press-eu-picks-six",
        "publisher": "The Press",
        "language": "fi",
        "kind": "news",
    }


def test_of_an_unknown_host_nothing_is_made_up():
    assert set(begun_source("https://nowhere.example/a")) == {"url", "slug"}


def test_a_suggested_slug_is_short_valid_and_free():
    assert slug_for("https://www.agid.gov.it/en/node/318", ()) == "agid-gov-318"
    assert slug_for("https://a.example/x", {"a-x", "a-x-2"}) == "a-x-3"
    assert slug_for("https://例え.テスト/", ()) == "source"
    assert len(slug_for(f"https://a.example/{'word-' * 40}", ())) <= 60
    assert not slug_for(f"https://a.example/{'word-' * 40}", ()).endswith("-")
