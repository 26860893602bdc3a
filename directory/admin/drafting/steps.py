"""What can happen with a draft: the buttons of its page, and who may press them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.editing.drafting import drafts
from directory.editing.problems import ChangeRefusedError, Problem
from directory.models import Draft
from directory.models.history import WHY


class StepForm(forms.Form):
    """What is asked beside the button; the revision is that of the draft which was looked at."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    note = forms.CharField(label=gettext_lazy("Note to the writer"), max_length=WHY, required=False)
    publish_on = forms.DateField(
        label=gettext_lazy("First day of publication"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )


@dataclass(frozen=True)
class Step:
    """A button: what it does to a draft, which permission that takes, what is told then."""

    permission: str
    act: Callable[[Draft, str, dict[str, Any]], Any]
    told: str | Promise


def schedule(draft: Draft, who: str, asked: dict[str, Any]) -> None:
    if asked["publish_on"] is None:
        told = _("Give the first day of publication.")
        raise ChangeRefusedError([Problem(draft.kind, draft.slug, "publish_on", told)])
    drafts.schedule(draft, asked["publish_on"], who=who)


#: By the name of the button.
STEPS = {
    "submit": Step(
        "directory.change_draft",
        lambda draft, who, _asked: drafts.submit(draft, who=who),
        gettext_lazy("The draft waits for review."),
    ),
    "discard": Step(
        "directory.change_draft",
        lambda draft, who, _asked: drafts.discard(draft, who=who),
        gettext_lazy("The draft is discarded; it can be taken up again."),
    ),
    "take_up": Step(
        "directory.change_draft",
        lambda draft, who, _asked: drafts.take_up(draft, who=who),
        gettext_lazy("The draft is taken up again."),
    ),
    "merge": Step(
        "directory.change_draft",
        lambda draft, who, _asked: drafts.bring_together(draft, who=who),
        gettext_lazy("The draft holds both changes now."),
    ),
    "send_back": Step(
        "directory.publish_draft",
        lambda draft, who, asked: drafts.send_back(draft, who=who, note=asked["note"]),
        gettext_lazy("The draft is back with its writer."),
    ),
    "schedule": Step(
        "directory.publish_draft", schedule, gettext_lazy("The draft will be published on its day.")
    ),
    "publish": Step(
        "directory.publish_draft",
        lambda draft, who, _asked: drafts.publish(draft, who=who),
        gettext_lazy("The draft is published."),
    ),
}


def may_discard(draft: Draft, user: Any) -> bool:
    """Tell whether a draft is a user's own, or theirs to decide about."""
    return draft.who == user.get_username() or user.has_perm("directory.publish_draft")


def take(name: str, draft: Draft, user: Any, asked: dict[str, Any]) -> str:
    """Do what a button says and return what to tell.

    Raises ChangeRefusedError where that cannot be, or somebody else changed the draft meanwhile.
    """
    step = STEPS[name]
    if not user.has_perm(step.permission) or (name == "discard" and not may_discard(draft, user)):
        raise PermissionDenied
    draft.revision = asked["revision"]
    step.act(draft, user.get_username(), asked)
    return str(step.told)
