"""Accelerators: the models of chips that the GPU hours of a machine are counted on."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models.base import Record
from directory.models.fields import SortKeyField, TextListField


class Accelerator(Record):
    """A model of accelerator. Peaks are dense, without sparsity; null where not published."""

    FACTS = (
        "name",
        "vendor",
        "memory_gb",
        "memory_bandwidth_gb_s",
        "bf16_tflops",
        "fp8_tflops",
    )

    name = models.CharField(_("name"), max_length=120, unique=True)
    sort_key = SortKeyField()
    vendor = models.CharField(_("vendor"), max_length=80)
    aliases = TextListField(verbose_name=_("other names"))
    memory_gb = models.DecimalField(
        _("memory"),
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("In gigabytes, of the memory beside the chip."),
    )
    memory_bandwidth_gb_s = models.DecimalField(
        _("memory bandwidth"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("In gigabytes a second."),
    )
    bf16_tflops = models.DecimalField(
        _("16-bit peak"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("In teraflop/s, dense; FP16 where the chip has no BF16."),
    )
    fp8_tflops = models.DecimalField(
        _("8-bit peak"),
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("In teraflop/s of FP8, dense; empty where the chip has none."),
    )
    note = models.TextField(
        _("note"), blank=True, help_text=_("For example what counts as one in GPU hours.")
    )

    class Meta:
        verbose_name = _("accelerator")
        verbose_name_plural = _("accelerators")
        ordering = ["sort_key", "slug"]

    def get_absolute_url(self) -> str:
        return reverse("directory:estimate") + f"#accelerator-{self.pk}"
