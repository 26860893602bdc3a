"""Reading the configuration from the environment: strictly, naming the variable in errors."""

import os
import re
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

env = environ.Env()

SHORTEST_KEY = 32
TRUE = ("1", "true", "yes", "on")
FALSE = ("0", "false", "no", "off")
# Nothing that a cookie's path or a link would have to quote; no user, query or fragment.
PUBLIC_ADDRESS = re.compile(
    r"(?i:https?)://[A-Za-z0-9.-]+(:\d+)?(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?"
)
# Both places once, in the query, and nothing that a link would have to quote.
PLAIN = r"[A-Za-z0-9._~:/?@!$&'()*+,;=%-]*"
ISSUE_FORM = re.compile(
    r"(?i:https?)://[A-Za-z0-9.-]+(:\d+)?/[^?{}\s\"<>#]*\?"
    rf"{PLAIN}(?:\{{title\}}{PLAIN}\{{body\}}|\{{body\}}{PLAIN}\{{title\}}){PLAIN}"
)
HTTPS_ADDRESS = re.compile(rf"(?i:https)://[A-Za-z0-9.-]+(:\d+)?(/{PLAIN})?")
ADMIN_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9_-]*)*")
#: How the paths of the public pages begin; the admin's begins otherwise.
PUBLIC_PATHS = (
    ".well-known",
    "api",
    "calls",
    "changes",
    "compare",
    "countries",
    "data",
    "editions",
    "estimate",
    "find",
    "help",
    "ledger",
    "map",
    "numbers",
    "ogc",
    "organisations",
    "report",
    "search",
    "sectors",
    "sites",
    "sources",
    "static",
    "supercomputers",
    "timeline",
    "waves",
)


def switch(name: str, *, default: bool) -> bool:
    """Return a yes/no variable; django-environ would take any unknown word as a no."""
    word = env.str(name, default="").strip().lower()
    if not word:
        return default
    if word not in TRUE + FALSE:
        raise ImproperlyConfigured(
            f"{name} is {word!r}: expected one of {', '.join(TRUE)} or {', '.join(FALSE)}."
        )
    return word in TRUE


def choice(name: str, accepted: tuple[str, ...], *, default: str) -> str:
    """Return a variable that is one of a few words."""
    word = env.str(name, default="").strip() or default
    if word not in accepted:
        raise ImproperlyConfigured(f"{name} is {word!r}: expected one of {', '.join(accepted)}.")
    return word


def number(name: str, *, default: int, least: int, most: int) -> int:
    """Return a variable that is a whole number within bounds."""
    word = env.str(name, default="").strip() or str(default)
    if not re.fullmatch(r"[0-9]{1,6}", word) or not least <= int(word) <= most:
        raise ImproperlyConfigured(
            f"{name} is {word!r}: expected a whole number from {least} to {most}."
        )
    return int(word)


def admin_path(name: str, *, default: str) -> str:
    """Return the path of the admin, which no public page may have for itself."""
    path = env.str(name, default="").strip() or default
    if not ADMIN_PATH.fullmatch(path):
        raise ImproperlyConfigured(
            f"{name} is {path!r}: expected a path such as admin or office/editing, of letters,"
            " digits, - and _, without slashes around it."
        )
    if path.split("/")[0].lower() in PUBLIC_PATHS:
        raise ImproperlyConfigured(
            f"{name} is {path!r}: public pages begin like that. Choose another word."
        )
    return path


def hosts(name: str) -> list[str]:
    """Return a comma-separated variable of host names, such as example.org or .example.org."""
    words = [part.strip() for part in env.str(name, default="").split(",") if part.strip()]
    for word in words:
        if not re.fullmatch(r"\*|\.?[\w-]+(\.[\w-]+)*|\[[0-9a-fA-F:]+\]", word):
            raise ImproperlyConfigured(
                f"{name} has {word!r}: expected host names, without address."
            )
    return words


def public_url(name: str) -> SplitResult | None:
    """Return the absolute http(s) address under which visitors reach the portal, or None.

    It is brought into the form in which browsers name it; its path ends without a slash.
    """
    text = env.str(name, default="").strip()
    if not text:
        return None
    if not PUBLIC_ADDRESS.fullmatch(text):
        raise ImproperlyConfigured(
            f"{name} is {text!r}: expected an address such as https://factories.example.org"
            " or https://example.org/factories."
        )
    address = urlsplit(text)
    usual_port = {"http": ":80", "https": ":443"}[address.scheme]
    host = address.netloc.lower().removesuffix(usual_port)
    return address._replace(netloc=host, path=address.path.rstrip("/"))


def whole(name: str) -> str:
    """Return the absolute http(s) address of a page of somebody, empty where none is set."""
    address = public_url(name)
    return address.geturl() if address else ""


def email(name: str) -> str:
    """Return an e-mail address, empty where none is set."""
    text = env.str(name, default="").strip()
    try:
        validate_email(text or "nobody@example.org")
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"{name} is {text!r}: expected an e-mail address such as editors@example.org."
        ) from error
    return text


def https_address(name: str) -> str:
    """Return the address of a page that is served securely, empty where none is set."""
    text = env.str(name, default="").strip()
    if text and not HTTPS_ADDRESS.fullmatch(text):
        raise ImproperlyConfigured(
            f"{name} is {text!r}: expected an address such as https://example.org/security."
        )
    return text


def contact(name: str) -> str:
    """Return whom to write to as mailto: or https: address, empty where nobody is named."""
    text = env.str(name, default="").strip()
    if not text or HTTPS_ADDRESS.fullmatch(text):
        return text
    address = text.removeprefix("mailto:")
    try:
        validate_email(address)
    except ValidationError as error:
        raise ImproperlyConfigured(
            f"{name} is {text!r}: expected an e-mail or https address such as"
            " security@example.org or https://example.org/security."
        ) from error
    return f"mailto:{quote(address, safe='@')}"


def issue_form(name: str) -> str:
    """Return the address of a form for new issues, with places for {title} and {body}, or ''."""
    text = env.str(name, default="").strip()
    if text and not ISSUE_FORM.fullmatch(text):
        raise ImproperlyConfigured(
            f"{name} is {text!r}: expected an http(s) address with {{title}} and {{body}} in its"
            " query, such as https://example.org/issues/new?title={title}&body={body}."
        )
    return text


def database(name: str, default: str) -> dict:
    """Return Django's settings for the database named by a sqlite: or postgres: URL.

    Errors name no more of it than its scheme: it may have a password in it.
    """
    forms = ("sqlite:///", "sqlite://:memory:", "postgres://", "postgresql://")
    url = env.str(name, default="") or default
    if not url.startswith(forms):
        scheme = re.match(r"[a-z0-9+]+(?=:)", url)
        begins = f"begins with {scheme[0]}:" if scheme else "is no address"
        raise ImproperlyConfigured(
            f"{name} {begins}: it must start with sqlite:/// or postgres://."
        )
    try:
        config = dict(env.db_url_config(url))
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} is no address of a database; special characters of a password stand in it"
            " as %2F and the like."
        ) from None
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # IMMEDIATE: a writer waits for its turn at the start instead of failing half-way.
        # WAL: it waits for no reader, however long that takes to download.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode = WAL",
        }
        if config["NAME"] != ":memory:":
            keep_private(Path(config["NAME"]))
    else:
        config["CONN_HEALTH_CHECKS"] = True
        config["CONN_MAX_AGE"] = 60
    return config


def keep_private(file: Path) -> None:
    """Let nobody but its owner read a database, made here empty so that it never was open.

    SQLite makes the files beside it like it. What cannot be made or changed fails where it is used.
    """
    with suppress(OSError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
    for end in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            beside = file.with_name(file.name + end)
            if beside.is_file() and beside.stat().st_mode & 0o077:
                beside.chmod(0o600)


def secret_key(path: Path) -> str:
    """Return SECRET_KEY, or the one kept in `path`, made at the first start with mode 0600."""
    key = env.str("SECRET_KEY", default="")
    if key and len(key) < SHORTEST_KEY:
        raise ImproperlyConfigured(f"SECRET_KEY is shorter than {SHORTEST_KEY} characters.")
    if key:
        return key
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)  # atomic: of two first starts, one wins and both read the same key
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return path.read_text()
    except OSError as error:
        raise ImproperlyConfigured(
            f"SECRET_KEY is not set and {path} cannot be used: {error}"
        ) from error
