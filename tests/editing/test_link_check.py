"""The check of links against real servers on this machine: what counts as dead, what is kept."""

import io
import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest
from django.core.management import CommandError, call_command

from directory import dates
from directory.editing.links import check as link_check
from directory.editing.links.answers import Asker, Verdict
from directory.editing.links.check import addresses, due
from directory.editing.links.connections import is_private
from directory.models import Edition, LinkCheck, Source
from tests.factories import make_access_mode, make_organisation, make_site, make_source, recorded

look_up = socket.getaddrinfo


class Host(BaseHTTPRequestHandler):
    """A host of which each page answers as its name says: /404, /no-head, /to?/200 …"""

    protocol_version = "HTTP/1.0"

    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        path, _mark, rest = self.path.partition("?")
        if path == "/hang":
            self.server.over.wait()
        elif path == "/drip":
            self.drip()
        elif path == "/endless":
            self.send_response(405 if self.command == "HEAD" else 302)
            self.send_header("Location", "/200")
            self.end_headers()
            self.pour()
        elif path == "/cut":
            return
        elif path == "/nonsense":
            self.wfile.write(b"not http at all\r\n\r\n")
        elif path == "/to":
            self.send_response(302)
            self.send_header("Location", rest)
            self.end_headers()
        elif path == "/no-head":
            self.send_response(405 if self.command == "HEAD" else 200)
            self.end_headers()
        else:
            self.send_response(self.server.answers.get(path) or int(path[1:4]))
            self.end_headers()

    def drip(self):
        """Send a header byte by byte, for longer than anybody should wait."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Drip: ")
        with suppress(OSError):
            for _byte in range(60):
                self.wfile.write(b".")
                self.server.over.wait(0.1)
            self.wfile.write(b"\r\n\r\n")

    def pour(self):
        """Send a body that ends only where nobody takes it."""
        with suppress(OSError):
            while self.command == "GET" and not self.server.over.is_set():
                self.wfile.write(b"." * 10_000)

    do_GET = do_HEAD  # noqa: N815  the name that http.server asks for

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def host():
    """A host on this machine; `answers` may change what a page answers."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        server.daemon_threads = True
        server.asked, server.answers, server.over = [], {}, threading.Event()
        server.url = f"http://127.0.0.1:{server.server_port}"
        serving = threading.Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        yield server
        server.over.set()
        server.shutdown()
        serving.join()


@pytest.fixture(autouse=True)
def names(monkeypatch):
    """Names are looked up without a network: `.invalid` has none, `.test` is this machine."""
    for proxy in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(proxy, raising=False)
        monkeypatch.delenv(proxy.upper(), raising=False)

    def looked_up(name, *rest, **more):
        if name.endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if name.endswith(".slow"):
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return look_up("127.0.0.1" if name.endswith(".test") else name, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)


@pytest.fixture
def asker():
    return Asker("tests", timeout=1, allow_private=True)


def check(*arguments):
    out, err = io.StringIO(), io.StringIO()
    call_command("check_links", "--allow-private", *arguments, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def kept():
    return dict(LinkCheck.objects.values_list("url", "dead_since"))


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        ("/200", "Answers: 200 OK"),
        ("/no-head", "Answers: 200 OK"),
        ("/404", "Dead: 404 Not Found"),
        ("/410", "Dead: 410 Gone"),
        ("/403", "Unclear: 403 Forbidden"),
        ("/503", "Unclear: 503 Service Unavailable"),
        ("/599", "Unclear: 599"),
        ("/hang", "Unclear: no answer in time"),
        ("/drip", "Unclear: no answer in time"),
        ("/endless", "Answers: 200 OK at http"),
        ("/cut", "Unclear: no connection"),
        ("/nonsense", "Unclear: no connection"),
        ("/to?/200", "Answers: 200 OK at http"),
        ("/to?/404", "Dead: 404 Not Found at http"),
        ("/to?/to?/200", "Answers: 200 OK at http"),
        ("/to?/to", "Unclear: "),
        ("/to?ftp://files.test/", "Unclear: not asked, as it leads to what is neither http nor"),
        ("/to?file:///etc/passwd", "Unclear: 302 Found"),
        ("/200/grüße?q=ä#fragment", "Answers: 200 OK"),
    ],
)
def test_only_what_is_gone_for_good_is_dead(host, asker, page, outcome):
    assert asker.ask(host.url + page).outcome.startswith(outcome)


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        ("http://gone.invalid/", "Dead: there is no such host"),
        ("http://nowhere.slow/", "Unclear: the name of the host could not be looked up"),
        ("http://192.0.2.7/", "Unclear: no connection"),
        ("ftp://files.test/", "Unclear: not asked, as only http and https are"),
        ("http://[broken/", "Unclear: no connection"),
        ("http://a..b/", "Unclear: no connection"),
        ("http://x.test:99999/", "Unclear: no connection"),
    ],
)
def test_what_cannot_be_reached_is_no_proof_unless_the_host_is_not_there(asker, url, outcome):
    assert asker.ask(url).outcome.startswith(outcome)


def test_a_host_without_a_safe_connection_is_unclear(host, asker):
    answer = asker.ask(host.url.replace("http://", "https://"))

    assert answer.verdict is Verdict.UNCLEAR


@pytest.mark.parametrize("name", ["127.0.0.1", "inside.test", "localhost"])
def test_this_machine_is_not_asked_directly_or_by_a_name(host, name):
    answer = Asker("tests", timeout=1).ask(f"http://{name}:{host.server_port}/200")

    assert answer.outcome == f"Unclear: not asked, as {name} is in a private network"
    assert host.asked == []


@pytest.mark.parametrize(
    "number",
    [
        "10.1.2.3",
        "169.254.169.254",
        "2130706433",
        "127.1",
        "[::ffff:10.0.0.1]",
        "[64:ff9b::10.0.0.1]",
        "[64:ff9b:1::808:808]",
        "[2002:a00:1::1]",
        "[::8.8.8.8]",
        "[fec0::1]",
        "[fe80::1]",
    ],
)
def test_private_networks_are_not_asked(number):
    assert "is in a private network" in Asker("tests", timeout=1).ask(f"http://{number}/").outcome


@pytest.mark.parametrize("number", ["8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "2a00::1"])
def test_everybodys_network_is_asked_also_by_addresses_that_lead_there(number):
    assert not is_private(ip_address(number))


@pytest.mark.parametrize(
    "place",
    [
        "localhost",
        "localhost.",
        "%6cocalhost",
        "a.localhost.",
        "192.168.1.1",
        "192.168.1.1.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "\uff11\uff12\uff17.0.0.1",
        "[::1]",
        "[64:ff9b::a00:1]",
    ],
)
def test_a_proxy_is_not_sent_into_private_networks(host, monkeypatch, place):
    monkeypatch.setenv("http_proxy", host.url)

    answer = Asker("tests", timeout=1).ask(f"http://{place}/200")

    assert answer.outcome.startswith("Unclear: not asked")
    assert host.asked == []


def test_a_proxy_is_used_where_there_is_one(host, monkeypatch):
    monkeypatch.setenv("http_proxy", host.url)
    host.answers["http://somewhere.invalid/"] = 200

    answer = Asker("tests", timeout=1).ask("http://somewhere.invalid/")

    assert answer.outcome == "Answers: 200 OK"


def test_a_refused_head_is_followed_by_one_get_under_our_name(host, asker):
    asker.ask(f"{host.url}/404")
    asker.ask(f"{host.url}/200")

    assert host.asked == [
        ("HEAD", "/404", "tests"),
        ("GET", "/404", "tests"),
        ("HEAD", "/200", "tests"),
    ]


def test_addresses_are_those_that_public_records_name(empty_directory):
    make_source(url="https://press.test/a")
    make_source(url="")
    make_organisation(website="https://body.test/")
    make_access_mode(apply_url="https://apply.test/", info_url="https://press.test/a")
    make_site(website="https://site.test/", access_url="https://access.test/")
    make_site(website="https://hidden.test/", published=False)

    assert addresses() == [
        "https://access.test/",
        "https://apply.test/",
        "https://body.test/",
        "https://press.test/a",
        "https://site.test/",
    ]


def test_the_links_of_the_real_network_are_found(network):
    found = set(addresses())

    assert set(Source.objects.exclude(url="").values_list("url", flat=True)) <= found


def test_a_check_keeps_every_answer_and_makes_an_edition_of_what_died(empty_directory, host):
    for page in ("/200", "/404", "/403"):
        make_source(url=host.url + page)
    make_source(url="http://gone.invalid/")
    before = Edition.current_number()

    told = check()

    assert kept() == {
        f"{host.url}/200": None,
        f"{host.url}/403": None,
        f"{host.url}/404": dates.today(),
        "http://gone.invalid/": dates.today(),
    }
    assert "1 answer, 2 dead, 1 unclear." in told
    assert f"{host.url}/404\n    Dead: 404 Not Found" in told
    assert Edition.current_number() == before + 1
    edition = Edition.current()
    assert (edition.who, edition.why) == ("check_links", "2 links found dead.")
    assert not edition.versions.exists()


def test_a_second_check_that_finds_the_same_makes_no_edition(empty_directory, host):
    make_source(url=f"{host.url}/404")
    make_source(url=f"{host.url}/200")
    check()
    edition = Edition.current_number()

    check()

    assert Edition.current_number() == edition


def test_a_dead_link_lives_again_only_when_it_answers(empty_directory, host):
    url = f"{host.url}/404"
    make_source(url=url)
    with recorded():
        LinkCheck.objects.create(
            url=url, checked_at="2026-01-01T00:00Z", outcome="Dead: 404", dead_since="2026-01-01"
        )

    host.answers["/404"] = 503
    check()
    assert str(kept()[url]) == "2026-01-01"

    host.answers["/404"] = 404
    check()
    assert str(kept()[url]) == "2026-01-01"

    host.answers["/404"] = 200
    check()
    assert kept()[url] is None
    assert Edition.current().why == "1 link answers again."


def test_a_machine_without_a_network_keeps_nothing_and_says_so(empty_directory):
    make_source(url="http://one.invalid/")
    make_source(url="http://192.0.2.7/")
    make_source(url="http://two.slow/")
    edition = Edition.current_number()

    with pytest.raises(CommandError, match="Nothing was kept") as failed:
        check()

    assert failed.value.returncode == 1
    assert kept() == {}
    assert Edition.current_number() == edition


@pytest.mark.parametrize(("network", "dead"), [("stays", True), ("goes away", False)])
def test_the_last_host_is_gone_only_if_another_one_still_answers(
    empty_directory, host, asker, monkeypatch, network, dead
):
    monkeypatch.setattr(link_check, "AT_A_TIME", 1)
    alive, gone = f"{host.url}/200", "http://gone.invalid/"
    asked = []

    def ask(url):
        asked.append(url)
        return asker.ask(gone if network == "goes away" and asked.count(url) > 1 else url)

    list(link_check.check([alive, gone], ask))

    assert asked == [alive, gone, alive]
    assert set(kept()) == ({alive, gone} if dead else {alive})


def test_a_host_that_has_had_enough_is_asked_no_further(empty_directory, host):
    for page in ("/200/a", "/429", "/200/z"):
        make_source(url=host.url + page)
    host.answers |= {"/200/a": 200, "/429": 429, "/200/z": 429}

    check()

    assert [path for _method, path, _agent in host.asked] == ["/200/a", "/200/z"]
    assert f"{host.url}/429" not in kept()


def test_an_interruption_leaves_what_was_kept(empty_directory, host, monkeypatch):
    monkeypatch.setattr(link_check, "BATCH", 2)
    for number in range(6):
        make_source(url=f"{host.url}/200/{number}")
        host.answers[f"/200/{number}"] = 200
    batches = link_check.check(addresses(), Asker("tests", allow_private=True).ask)

    first = next(batches)
    batches.close()

    assert set(kept()) == {answer.url for answer in first}
    assert len(first) == 2


def test_what_is_asked_can_be_narrowed(empty_directory, host):
    for url in ("http://a.test/", "http://b.a.test/", "http://nota.test/"):
        make_source(url=url)
    with recorded():
        for url, day in (("http://a.test/", "2026-11-20"), ("http://nota.test/", "2026-10-01")):
            LinkCheck.objects.create(url=url, checked_at=f"{day}T00:00Z", outcome="Answers: 200")
    named = addresses()

    assert due(named) == ["http://b.a.test/", "http://nota.test/", "http://a.test/"]
    assert due(named, host="A.test") == ["http://b.a.test/", "http://a.test/"]
    assert due(named, older_than=30) == ["http://b.a.test/", "http://nota.test/"]
    assert due(named, limit=1) == ["http://b.a.test/"]
    assert "1 of 3 addresses would be asked; none was." in check("--dry-run", "--limit=1")
    with pytest.raises(CommandError, match=r"No public record names an address at c\.test"):
        check("--host=c.test")
    with pytest.raises(CommandError, match="is no whole number"):
        check("--limit=0")
    assert check("--host=nota.test", "--older-than=300") == "No address is due.\n"


def test_answers_about_addresses_that_no_record_names_are_dropped(empty_directory, host):
    make_source(url=f"{host.url}/200")
    with recorded():
        LinkCheck.objects.create(
            url="http://old.test/", checked_at="2026-01-01T00:00Z", outcome="Dead: 404"
        )

    check()

    assert set(kept()) == {f"{host.url}/200"}
