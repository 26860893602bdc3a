"""Reading the configuration from the environment: strictly, naming the variable in errors."""

import os
import secrets
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

TRUE = ("1", "true", "yes", "on")
FALSE = ("0", "false", "no", "off")


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


def names(name: str) -> list[str]:
    """Return a comma-separated variable as a list without blanks."""
    return [part.strip() for part in env.str(name, default="").split(",") if part.strip()]


def public_url(name: str) -> SplitResult | None:
    """Return the absolute http(s) address under which visitors reach the portal, or None."""
    text = env.str(name, default="").strip()
    if not text:
        return None
    address = urlsplit(text)
    if address.scheme not in ("http", "https") or not address.hostname or address.query:
        raise ImproperlyConfigured(
            f"{name} is {text!r}: expected an address such as https://factories.example.org"
            " or https://example.org/factories."
        )
    return address


def database(name: str, default: str) -> dict:
    """Return Django's settings for the database named by a sqlite: or postgres: URL."""
    try:
        config = dict(env.db_url(name, default=default))
    except Exception as error:
        raise ImproperlyConfigured(f"{name} is not a database URL: {error}") from error
    engine = config.get("ENGINE", "")
    if engine == "django.db.backends.sqlite3":
        # IMMEDIATE: a writer waits for its turn at the start instead of failing half-way.
        config["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20}
    elif engine != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            f"{name} must start with sqlite:/// or postgres://, not with {engine or 'nothing'}."
        )
    else:
        config["CONN_HEALTH_CHECKS"] = True
        config["CONN_MAX_AGE"] = 60
    return config


def secret_key(path: Path) -> str:
    """Return SECRET_KEY, or the one kept in `path`, made at the first start with mode 0600."""
    key = env.str("SECRET_KEY", default="")
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
