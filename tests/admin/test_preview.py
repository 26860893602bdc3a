"""From a public page to its form: for editors only, and without a trace in public answers."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import clear_script_prefix, reverse, set_script_prefix

from directory.models import Country, Factory, Sector, Site, Source, Supercomputer, Wave
from tests.factories import recorded

pytestmark = pytest.mark.usefixtures("network")

BAR = re.compile(r"\s*<aside class=\"editorial\".*?</aside>", re.DOTALL)
STYLE = re.compile(r"\s*<link[^>]*editorial[^>]*>")
SCRIPT = re.compile(r"\s*<script[^>]*admin-preview[^>]*></script>")


def preview(page):
    return f"/admin/preview{page}"


def lines(html):
    return [line.strip() for line in html.splitlines() if line.strip()]


@pytest.mark.parametrize(
    "page",
    [
        "/",
        "/sites/",
        "/sites/?country=DE&country=PL",
        "/sites/?kind=factory&as_of=2025-03-12",
        "/map/",
        "/map/?kind=factory&as_of=2025-03-12",
        "/sites/it4lia/",
        "/sites/it4lia/?as_of=2025-03-12",
        "/sites/gaia-ai-factory/?as_of=2025-10-09",
    ],
)
def test_a_preview_is_the_public_page_and_a_bar(admin_client, client, page):
    shown = admin_client.get(preview(page)).content.decode()
    public = client.get(page).content.decode()

    bare = shown
    for addition in (BAR, STYLE, SCRIPT):
        bare, found = addition.subn("", bare)
        assert found == 1
    assert lines(bare) == lines(public)
    assert "editorial" not in public


def test_the_bar_leads_to_the_form_and_to_the_public_page(admin_client):
    bar = BAR.search(admin_client.get(preview("/sites/it4lia/")).content.decode())[0]

    assert 'href="/admin/directory/factory/it4lia/change/"' in bar
    assert "Edit IT4LIA AI Factory" in bar
    assert 'href="/sites/it4lia/"' in bar


@pytest.mark.parametrize("model", [Supercomputer, Wave, Country, Sector, Source])
def test_every_page_of_a_record_has_its_form(admin_client, model):
    record = model.objects.order_by("pk").first()
    form = reverse(f"admin:directory_{model._meta.model_name}_change", args=[record.pk])

    content = admin_client.get(preview(record.get_absolute_url())).content.decode()

    assert f'href="{form}"' in BAR.search(content)[0]


def test_admin_edit_before_a_public_path_opens_the_form(admin_client):
    opened = admin_client.get("/admin/edit/sites/skaiat/")
    assert opened.url == "/admin/directory/antenna/skaiat/change/"
    opened = admin_client.get("/admin/edit/countries/FI")
    assert opened.url == "/admin/directory/country/FI/change/"

    for nothing in ("sites/", "sites/atlantis/", "sites.json", "no/such/page/", "admin/"):
        assert admin_client.get(f"/admin/edit/{nothing}").status_code == 404


def test_a_site_that_is_not_published_can_be_edited_but_has_no_page(admin_client):
    with recorded():
        Site.objects.filter(pk="pharos").update(published=False)

    assert admin_client.get(preview("/sites/pharos/")).status_code == 404
    assert admin_client.get("/admin/edit/sites/pharos/").status_code == 302


def test_a_preview_is_never_shared(admin_client):
    response = admin_client.get(preview("/sites/it4lia/"))

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]
    assert "s-maxage" not in response["Cache-Control"]


@pytest.mark.parametrize("page", ["/admin/preview/", "/admin/edit/sites/it4lia/", "/admin/place/"])
def test_visitors_are_sent_to_the_login(client, page):
    assert client.get(page).url == f"/admin/login/?next={page}"


def test_who_may_not_edit_a_record_is_offered_no_form(client):
    client.force_login(get_user_model().objects.create_user("reader", is_staff=True))

    content = client.get(preview("/sites/it4lia/")).content.decode()

    assert "/admin/directory/factory/" not in content


def test_who_may_not_edit_sites_does_not_find_out_which_are_unpublished(client):
    client.force_login(get_user_model().objects.create_user("reader", is_staff=True))
    with recorded():
        Site.objects.filter(pk="pharos").update(published=False)

    answers = [client.get(f"/admin/edit/sites/{slug}/") for slug in ("pharos", "atlantis")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_public_answers_are_the_same_for_editors(admin_client, client):
    mine, theirs = admin_client.get("/sites/it4lia/"), client.get("/sites/it4lia/")

    assert mine.content == theirs.content
    assert "public" in mine["Cache-Control"]
    assert "Cookie" not in mine.get("Vary", "")


def test_the_admin_leads_to_previews(admin_client):
    form = reverse("admin:directory_factory_change", args=[Factory.objects.first().pk])

    content = admin_client.get(form).content.decode()

    assert f'href="/admin/preview{Factory.objects.first().get_absolute_url()}"' in content
    assert 'href="/admin/preview/"' in content


@pytest.fixture
def script_prefix():
    set_script_prefix("/factories/")
    yield
    clear_script_prefix()


def test_under_a_sub_path_everything_stays_below_it(admin_client, script_prefix):
    shown = admin_client.get("/admin/preview/sites/it4lia/", SCRIPT_NAME="/factories")

    bar = BAR.search(shown.content.decode())[0]
    assert 'href="/factories/sites/it4lia/"' in bar
    assert 'href="/factories/admin/directory/factory/it4lia/change/"' in bar
    assert 'data-preview="/factories/admin/preview/"' in bar
