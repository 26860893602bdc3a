"""Reading pages as they come: their links and their parts."""

import re
from html import unescape

LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')


def links(content):
    return {unescape(link) for link in LINK.findall(content)}


def part(content, start, end):
    """Return the part of a page from one piece of it to another."""
    return content.partition(start)[2].partition(end)[0]
