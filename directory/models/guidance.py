"""What the portal tells people who look for a way in: rules, assumptions, answers."""

import string

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.enums import (
    Applicant,
    ComputeNeed,
    Establishment,
    HelpKind,
    HelpNeed,
    Purpose,
    RuleEffect,
    SiteCriterion,
)
from directory.models.access import AccessMode
from directory.models.base import Record, no_empty_words
from directory.models.evidence import Source
from directory.models.fields import ChoiceListField, SortKeyField, TextListField
from directory.models.places import Country

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


class Sourced(Record):
    """A record that rests on its sources as a whole, and says when somebody checked them."""

    sources = models.ManyToManyField(
        Source,
        verbose_name=gettext_lazy("sources"),
        blank=True,
        related_name="%(class)ss",
    )
    checked_on = models.DateField(gettext_lazy("checked on"))

    class Meta:
        abstract = True

    def needs_sources(self) -> bool:
        return True

    def check_whole(self) -> None:
        if self.needs_sources() and not self.sources.exists():
            raise ValidationError({"sources": _("At least one source is needed.")})


class FinderRule(Sourced):
    """A general statement on the way in: for whom it holds, what follows, and who says so.

    Each part of the condition lists the answers for which the rule holds; an empty one asks for
    nothing. A part on a question that was left open is not met.
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
    points = models.SmallIntegerField(gettext_lazy("points"), default=0)
    explanation = models.TextField(
        gettext_lazy("explanation"),
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
        if unknown := [name for name in named_in(self.explanation) if name not in known]:
            accepted = ", ".join(f"{{{name}}}" for name in known) or _("none")
            raise ValidationError(
                {
                    "explanation": _("“%(name)s” cannot be named here. Accepted are: %(accepted)s.")
                    % {"name": unknown[0], "accepted": accepted}
                }
            )


def named_in(template: str) -> list[str]:
    """Return what a template names in braces, with anything else that it holds in them."""
    try:
        parts = list(string.Formatter().parse(template))
    except ValueError:
        return ["{"]
    return [
        "".join([name, *(conversion or ""), specification or ""])
        for _text, name, specification, conversion in parts
        if name is not None
    ]


class Assumption(Sourced):
    """A figure of the compute estimate with the range that its sources give it."""

    name = models.CharField(gettext_lazy("name"), max_length=120, unique=True)
    sort_key = SortKeyField()
    value_low = models.DecimalField(gettext_lazy("lowest"), max_digits=14, decimal_places=4)
    value_high = models.DecimalField(gettext_lazy("highest"), max_digits=14, decimal_places=4)
    unit = models.CharField(gettext_lazy("unit"), max_length=80)
    formula = models.CharField(gettext_lazy("formula"), max_length=200, blank=True)
    explanation = models.TextField(gettext_lazy("explanation"))

    class Meta:
        verbose_name = gettext_lazy("assumption of the estimate")
        verbose_name_plural = gettext_lazy("assumptions of the estimate")
        ordering = ["sort_key", "slug"]
        constraints = [
            models.CheckConstraint(
                name="assumption_lowest_not_above_highest",
                condition=Q(value_low__lte=F("value_high")),
                violation_error_message=gettext_lazy("The lowest value is above the highest."),
            ),
            models.CheckConstraint(
                name="assumption_above_zero",
                condition=Q(value_low__gt=0),
                violation_error_message=gettext_lazy("An assumption is above zero."),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("directory:estimate") + f"#assumption-{self.pk}"


class HelpEntry(Sourced):
    """A term or a question of users, with an answer in two sentences."""

    kind = models.CharField(gettext_lazy("kind"), max_length=20, choices=HelpKind)
    question = models.CharField(gettext_lazy("term or question"), max_length=200, unique=True)
    sort_key = SortKeyField(source="question")
    theme = models.CharField(gettext_lazy("theme"), max_length=60)
    asked_by = models.CharField(gettext_lazy("asked by"), max_length=80, blank=True)
    answer = models.TextField(
        gettext_lazy("answer"), help_text=gettext_lazy("Two sentences in our own words.")
    )
    is_answered = models.BooleanField(
        gettext_lazy("a source answers it"),
        default=True,
        help_text=gettext_lazy("If not, the answer says so."),
    )
    see = TextListField(
        verbose_name=gettext_lazy("see"),
        help_text=gettext_lazy("Pages of the portal that show more, for example /calls/."),
    )
    raised_by = models.ManyToManyField(
        Source,
        verbose_name=gettext_lazy("raised by"),
        blank=True,
        related_name="raised_helpentrys",
        help_text=gettext_lazy("Who reports that users ask this."),
    )

    class Meta:
        verbose_name = gettext_lazy("term or question")
        verbose_name_plural = gettext_lazy("terms and questions")
        ordering = ["sort_key", "slug"]

    def __str__(self) -> str:
        return self.question

    def needs_sources(self) -> bool:
        return self.is_answered

    def get_absolute_url(self) -> str:
        return reverse("directory:help") + f"#{self.pk}"

    def clean(self) -> None:
        super().clean()
        for path in self.see:
            PATH(path)


PATH = RegexValidator(
    r"^/[^\s]*$", gettext_lazy("Pages of the portal begin with a slash, for example /calls/.")
)
