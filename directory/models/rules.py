"""Rules of the finder: for whom a statement on the way in holds, what follows, and who says so."""

import string

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.enums import (
    Applicant,
    ComputeNeed,
    Establishment,
    HelpNeed,
    Purpose,
    RuleEffect,
    SiteCriterion,
)
from directory.models.access import AccessMode
from directory.models.base import no_empty_words
from directory.models.fields import ChoiceListField, SortKeyField
from directory.models.guidance import Sourced
from directory.models.places import Country

MOST_POINTS = 1000
LONGEST_EXPLANATION = 500
#: What stands for the names in explanations where the rule is shown by itself.
STAND_INS = {
    "site": gettext_lazy("[site]"),
    "country": gettext_lazy("[your country]"),
    "antenna": gettext_lazy("[antenna]"),
    "link": gettext_lazy("[how they are linked]"),
    "field": gettext_lazy("[your field]"),
    "services": gettext_lazy("[services]"),
    "machines": gettext_lazy("[machines]"),
}
#: What the explanation of a rule about sites may name, by its criterion.
PLACEHOLDERS = {
    SiteCriterion.OWN_COUNTRY: ("site", "country"),
    SiteCriterion.LINKED_FACTORY: ("site", "country", "antenna", "link"),
    SiteCriterion.PARTNER_COUNTRY: ("site", "country"),
    SiteCriterion.SECTOR: ("site", "field"),
    SiteCriterion.SERVICE: ("site", "services"),
    SiteCriterion.MACHINE: ("site", "machines"),
    SiteCriterion.SERVING: ("site",),
    SiteCriterion.ANTENNA_ABROAD: ("site",),
}


class FinderRule(Sourced):
    """A general statement on the way in: for whom it holds, what follows, and who says so.

    Each part of the condition lists the answers for which the rule holds; an empty one asks for
    nothing. Whether a part on a question that was left open is met depends on the answer to it.
    """

    #: The parts of the condition, in the order of the questions.
    CONDITION = ("who", "establishment", "countries", "purpose", "hours", "help")

    name = models.CharField(gettext_lazy("name"), max_length=160, unique=True)
    sort_key = SortKeyField()
    who = ChoiceListField(Applicant, verbose_name=gettext_lazy("who applies"))
    establishment = ChoiceListField(Establishment, verbose_name=gettext_lazy("established in"))
    countries = models.ManyToManyField(
        Country,
        verbose_name=gettext_lazy("countries"),
        blank=True,
        related_name="finder_rules",
        help_text=gettext_lazy("Only where the rule holds for named countries."),
    )
    purpose = ChoiceListField(Purpose, verbose_name=gettext_lazy("to do what"))
    hours = ChoiceListField(ComputeNeed, verbose_name=gettext_lazy("how much computing time"))
    help = ChoiceListField(HelpNeed, verbose_name=gettext_lazy("what help"))
    effect = models.CharField(gettext_lazy("effect"), max_length=20, choices=RuleEffect)
    mode = models.ForeignKey(
        AccessMode,
        verbose_name=gettext_lazy("access mode"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="finder_rules",
    )
    criterion = models.CharField(
        gettext_lazy("criterion of sites"),
        max_length=20,
        choices=SiteCriterion,
        null=True,
        blank=True,
    )
    points = models.SmallIntegerField(
        gettext_lazy("points"),
        default=0,
        validators=[MinValueValidator(-MOST_POINTS), MaxValueValidator(MOST_POINTS)],
    )
    explanation = models.TextField(
        gettext_lazy("explanation"),
        validators=[MaxLengthValidator(LONGEST_EXPLANATION)],
        help_text=gettext_lazy(
            "What visitors read, in our own words. About sites it may name {site}, {country},"
            " {antenna}, {link}, {field}, {services} or {machines}, as its criterion has them."
        ),
    )

    class Meta:
        verbose_name = gettext_lazy("rule of the finder")
        verbose_name_plural = gettext_lazy("rules of the finder")
        ordering = ["effect", "mode", "criterion", "sort_key", "slug"]
        constraints = [
            no_empty_words("finder_rule_no_empty_words", "criterion"),
            models.CheckConstraint(
                name="finder_rule_criterion_where_about_sites",
                condition=Q(effect=RuleEffect.SITE, criterion__isnull=False)
                | (~Q(effect=RuleEffect.SITE) & Q(criterion__isnull=True)),
                violation_error_message=gettext_lazy(
                    "A rule about sites needs its criterion; other rules have none."
                ),
            ),
            models.CheckConstraint(
                name="finder_rule_mode_where_about_one",
                condition=~Q(effect__in=[RuleEffect.OPENS, RuleEffect.CLOSES, RuleEffect.SUITS])
                | Q(mode__isnull=False),
                violation_error_message=gettext_lazy("This effect needs an access mode."),
            ),
            models.CheckConstraint(
                name="finder_rule_no_mode_where_about_sites",
                condition=~Q(effect=RuleEffect.SITE) | Q(mode__isnull=True),
                violation_error_message=gettext_lazy("A rule about sites has no access mode."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("directory:finder_rules") + f"#{self.pk}"

    def accepted(self, part: str) -> set[str]:
        """Return the answers that a part of the condition accepts; none if it asks for nothing."""
        if part == "countries":
            return {country.pk for country in self.countries.all()}
        return set(getattr(self, part))

    @property
    def condition_in_words(self) -> list[list[str]]:
        """The answers that each part of the condition accepts, of parts that ask for something."""
        parts = []
        for part in self.CONDITION:
            choices = dict(getattr(self._meta.get_field(part), "flatchoices", ()))
            if part == "countries":
                choices = {country.pk: country.name for country in self.countries.all()}
            parts.append([str(choices[value]) for value in choices if value in self.accepted(part)])
        return [answers for answers in parts if answers]

    @property
    def in_words(self) -> str:
        """The explanation with words where a site's reasons have names."""
        return self.explanation.format(**STAND_INS) if self.criterion else self.explanation

    def clean(self) -> None:
        super().clean()
        known = PLACEHOLDERS.get(self.criterion, ())
        try:
            unknown = [name for name in named_in(self.explanation) if name not in known]
        except ValueError as error:
            told = _("A brace stands alone; what is named stands between two, as {site}.")
            raise ValidationError({"explanation": told}) from error
        if unknown:
            accepted = ", ".join(f"{{{name}}}" for name in known) or _("none")
            raise ValidationError(
                {
                    "explanation": _("“%(name)s” cannot be named here. Accepted are: %(accepted)s.")
                    % {"name": unknown[0], "accepted": accepted}
                }
            )


def named_in(template: str) -> list[str]:
    """Return what a template names in braces, with anything else that it holds in them.

    Raises ValueError where a brace stands alone.
    """
    return [
        "".join([name, *(conversion or ""), specification or ""])
        for _text, name, specification, conversion in string.Formatter().parse(template)
        if name is not None
    ]
