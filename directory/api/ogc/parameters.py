"""The parameters of the features of a collection, described."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.api.json_schema import Schema
from directory.api.ogc.fields import FeaturesForm
from directory.api.ogc.question import filters_of_collection
from directory.api.parameters import (
    BETWEEN_COMMAS,
    BOX,
    box,
    filters_of,
    parameter,
    schema_of,
)
from directory.selection import Selection
from directory.selection.asking import Asked


def own_parameters() -> dict[str, Schema]:
    """Return the parameters that are the same for every collection."""
    asked = Asked(QueryDict(), FeaturesForm)
    words = {
        "f": _("The media type of the answer; without it the header Accept decides."),
        "datetime": _(
            "The network as of a day: a date or a date-time (RFC 3339; the day is that in"
            " Brussels). An interval such as 2025-01-01/2025-12-31, ../2025-12-31 or"
            " 2025-01-01/.. is as of its end, because nothing ever leaves the network."
        ),
        "limit": _("How many features to return; larger numbers count as the maximum."),
        "offset": _("How many features to leave out first; the links next and prev name it."),
    }
    # The standard wants to see the style of its own parameters.
    return {
        name: parameter(name, words[name], schema_of(asked, name), **BETWEEN_COMMAS)
        for name in asked.known
    }


def parameters_of(selection: Selection) -> list[Schema]:
    """Return what the features of a collection can be filtered by, with the accepted values."""
    names = filters_of_collection(type(selection))
    return [box_parameter() if one["name"] == BOX else one for one in filters_of(selection, names)]


def box_parameter() -> Schema:
    words = _(
        "Only features in this box: west, south, east, north in degrees (WGS 84), or west, south,"
        " lowest, east, north, highest, of which the heights do not count."
    )
    return parameter(BOX, words, {"oneOf": [box(4), box(6)]}, **BETWEEN_COMMAS)
