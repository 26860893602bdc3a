"""What is answered, as JSON Schema: the features, and the resources around them."""

from django.utils.translation import gettext as _

from directory.api.json_schema import (
    TEXT,
    TYPES,
    Dialect,
    Schema,
    about,
    explained,
    list_of,
    object_of,
    one_of,
    problem,
    ref,
    value_of,
)
from directory.columns import COLUMNS, Column
from directory.columns.base import DataType
from directory.formats.geojson import GEOMETRY

DIALECT = Dialect.OPENAPI_3_0
NUMBER: Schema = {"type": "number"}
COUNT: Schema = {"type": "integer", "minimum": 0}
MOMENT = TYPES[DataType.MOMENT]
LINKS = list_of(ref("link"))


def properties(name: str) -> dict[str, Schema]:
    """Return the schema of each property of the features of a collection; never null."""
    columns = {
        column.name: property_of(column) for column in COLUMNS[name] if column.name not in GEOMETRY
    }
    page = {"title": _("Page"), "description": _("The page that shows it.")}
    return columns | {"record_url": {**TYPES[DataType.URL], **page}}


def property_of(column: Column) -> Schema:
    """Return the schema of a column of which lists are joined to one text."""
    one = TEXT if column.data_type is DataType.TEXTS else value_of(column)
    return {**one, **explained(column)}


def json_schema(name: str, address: str) -> Schema:
    """Return what one feature of a collection is, for programs that prepare a table for it.

    It does not say that values may be null: such programs know a type only where it is one word.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "type": "object",
        "required": ["type", "geometry", "properties"],
        "properties": {
            "type": {"const": "Feature"},
            "id": TEXT,
            "geometry": {"$ref": "https://geojson.org/schema/Point.json"},
            "properties": {"type": "object", "properties": properties(name)},
        },
    }


def shared() -> dict[str, Schema]:
    """Return what is the same for every collection."""
    interval = list_of(DIALECT.nullable(MOMENT), minItems=2, maxItems=2)
    spatial = {"bbox": list_of(numbers(4)), "crs": TEXT}
    return {
        "link": object_of({"href": TEXT, "rel": TEXT, "type": TEXT, "title": TEXT}),
        "landingPage": object_of({"title": TEXT, "description": TEXT, "links": LINKS}),
        "confClasses": object_of({"conformsTo": list_of(TEXT), "links": LINKS}),
        "extent": object_of(
            {
                "spatial": object_of(spatial),
                "temporal": object_of({"interval": list_of(interval)}),
            },
            "spatial",
        ),
        "collection": object_of(
            {
                "id": TEXT,
                "title": TEXT,
                "description": TEXT,
                "itemType": one_of("feature"),
                "extent": ref("extent"),
                "crs": list_of(TEXT),
                "links": LINKS,
            }
        ),
        "collections": object_of({"collections": list_of(ref("collection")), "links": LINKS}),
        "point": DIALECT.nullable(object_of({"type": one_of("Point"), "coordinates": numbers(2)})),
        "problem": problem(DIALECT),
    }


def numbers(count: int) -> Schema:
    return list_of(NUMBER, minItems=count, maxItems=count)


def components(*names: str) -> dict[str, Schema]:
    """Return every schema that a definition of these collections refers to."""
    schemas = shared()
    for name in names:
        schemas |= {feature_of(name): feature(name), features_of(name): features(name)}
    return schemas


def feature(name: str) -> Schema:
    """Return the schema of a feature; by itself it has links and says what makes it quotable."""
    alone = {**about(DIALECT), "links": LINKS}
    values = {key: DIALECT.nullable(one) for key, one in properties(name).items()}
    always = {
        "type": one_of("Feature"),
        "id": TEXT,
        "geometry": ref("point"),
        "properties": object_of(values),
    }
    return object_of(always | alone, *alone)


def features(name: str) -> Schema:
    return object_of(
        {
            "type": one_of("FeatureCollection"),
            **about(DIALECT),
            "timeStamp": MOMENT,
            "numberMatched": COUNT,
            "numberReturned": COUNT,
            "links": LINKS,
            "features": list_of(ref(feature_of(name))),
        }
    )


def feature_of(name: str) -> str:
    return f"{name}Feature"


def features_of(name: str) -> str:
    return f"{name}Features"
