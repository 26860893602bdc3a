"""Those who work on the directory, each in a role."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client

from directory.editing.roles import create_roles


def someone(role, name=None):
    """Return a client with which a person in `role` is logged in."""
    client = Client()
    client.force_login(account(role, name))
    return client


def account(role, name=None):
    if not Group.objects.filter(name=role).exists():  # tests that commit leave no groups behind
        create_roles(Group.objects, Permission.objects, ["auth"])
    user = get_user_model().objects.create_user(name or role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user
