"""Reading a place as maps and web pages write it: two numbers, degrees and minutes, or a link."""

import re
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: About a metre.
PLACES = Decimal("0.00001")
LONGEST = 2000
EXAMPLES = (
    "60.1699, 24.9384",
    "60,1699; 24,9384",
    "60.1699N 24.9384E",
    "N 60° 10' 12\" E 24° 56' 18\"",
    "geo:60.1699,24.9384",
)
ACCEPTED = format_lazy(
    "{} {}",
    ", ".join(f"“{example}”" for example in EXAMPLES),
    gettext_lazy("or the address of a place on OpenStreetMap or Google Maps"),
)

#: Other signs that are used for degrees, minutes, seconds and minus.
_MARKS = str.maketrans("\u2032\u2019\u2033\u201d\u00ba\u2212\u00a0", "''\"\"°- ")
_SIXTIETHS = 60
_FARTHEST_NORTH, _FARTHEST_EAST = 90, 180
_NUMBER = r"[0-9]{1,4}(?:%s[0-9]+)?"
#: A whole angle: degrees, then perhaps minutes and seconds.
_ANGLE = rf"""[-+]?{_NUMBER}(?:\s*°(?:\s*{_NUMBER}\s*'(?:\s*{_NUMBER}\s*(?:"|''))?)?)?"""
_PART = rf"([NSEW]\s*{_ANGLE}|{_ANGLE}(?:\s*[NSEW])?)"
#: The mark before decimals, and what then may stand between the two parts. A lone comma between
#: whole numbers could be either, so nothing is made of it.
_PAIRS = (
    re.compile(_PART.replace("%s", r"\.") + r"(?:\s*[,;]\s*|\s+)" + _PART.replace("%s", r"\.")),
    re.compile(_PART.replace("%s", ",") + r"(?:\s*;\s*|,\s+|\s+)" + _PART.replace("%s", ",")),
)
_AMBIGUOUS = re.compile(r"[-+]?[0-9]+,[0-9]+")

_SIGNED = r"(-?[0-9]{1,3}(?:\.[0-9]+)?)"
#: Where links hold a place, the more exact one first: a pin, then the middle of the map.
_IN_LINKS = (
    re.compile(rf"!3d{_SIGNED}!4d{_SIGNED}"),
    re.compile(rf"@{_SIGNED},{_SIGNED}"),
    re.compile(rf"#(?:.*&)?map=[0-9.]+/{_SIGNED}/{_SIGNED}"),
)
_NAMED_PAIRS = (("mlat", "mlon"), ("lat", "lon"))
_NAMED = ("q", "query", "ll")


class Place(NamedTuple):
    """A place in degrees north and east (WGS 84)."""

    latitude: Decimal
    longitude: Decimal


def read_place(text: str) -> Place:
    """Return the place that a text means; raises ValidationError where it tells none for sure."""
    written = text.translate(_MARKS).strip(" \t\r\n()")
    if len(written) > LONGEST:
        raise unread(_("This is too long for a place."))
    if written.lower().startswith("geo:"):
        written = re.split("[;?]", written[len("geo:") :])[0]
        # A third number is the height.
        written = ",".join(written.split(",")[:2])
    elif re.match("[a-z]+://", written, re.IGNORECASE):
        return _in_range(*_of_link(written))
    return _in_range(*_of_pair(written))


def unread(reason: str) -> ValidationError:
    """Return the refusal of a text, with what would be accepted."""
    return ValidationError(
        _("%(reason)s Accepted are, for example: %(accepted)s.")
        % {"reason": reason, "accepted": ACCEPTED}
    )


def _of_link(link: str) -> tuple[Decimal, Decimal]:
    try:
        address = urlsplit(link)
    except ValueError as error:
        raise unread(_("This address cannot be read.")) from error
    named = dict(parse_qsl(address.query))
    for latitude, longitude in _NAMED_PAIRS:
        pair = f"{named.get(latitude, '')} {named.get(longitude, '')}"
        if re.fullmatch(rf"{_SIGNED} {_SIGNED}", pair):
            return _of_pair(pair)
    whole = unquote(link)
    texts = [match.groups() for pattern in _IN_LINKS if (match := pattern.search(whole))]
    for latitude, longitude in texts:
        return Decimal(latitude), Decimal(longitude)
    for name in _NAMED:
        if re.fullmatch(rf"{_SIGNED},\s*{_SIGNED}", named.get(name, "")):
            return _of_pair(named[name])
    raise unread(_("This address names no place."))


def _of_pair(text: str) -> tuple[Decimal, Decimal]:
    pairs = [match.groups() for pattern in _PAIRS if (match := pattern.fullmatch(text.upper()))]
    if not pairs or _AMBIGUOUS.fullmatch(text):
        raise unread(_("No place could be read from this."))
    (first, second), *_others = pairs
    axes = [_axis(first), _axis(second)]
    if axes in (["", ""], ["lat", "lon"]):
        return _degrees(first), _degrees(second)
    if axes == ["lon", "lat"]:
        return _degrees(second), _degrees(first)
    raise unread(_("One of the two must be north or south, the other east or west."))


def _axis(part: str) -> str:
    letter = re.sub("[^NSEW]", "", part)
    return {"": "", "N": "lat", "S": "lat"}.get(letter, "lon")


def _degrees(part: str) -> Decimal:
    degrees, minutes, seconds = (
        [Decimal(n.replace(",", ".")) for n in re.findall(r"[0-9]+(?:[.,][0-9]+)?", part)] + [0, 0]
    )[:3]
    if max(minutes, seconds) >= _SIXTIETHS:
        raise unread(_("Minutes and seconds stay below 60."))
    if "-" in part and re.search("[NSEW]", part):
        raise unread(_("A sign and a letter for the direction say the same twice."))
    away = degrees + (minutes + Decimal(seconds) / _SIXTIETHS) / _SIXTIETHS
    return -away if re.search("[-SW]", part) else away


def _in_range(latitude: Decimal, longitude: Decimal) -> Place:
    if abs(latitude) > _FARTHEST_NORTH or abs(longitude) > _FARTHEST_EAST:
        raise unread(
            _("Latitude lies between -90 and 90, longitude between -180 and 180; these do not.")
        )
    # A zero has no sign.
    return Place(latitude.quantize(PLACES) + 0, longitude.quantize(PLACES) + 0)
