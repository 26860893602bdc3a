"""Texts: folded names, what cannot be kept, what only tracks, figures in words."""

import re
import unicodedata
from decimal import Decimal

from django.utils.formats import number_format

# Letters that Unicode does not decompose into a base letter and a mark.
UNDECOMPOSED = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "\u0131": "i",
    }
)

#: What advertising and newsletters add to addresses, beside names that begin with utm_.
TRACKING = ("fbclid", "gclid", "mc_cid", "mc_eid", "msclkid")


def is_tracking(parameter: str) -> bool:
    return parameter in TRACKING or parameter.startswith("utm_")


def has_unwritable(text: str) -> bool:
    """Tell whether a database or YAML cannot hold `text`: control characters, half surrogates."""
    return any(unicodedata.category(char) in ("Cc", "Cs") and char != "\n" for char in text)


def fold(text: str) -> str:
    """Return `text` in lower case without accents and punctuation: Łódź and lodz fold alike."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[^\w]+", " ", letters).replace("_", " ").strip()


def figure(value: Decimal) -> str:
    """Return a number with grouped thousands and without the zeros that a column type adds."""
    plain = f"{value:f}"
    decimals = len(plain.rstrip("0").partition(".")[2]) if "." in plain else 0
    return number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)


def euros(value: Decimal) -> str:
    return f"€{figure(value)}"
