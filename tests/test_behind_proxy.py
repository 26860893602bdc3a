"""The portal as the image starts it, asked as proxies ask: under a path of another site's host."""

import json
import re
from collections import deque
from collections.abc import Iterator
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.conf import settings
from django.urls import resolve

from tests.container import Portal, start_command, started

HOME = "https://example.org/factories/"
BASE = "/factories"
LOADED = re.compile(r"""(?:from|import\(?)\s*["']([./][^"']*)["']|url\(["']?([^"')]+)""")


@pytest.fixture(scope="module")
def variables(tmp_path_factory):
    return {
        "VAR_DIR": str(tmp_path_factory.mktemp("var")),
        "STATIC_ROOT": str(settings.STATIC_ROOT),
        "WEB_CONCURRENCY": "1",
    }


@pytest.fixture(scope="module")
def portal(variables) -> Iterator[Portal]:
    """Started from nothing, with the image's own command, for an address with a path."""
    administrator = (
        "&& DJANGO_SUPERUSER_PASSWORD=only-for-this-test python manage.py createsuperuser"
        " --noinput --username editor --email editor@example.org && exec"
    )
    command = start_command().replace("&& exec", administrator)
    with started(command, {**variables, "PUBLIC_URL": HOME}) as portal:
        yield portal


class Addresses(HTMLParser):
    """Every address that a page names: links, files, forms, data- attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            named = name in ("action", "formaction", "href", "poster", "src", "srcset")
            if value and (named or (name.startswith("data-") and value.startswith("/"))):
                self.found.add(value)


def ours(address: str, page: str) -> str | None:
    """Return path and query of an address on `page`, if it is on our host."""
    parts = urlsplit(urljoin(page, address))
    if parts.scheme not in ("http", "https") or parts.netloc != "example.org":
        return None
    return parts._replace(scheme="", netloc="", fragment="").geturl()


def kind(path: str) -> str:
    """Return the view, and for data the list and the format, that an address leads to."""
    path = urlsplit(path).path
    if path.startswith(f"{BASE}/static/"):
        return path
    match = resolve(path.removeprefix(BASE))
    return match.view_name if "suffix" not in match.kwargs else path.rpartition("/")[2]


@pytest.mark.slow
def test_every_page_and_file_that_can_be_reached_is_below_the_path(portal):
    """Walk through one page or file of every kind."""
    reached, waiting, outside = {}, deque([f"{BASE}/", f"{BASE}/sites/", f"{BASE}/map/"]), set()
    while waiting:
        path = waiting.popleft()
        answer = portal.get(path, Host="example.org")
        reached[kind(path)] = answer.status
        page = urljoin(HOME, path)
        media = answer.headers.get_content_type()
        found = set()
        if media == "text/html":
            found = Addresses(answer.text).found
        elif media in ("text/css", "text/javascript"):
            found = {urljoin(page, one or other) for one, other in LOADED.findall(answer.text)}
        elif media.endswith("json") and "/static/" not in path:
            found = set(re.findall(r'"(?:record_|data_)?(?:url|address)": "([^"]+)"', answer.text))
        for address in sorted(filter(None, (ours(address, page) for address in found))):
            if not address.startswith(f"{BASE}/"):
                outside.add((path, address))
            elif kind(address) not in reached:
                reached[kind(address)] = None
                waiting.append(address)

    assert outside == set()
    assert {name: status for name, status in reached.items() if status not in (200, 302)} == {}
    assert {"directory:site", "directory:map", "sites.json"} <= reached.keys()
    assert any(name.endswith(".js") for name in reached)


@pytest.mark.parametrize("path", ["/", "/sites/?country=FI", "/sites.json?country=FI"])
def test_a_proxy_may_take_the_path_off_or_pass_it_on(portal, path):
    passed_on = portal.get(BASE + path, Host="example.org")
    taken_off = portal.get(path, Host="127.0.0.1:8000")

    assert passed_on.status == taken_off.status == 200
    assert passed_on.text == taken_off.text


def test_data_names_its_public_address(portal):
    answer = portal.get(
        "/sites.json?country=FI", Host="example.org", X_Forwarded_Host="elsewhere.example"
    )

    assert json.loads(answer.text)["data_address"] == f"{HOME}sites.json?country=FI"


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("", "/"),
        ("/sites", "/sites/"),
        ("/admin/", "/admin/login/?next=/factories/admin/"),
    ],
)
def test_a_redirect_stays_below_the_path(portal, path, leads_to):
    answer = portal.get(BASE + path, Host="example.org")

    assert answer.status in (301, 302)
    assert answer.headers["Location"] == BASE + leads_to


def test_another_host_name_is_not_answered(portal):
    assert portal.get(f"{BASE}/", Host="elsewhere.example").status == 400


def test_an_editor_logs_in_with_cookies_for_the_admin_only(portal):
    login = f"{BASE}/admin/login/"
    form = portal.get(login, Host="example.org")
    token = SimpleCookie(form.headers["Set-Cookie"])["csrftoken"]

    answer = portal.ask(
        "POST",
        login,
        {
            "Host": "example.org",
            "Origin": "https://example.org",
            "Cookie": f"csrftoken={token.value}",
            "Content-Type": "application/x-www-form-urlencoded",
        },
        urlencode(
            {
                "username": "editor",
                "password": "only-for-this-test",
                "csrfmiddlewaretoken": token.value,
                "next": f"{BASE}/admin/",
            }
        ),
    )

    assert (answer.status, answer.headers["Location"]) == (302, f"{BASE}/admin/")
    cookies = SimpleCookie("\r\n".join(answer.headers.get_all("Set-Cookie")))
    cookies["csrftoken"] = token
    assert {(cookie["path"], cookie["secure"]) for cookie in cookies.values()} == {
        (f"{BASE}/admin/", True)
    }
    start = portal.get(
        f"{BASE}/admin/", Host="example.org", Cookie=f"sessionid={cookies['sessionid'].value}"
    )
    addresses = {ours(address, HOME) for address in Addresses(start.text).found} - {None, BASE}
    assert f"{BASE}/admin/directory/factory/" in addresses
    assert [address for address in addresses if not address.startswith(f"{BASE}/")] == []


@pytest.mark.parametrize(
    ("trust", "address"),
    [("yes", "https://portal.example/sites.json"), ("no", "http://localhost/sites.json")],
)
def test_headers_of_a_proxy_are_believed_only_where_it_is_trusted(
    portal, variables, trust, address
):
    serving = start_command().rpartition("&& ")[2]
    told = {"TRUST_PROXY": trust, "ALLOWED_HOSTS": "portal.example"}
    headers = {"Host": "localhost", "X_Forwarded_Proto": "https"}
    with started(serving, {**variables, **told}) as other:
        answer = other.get("/sites.json", X_Forwarded_Host="portal.example", **headers)
        strange = other.get("/sites.json", X_Forwarded_Host="elsewhere.example", **headers)

    assert json.loads(answer.text)["data_address"] == address
    assert strange.status == (400 if trust == "yes" else 200)
