"""Model fields that several models need: folded sort keys, lists of texts, money."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import dates
from directory.text import fold

SLUG_VALIDATOR = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    gettext_lazy("Use lower-case letters, digits and single hyphens, for example lumi-ai-factory."),
)


class SortKeyField(models.CharField):
    """The folded form of another field, kept by the database so that Łódź sorts beside Lodz."""

    def __init__(self, source: str = "name", **options: Any) -> None:
        options.update(max_length=300, editable=False, default="", db_index=True)
        super().__init__(**options)
        self.source = source

    def deconstruct(self) -> tuple:
        name, path, args, options = super().deconstruct()
        for fixed in ("max_length", "editable", "default", "db_index"):
            options.pop(fixed, None)
        return name, path, args, options | {"source": self.source}

    def pre_save(self, instance: models.Model, add: bool) -> str:
        key = fold(getattr(instance, self.source))[: self.max_length]
        setattr(instance, self.attname, key)
        return key


def is_list_of_texts(value: Any) -> None:
    """Refuse everything but a list of different, non-empty texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValidationError(_("Expected a list of texts."), code="list")
    if any(not item.strip() for item in value):
        raise ValidationError(_("A text in the list is empty."), code="list")
    if len(set(value)) < len(value):
        raise ValidationError(_("A text stands in the list twice."), code="list")


def is_list_of_days(value: Any) -> None:
    """Refuse everything but a list of days written as YYYY-MM-DD."""
    is_list_of_texts(value)
    for item in value:
        dates.parse_day(item)


class LinesField(forms.CharField):
    """A list of texts that is edited with one text on a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class TextListField(models.JSONField):
    """A list of short texts in the order of the source, such as names or services as published."""

    default_validators = [is_list_of_texts]

    def __init__(self, **options: Any) -> None:
        options.setdefault("default", list)
        options.setdefault("blank", True)
        super().__init__(**options)

    def formfield(self, **options: Any) -> forms.Field:
        label = capfirst(self.verbose_name)
        words = {"label": label, "help_text": self.help_text, "required": False}
        own = gettext_lazy("One on a line.")
        words["help_text"] = format_lazy("{} {}", own, self.help_text) if self.help_text else own
        return LinesField(**words)


class ChoiceListField(TextListField):
    """Some of the values of a closed list, in any number."""

    def __init__(self, values: type[models.TextChoices], **options: Any) -> None:
        super().__init__(**options)
        self.values = values

    def deconstruct(self) -> tuple:
        name, path, args, options = super().deconstruct()
        return name, path, args, options | {"values": self.values}

    @property
    def flatchoices(self) -> list[tuple[str, Any]]:
        return list(self.values.choices)

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        is_list_of_texts(value)
        if unknown := [item for item in value if item not in self.values.values]:
            raise ValidationError(
                _("“%(value)s” is not a choice. Accepted are: %(accepted)s.")
                % {"value": unknown[0], "accepted": ", ".join(self.values.values)},
                code="choice",
            )

    def formfield(self, **options: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            required=False,
            choices=self.values.choices,
            widget=forms.CheckboxSelectMultiple,
        )


class DayListField(TextListField):
    """A list of days, each written as YYYY-MM-DD."""

    default_validators = [is_list_of_days]


class EuroField(models.DecimalField):
    """An amount in euros; null where it is not published."""

    def __init__(self, **options: Any) -> None:
        options |= {"max_digits": 15, "decimal_places": 2, "null": True, "blank": True}
        options.setdefault("validators", [MinValueValidator(0)])
        super().__init__(**options)
