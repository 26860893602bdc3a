"""What the templates ask of claims."""

from django import template

from directory.columns.claims import claimed_value

register = template.Library()
register.filter("claimed", claimed_value)
