"""The fields in which a visitor says what is to be computed, and under which assumptions."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from directory.enums import Purpose
from directory.guidance.estimate.assumptions import USED, parameter
from directory.models import Assumption


class Method(TextChoices):
    TRAIN = "train", gettext_lazy("Train from scratch")
    FINE_TUNE = "fine-tune", gettext_lazy("Fine-tune all parameters")
    LORA = "lora", gettext_lazy("Fine-tune with LoRA")
    INFERENCE = "inference", gettext_lazy("Run inference")


#: What the finder calls the methods.
PURPOSES = {
    Method.TRAIN: Purpose.TRAIN,
    Method.FINE_TUNE: Purpose.FINE_TUNE,
    Method.LORA: Purpose.FINE_TUNE,
    Method.INFERENCE: Purpose.INFERENCE,
}
#: The methods that change every parameter.
TRAINING_ALL = (Method.TRAIN, Method.FINE_TUNE)


class Precision(TextChoices):
    SIXTEEN = "16-bit", gettext_lazy("16 bits (BF16 or FP16)")
    EIGHT = "8-bit", gettext_lazy("8 bits (FP8)")
    FOUR = "4-bit", gettext_lazy("4 bits (weights only)")

    @property
    def bits(self) -> int:
        return int(self.value.removesuffix("-bit"))


class Amount(forms.DecimalField):
    """A number between two others; it may be left open."""

    default_error_messages = {
        "invalid": gettext_lazy("Write a number such as 8 or 8.5, with a point and no unit.")
    }

    def __init__(self, smallest: str, largest: str, unit: Any = "", **options: Any) -> None:
        limits = format_lazy(gettext_lazy("a number from {} to {}"), smallest, largest)
        self.accepted = format_lazy("{}, {}", limits, unit) if unit else limits
        super().__init__(
            required=False, min_value=Decimal(smallest), max_value=Decimal(largest), **options
        )


class WorkForm(forms.Form):
    """The piece of work; the assumptions come from the records as further fields."""

    parameters = Amount(
        "0.000001",
        "100000",
        gettext_lazy("in billions"),
        label=gettext_lazy("Parameters of the model, in billions"),
    )
    method = forms.ChoiceField(choices=Method.choices, label=gettext_lazy("Method"), required=False)
    precision = forms.ChoiceField(
        choices=Precision.choices, label=gettext_lazy("Precision"), required=False
    )
    tokens = Amount(
        "0.000001",
        "1000000",
        gettext_lazy("in billions (0.2 for 200 million)"),
        label=gettext_lazy("Tokens, in billions"),
    )
    examples = Amount("1", "1000000000000000", label=gettext_lazy("or examples"))
    tokens_per_example = Amount("1", "100000000", label=gettext_lazy("Tokens of an example"))
    epochs = Amount(
        "0.01", "10000", label=gettext_lazy("Epochs: how often the data is gone through")
    )
    find = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)


def form_with(records: Mapping[str, Assumption]) -> type[WorkForm]:
    """Return the form with two fields for each assumption."""
    fields: dict[str, Any] = {}
    for slug, record in records.items():
        if slug not in USED:
            continue
        largest = "1" if record.is_share else "1000000"
        for end, words in (("low", gettext_lazy("lowest")), ("high", gettext_lazy("highest"))):
            label = format_lazy("{}, {}", record.name, words)
            fields[parameter(slug, end)] = Amount("0.001", largest, label=label)
    return type("WorkFormWithAssumptions", (WorkForm,), fields)
