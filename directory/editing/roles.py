"""The roles of those who work on the directory, as groups with the permissions each needs."""

from collections.abc import Iterable
from typing import Any

VIEWER, EDITOR, PUBLISHER, ADMINISTRATOR = "Viewer", "Editor", "Publisher", "Administrator"

#: What is kept beside the records; rows within records are written with them, by no right of
#: their own.
KEPT = ("draft", "edition", "linkcheck", "upload", "version", "withdrawal")
RECORDS = (
    "accelerator",
    "accessmode",
    "antenna",
    "assumption",
    "claim",
    "claimtopic",
    "country",
    "factory",
    "finderrule",
    "helpentry",
    "organisation",
    "policy",
    "sector",
    "service",
    "site",
    "source",
    "supercomputer",
    "wave",
)


def permissions(role: str) -> set[str]:
    """Return the code names of what a role may do in the directory; each includes the one before.

    Viewers read everything, drafts too. Editors write drafts. Publishers publish, change records
    directly and withdraw them. Administrators also delete; the accounts are theirs as well.
    """
    allowed = {f"view_{model}" for model in (*RECORDS, *KEPT)}
    if role == VIEWER:
        return allowed
    allowed |= {"add_draft", "change_draft", "add_upload", "change_upload"}
    if role == EDITOR:
        return allowed
    allowed |= {f"{verb}_{model}" for verb in ("add", "change") for model in RECORDS}
    allowed |= {"publish_draft", "add_withdrawal"}
    if role == PUBLISHER:
        return allowed
    return allowed | {f"delete_{model}" for model in (*RECORDS, "draft", "upload")}


def create_roles(groups: Any, all_permissions: Any, administered: Iterable[str]) -> None:
    """Make the four groups, or bring them to what they are here.

    `groups` and `all_permissions` are the managers of the two models, which a migration has
    under other classes; `administered` are the apps whose every permission administrators have.
    """
    for role in (VIEWER, EDITOR, PUBLISHER, ADMINISTRATOR):
        group, _made = groups.get_or_create(name=role)
        directory = all_permissions.filter(content_type__app_label="directory")
        allowed = list(directory.filter(codename__in=permissions(role)))
        if role == ADMINISTRATOR:
            allowed += all_permissions.filter(content_type__app_label__in=list(administered))
        group.permissions.set(allowed)
