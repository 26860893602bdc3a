"""Feeds as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from typing import Any

from django.utils.translation import get_language

from directory.formats.feeds.feed import Entry, Feed
from directory.terms import NAME

SUFFIX, LABEL, MEDIA_TYPE = "jsonfeed", "JSON Feed", "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def write(feed: Feed) -> str:
    told: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "description": feed.subtitle,
        "language": get_language(),
        "authors": [{"name": NAME}],
        # The standard has members of one's own begin like this.
        "_data": feed.about,
    }
    if following := feed.further.get("next"):
        told["next_url"] = following
    told["items"] = [item(entry) for entry in feed.entries]
    return json.dumps(told, ensure_ascii=False, indent=1)


def item(entry: Entry) -> dict[str, Any]:
    when = entry.updated.isoformat()
    return {
        "id": entry.unique_id,
        "url": entry.link,
        "title": entry.title,
        "content_html": entry.summary,
        "date_published": when,
        "date_modified": when,
        "tags": [entry.category],
    }
