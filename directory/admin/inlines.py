"""Rows within records: evidence, milestones, links."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest

from directory.admin.recorded import DATE_FIELDS, PartInline
from directory.columns.fact_labels import fact_label
from directory.models import (
    AccessCall,
    AntennaLink,
    Citation,
    Conflict,
    Milestone,
    PolicyStep,
    SiteMachine,
    SiteOrganisation,
)


class FactInline(PartInline):
    """Rows about one fact of the record, chosen from the facts that its kind has."""

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if db_field.name != "field":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        facts = [(fact, fact_label(fact)) for fact in self.parent_model.FACTS]
        return forms.ChoiceField(
            choices=[("", "—"), *facts],
            label=db_field.verbose_name,
            help_text=db_field.help_text,
        )


class CitationInline(FactInline):
    model = Citation
    fields = ("field", "source", "states", "number", "date", "note")
    autocomplete_fields = ("source",)


class ConflictInline(FactInline):
    model = Conflict
    fields = ("field", "comment")


class MilestoneInline(PartInline):
    model = Milestone
    fields = ("stage", "reached", *DATE_FIELDS, "stated_on", "note", "sources")
    autocomplete_fields = ("sources",)

    def formfield_for_choice_field(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field:
        if db_field.name == "stage":
            ladder = self.parent_model.objects.all().ladder
            kwargs["choices"] = [("", "—"), *ladder.choices]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class SiteOrganisationInline(PartInline):
    model = SiteOrganisation
    autocomplete_fields = ("organisation",)


class SiteMachineInline(PartInline):
    model = SiteMachine
    autocomplete_fields = ("supercomputer",)


class AntennaLinkInline(PartInline):
    model = AntennaLink
    fk_name = "antenna"
    autocomplete_fields = ("factory",)


class AccessCallInline(PartInline):
    model = AccessCall


class PolicyStepInline(PartInline):
    model = PolicyStep
    fields = ("step", *DATE_FIELDS)
