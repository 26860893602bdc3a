"""What each surface of the portal gives for a question: the keys of its rows, in their order."""

import csv
import io
import json
from urllib.parse import urlsplit
from xml.etree import ElementTree

import openpyxl

from directory.columns import COLUMNS

KML = "{http://www.opengis.net/kml/2.2}"


def column(selection):
    """Return the first column, which names a row in every format."""
    return COLUMNS[selection.name][0].name


def fetched(client, address):
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.getvalue()


def in_csv(client, selection):
    text = fetched(client, selection.url_for("csv")).decode("utf-8-sig")
    return [line[column(selection)] for line in csv.DictReader(io.StringIO(text))]


def in_json(client, selection):
    content = json.loads(fetched(client, selection.url_for("json")))
    rows = [str(row[column(selection)]) for row in content[selection.name]]
    assert content["count"] == len(rows)
    return rows


def in_geojson(client, selection):
    content = json.loads(fetched(client, selection.url_for("geojson")))
    return [str(feature["properties"][column(selection)]) for feature in content["features"]]


def in_kml(client, selection):
    document = ElementTree.fromstring(fetched(client, selection.url_for("kml")))
    return [
        placemark.find(f".//{KML}Data[@name='{column(selection)}']/{KML}value").text
        for placemark in document.iter(f"{KML}Placemark")
    ]


def in_xlsx(client, selection):
    content = io.BytesIO(fetched(client, selection.url_for("xlsx")))
    sheet = openpyxl.load_workbook(content, read_only=True).worksheets[0]
    names, *rows = sheet.iter_rows(values_only=True)
    place = names.index(column(selection))
    return [str(row[place]) for row in rows]


def in_api(client, selection, limit=40):
    """Return what all pages of the API give together."""
    query = selection.query()
    address = f"/api/v1/{selection.name}/{query}{'&' if query else '?'}limit={limit}"
    rows = []
    while address:
        content = json.loads(fetched(client, address))
        rows += [str(row[column(selection)]) for row in content["results"]]
        following = urlsplit(content["next"] or "")
        address = following.path and f"{following.path}?{following.query}"
    assert content["count"] == len(rows)
    return rows


def counted_by_ogc(client, selection):
    """Return how many features match, the way of asking for a day being its own there."""
    query = selection.query_of_today
    if selection.as_of.asked:
        query += f"{'&' if query else '?'}datetime={selection.day}"
    address = f"/ogc/collections/{selection.name}/items{query}"
    return json.loads(fetched(client, address))["numberMatched"]


def on_page(client, selection):
    """Return what all pages of the list show, and check the count that they tell."""
    first, shown = COLUMNS[selection.name][0], []
    for number in range(1, selection.page_count + 1):
        address = selection.url_for("list")
        page = f"{'&' if '?' in address else '?'}page={number}" if number > 1 else ""
        context = client.get(address + page).context["selection"]
        shown += [str(first.value(row)) for row in context.page]
        assert context.count == selection.count
    return shown
