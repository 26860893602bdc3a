"""Folding names so that they sort and match as people expect. Imports nothing of ours."""

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


def fold(text: str) -> str:
    """Return `text` in lower case without accents and punctuation: Łódź and lodz fold alike."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(UNDECOMPOSED))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.sub(r"[^\w]+", " ", letters).replace("_", " ").strip()
