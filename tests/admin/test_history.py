"""The history of a record in the admin: what changed in words, any version restored anew."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from directory.editing.kinds import KINDS
from directory.editing.leaving.withdrawing import withdraw
from directory.editing.roles import EDITOR
from directory.editing.writing import published_form
from directory.models import (
    Antenna,
    Edition,
    Factory,
    Organisation,
    Site,
    Version,
)
from tests.admin.forms import address
from tests.admin.people import someone
from tests.factories import make_organisation, make_site, make_source, recorded

pytestmark = pytest.mark.usefixtures("network")

LUMI = "lumi-ai-factory"


def rename(slug, name, why="test"):
    with recorded(why):
        Site.objects.filter(pk=slug).update(name=name)
    return Edition.current_number()


def restoring(admin_client, url, **data):
    """Ask for the page that restores a version and send its form."""
    opened = admin_client.get(url)
    filled = {
        "why": "The old one was right.",
        "opened_at": opened.context["form"]["opened_at"].value(),
    }
    return admin_client.post(url, filled | data, follow=True)


def test_versions_are_told_in_words_with_who_and_why(admin_client):
    first = Edition.current_number()
    second = rename(LUMI, "LUMI of the north", "Its new name.")

    content = admin_client.get(address(Factory, "history", LUMI)).content.decode()

    assert '<ins>LUMI of the north</ins> — <span class="difference__was">was:</span>' in content
    assert "tester" in content
    assert "Its new name." in content
    assert content.index(f"Edition {second}") < content.index(f"Edition {first}")
    assert f'href="{reverse("directory:edition", args=[second])}"' in content


def test_editors_see_the_history_of_what_was_never_published(admin_client):
    make_site("hidden", name="Hidden", published=False)
    rename("hidden", "Better hidden")

    content = admin_client.get(address(Factory, "history", "hidden")).content.decode()

    assert "<ins>Better hidden</ins>" in content
    assert "<del>Hidden</del>" in content


def test_a_long_history_comes_in_pages(admin_client):
    make_organisation("lab", name="Name 0")
    first = Edition.current_number()
    with recorded():
        for number in range(1, 27):
            edition = Edition.make("tester", "")
            form = f"name: Name {number}\n"
            Version.objects.create(edition=edition, kind="organisations", slug="lab", form=form)
    history = address(Organisation, "history", "lab")

    second = admin_client.get(history, {"page": 2})

    assert [version.edition_id for version, _told in second.context["versions"]] == [
        first + 1,
        first,
    ]
    assert len(admin_client.get(history).context["versions"]) == 25


@pytest.mark.parametrize("page", ["0", "3", "x", "9" * 5000])
def test_a_page_that_is_none_is_a_wrong_question(admin_client, page):
    answer = admin_client.get(address(Factory, "history", LUMI), {"page": page})

    assert answer.status_code == 400
    assert "errorlist" in answer.content.decode()


def test_an_older_version_can_be_looked_at_as_a_whole(admin_client):
    stood = Edition.current_number()
    name = Site.objects.get(pk=LUMI).name
    rename(LUMI, "Something else")

    answer = admin_client.get(address(Factory, "version", LUMI, stood))

    content = answer.content.decode()
    assert f"<dd>{name}</dd>" in content
    assert "Who said so" in content
    assert f"name: {name}" in answer.context["kept"].text
    assert address(Factory, "restore", LUMI, stood) in content


@pytest.mark.parametrize(
    ("model", "slug", "edition"),
    [
        (Factory, LUMI, 0),
        (Factory, "nowhere", 1),
        (Antenna, LUMI, 1),
        (Factory, "a%00b", 1),
        (Factory, LUMI + "x" * 300, 1),
    ],
)
@pytest.mark.parametrize("page", ["version", "restore"])
def test_what_no_edition_had_is_not_found(admin_client, model, slug, edition, page):
    url = address(model, page, "S", edition).replace("/S/", f"/{slug}/")

    assert admin_client.get(url).status_code == 404


def test_an_edition_of_the_future_shows_the_newest_version(admin_client):
    answer = admin_client.get(address(Factory, "version", LUMI, 10**30))

    assert answer.context["version"].edition_id == 1


def test_restoring_shows_what_would_change_and_writes_a_new_version(admin_client):
    stood, form = Edition.current_number(), published_form(KINDS["sites"], LUMI)
    newest = rename(LUMI, "Something else")
    url = address(Factory, "restore", LUMI, stood)

    shown = admin_client.get(url)
    assert [str(difference) for difference in shown.context["differences"]] == [
        f"Name: {form['name']} — was: Something else"
    ]
    assert Edition.current_number() == newest
    restoring(admin_client, url)

    assert published_form(KINDS["sites"], LUMI) == form
    edition = Edition.current()
    assert (edition.number, edition.who, edition.why) == (
        newest + 1,
        "admin",
        "The old one was right.",
    )


def test_restoring_what_stands_already_says_so(admin_client):
    stood = Edition.current_number()
    rename(LUMI, "Something else")
    url = address(Factory, "restore", LUMI, Edition.current_number())

    assert "there is nothing to restore" in admin_client.get(url).content.decode()
    answer = restoring(admin_client, url)

    assert "Nothing was changed" in answer.content.decode()
    assert Edition.current_number() == stood + 1


def test_a_reason_is_asked_for(admin_client):
    stood = Edition.current_number()
    rename(LUMI, "Something else")

    answer = restoring(admin_client, address(Factory, "restore", LUMI, stood), why=" ")

    assert answer.context["form"].errors["why"]
    assert Edition.current_number() == stood + 1


def test_nothing_is_restored_over_a_change_that_one_has_not_seen(admin_client):
    stood = Edition.current_number()
    opened_at = rename(LUMI, "Something else")
    newest = rename(LUMI, "A third name")
    url = address(Factory, "restore", LUMI, stood)

    answer = admin_client.post(url, {"why": "My reason", "opened_at": opened_at})

    assert answer.status_code == 409
    assert "was: A third name" in str(answer.context["differences"][0])
    assert answer.context["form"]["why"].value() == "My reason"
    assert answer.context["form"]["opened_at"].value() == newest
    assert Edition.current_number() == newest


def test_what_does_not_fit_today_is_refused_and_told(admin_client):
    source = make_source("paper")
    milestone = Site.objects.get(pk=LUMI).milestones.first()
    with recorded():
        milestone.sources.add(source)
    stood = Edition.current_number()
    with recorded():
        milestone.sources.remove(source)
        source.delete()

    answer = restoring(admin_client, address(Factory, "restore", LUMI, stood))

    assert "paper" in " ".join(answer.context["form"].non_field_errors())
    assert "Nothing was restored." in answer.content.decode()
    assert Edition.current_number() == stood + 1


def test_a_deleted_record_is_listed_and_restored(admin_client):
    make_organisation("lab", name="The lab")
    with recorded("A mistake."):
        Organisation.objects.get(pk="lab").delete()

    listed = admin_client.get(reverse("editing:gone"))
    (row,) = listed.context["rows"]
    content = listed.content.decode()
    assert (row.gone.name, row.kind_name, row.gone.end.edition.who) == (
        "The lab",
        "organisation",
        "tester",
    )
    assert "A mistake." in content
    assert "no such page" in content
    removal = address(Organisation, "version", "lab", Edition.current_number())
    for url in (row.history_url, removal):
        assert "Removed from the directory." in admin_client.get(url).content.decode()
    restoring(admin_client, row.restore_url)

    assert Organisation.objects.get(pk="lab").name == "The lab"
    assert admin_client.get(reverse("editing:gone")).context["rows"] == []


def test_what_was_removed_cannot_be_restored_as_removed(admin_client):
    make_organisation("lab")
    with recorded():
        Organisation.objects.get(pk="lab").delete()
    url = address(Organisation, "restore", "lab", Edition.current_number())

    assert admin_client.get(url).status_code == 404


@pytest.mark.parametrize("deleted", [False, True])
def test_a_withdrawn_site_is_listed_and_restored_as_it_was_published(admin_client, deleted):
    make_site("old", name="Old site")
    withdraw(KINDS["sites"], "old", who="maria", reason="Closed.", successor=LUMI)
    if deleted:
        with recorded():
            Site.objects.get(pk="old").delete()

    listed = admin_client.get(reverse("editing:gone"))
    (row,) = listed.context["rows"]
    content = listed.content.decode()
    assert (row.gone.name, row.gone.end.edition.who) == ("Old site", "maria")
    assert "Closed." in content
    assert row.successor == Site.objects.get(pk=LUMI)
    assert row.history_url == address(Factory, "history", "old")
    restoring(admin_client, row.restore_url)

    assert Site.objects.get(pk="old").published
    assert admin_client.get(reverse("editing:gone")).context["rows"] == []


def test_who_may_not_publish_sees_the_history_and_cannot_restore():
    stood = Edition.current_number()
    rename(LUMI, "Something else")
    make_organisation("lab")
    with recorded():
        Organisation.objects.get(pk="lab").delete()
    client = someone(EDITOR)
    newest, url = Edition.current_number(), address(Factory, "restore", LUMI, stood)

    for page in (address(Factory, "history", LUMI), address(Factory, "version", LUMI, stood)):
        answer = client.get(page)
        assert answer.status_code == 200
        assert "/restore/" not in answer.content.decode()
    assert "/restore/" not in client.get(reverse("editing:gone")).content.decode()
    assert client.get(url).status_code == 403
    assert client.post(url, {"why": "x", "opened_at": newest}).status_code == 403
    assert Edition.current_number() == newest


def test_who_may_see_no_record_sees_no_history(client):
    client.force_login(User.objects.create_user("nobody", is_staff=True))

    for url in (address(Factory, "history", LUMI), reverse("editing:gone")):
        assert client.get(url).status_code == 403


def test_an_edition_tells_its_changes_in_words(admin_client):
    with recorded("Two things."):
        Site.objects.filter(pk=LUMI).update(name="LUMI of the north")
        make_source("paper", title="A paper")
    number = Edition.current_number()

    content = admin_client.get(address(Edition, "change", number)).content.decode()

    assert "<ins>LUMI of the north</ins>" in content
    assert "A paper</a>" in content
    assert address(Factory, "version", LUMI, number) in content
    assert admin_client.get(address(Edition, "change", 1), {"page": 0}).status_code == 400


def test_a_version_leads_to_its_page_in_the_history(admin_client):
    make_organisation("lab")
    with recorded("A mistake."):
        Organisation.objects.get(pk="lab").delete()
    number = Edition.current_number()
    version = Version.objects.get(slug="lab", edition=number)

    listed = admin_client.get(address(Version, "changelist"), {"q": "lab"})
    answer = admin_client.get(address(Version, "change", version.pk))

    assert "A mistake." in listed.content.decode()
    assert answer.headers["Location"] == address(Organisation, "version", "lab", number)
    nowhere = admin_client.get(address(Version, "change", version.pk + 1))
    assert nowhere.headers["Location"] == reverse("admin:index")


def test_the_front_page_leads_to_what_is_gone(admin_client):
    assert reverse("editing:gone") in admin_client.get(reverse("admin:index")).content.decode()
