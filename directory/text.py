"""Texts: folding names so that they sort and match, and what cannot be kept at all."""

import re
import unicodedata

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


def has_unwritable(text: str) -> bool:
    """Tell whether a database or YAML cannot hold `text`: control characters, half surrogates."""
    return any(unicodedata.category(char) in ("Cc", "Cs") and char != "\n" for char in text)


def fold(text: str) -> str:
    """Return `text` in lower case without accents and punctuation: Łódź and lodz fold alike."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[^\w]+", " ", letters).replace("_", " ").strip()
