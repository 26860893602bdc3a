"""Gaps: which facts count as stated, what counts as cited, and what the real network lacks."""

import pytest

from directory.enums import OrganisationRole
from directory.evidence.gaps import gaps_of, total_gaps, with_gaps
from directory.models import (
    AboutRecord,
    AccessMode,
    Antenna,
    Citation,
    Factory,
    Policy,
    Site,
    SiteMachine,
    SiteOrganisation,
    Supercomputer,
)
from tests.factories import (
    make_country,
    make_organisation,
    make_site,
    make_source,
    make_supercomputer,
    reach,
    recorded,
)

CITED_KINDS = [Citation._meta.get_field(key).related_model for key in AboutRecord.SUBJECTS]


def cite(site, *facts, states=""):
    source = make_source()
    with recorded():
        for fact in facts:
            Citation.objects.create(site=site, field=fact, source=source, states=states)


@pytest.mark.usefixtures("network")
class TestTheNetwork:
    def test_few_facts_of_sites_and_none_of_machines_lack_a_citation(self):
        lacking = {site.slug: gaps_of(site) for site in with_gaps(Site.objects).filter(gaps__gt=0)}

        assert lacking == {
            "aif-irl-antenna": ["aliases"],
            "aifa-lat": ["aliases"],
            "jaif": ["partners"],
        }
        assert total_gaps(Supercomputer) == 0

    @pytest.mark.parametrize("model", [*CITED_KINDS, Factory, Antenna], ids=lambda m: m.__name__)
    def test_number_names_and_total_agree(self, model):
        numbers = {record.pk: record.gaps for record in with_gaps(model.objects.all())}

        assert {pk: len(gaps_of(model.objects.get(pk=pk))) for pk in numbers} == numbers
        assert sum(numbers.values()) == total_gaps(model)

    def test_a_fact_that_loses_its_only_supporting_source_becomes_a_gap(self):
        site = Site.objects.get(slug="it4lia")
        assert gaps_of(site) == []

        with recorded():
            site.conflicts.filter(field="total_budget_eur").delete()
            site.citations.filter(field="total_budget_eur", states="").delete()

        assert site.citations.filter(field="total_budget_eur").exists()
        assert gaps_of(site) == ["total_budget_eur"]

    def test_dates_and_steps_of_policies_and_cutoffs_of_modes_are_cited(self):
        assert not any("date" in gaps_of(policy) for policy in Policy.objects.all())
        assert not any("steps" in gaps_of(policy) for policy in Policy.objects.all())
        mode = AccessMode.objects.filter(calls__isnull=False, citations__field="cutoffs").first()
        with recorded():
            mode.citations.filter(field="cutoffs").delete()
        assert "cutoffs" in gaps_of(mode)


@pytest.mark.usefixtures("empty_directory")
class TestTheRule:
    def test_what_is_not_published_needs_no_source(self):
        site = make_site()

        assert gaps_of(site) == ["name", "country", "wave", "status"]

    def test_a_source_that_says_otherwise_does_not_support_the_value(self):
        site = make_site(city="Oulu")

        cite(site, "city", states="Kajaani")
        assert "city" in gaps_of(site)
        cite(site, "city")
        assert "city" not in gaps_of(site)

    def test_coordinates_contacts_and_lists_as_published_are_facts_of_one_name(self):
        site = make_site(
            latitude="64.2",
            longitude="27.7",
            location_precision="city",
            contact_email="help@example.org",
            sectors_as_published=["health"],
            aliases=["Old name"],
        )

        assert set(gaps_of(site)) >= {"coordinates", "contact", "sectors", "aliases"}
        cite(site, "coordinates", "contact", "sectors", "aliases")
        assert not set(gaps_of(site)) & {"coordinates", "contact", "sectors", "aliases"}

    def test_organisations_in_a_role_and_machines_are_facts_of_the_site(self):
        site, machine = make_site(), make_supercomputer()
        with recorded():
            SiteOrganisation.objects.create(
                site=site, organisation=make_organisation(), role=OrganisationRole.HOST
            )
            SiteMachine.objects.create(site=site, supercomputer=machine, use="offered")

        assert {"host", "supercomputers"} <= set(gaps_of(site))
        assert not {"coordinator", "partners"} & set(gaps_of(site))
        assert "sites" in gaps_of(machine)

    def test_a_status_is_cited_when_each_milestone_names_a_source(self):
        site = make_site()
        with recorded():
            site.milestones.get().sources.add(make_source())
        assert "status" not in gaps_of(site)

        reach(site, "in-preparation", "2025-03")
        assert "status" in gaps_of(site)

    def test_a_yes_or_no_states_something_by_its_yes(self):
        assert gaps_of(make_country("FI")) == ["name"]
        assert gaps_of(make_country("SE", eu_member=True)) == ["name", "eu_member"]

    def test_every_fact_of_every_kind_has_a_rule(self):
        for model in CITED_KINDS:
            assert total_gaps(model) == 0

    def test_records_are_counted_in_one_query(self, django_assert_num_queries):
        for _ in range(3):
            make_site()

        with django_assert_num_queries(1):
            assert [site.gaps for site in with_gaps(Site.objects.all())] == [4, 4, 4]
        with django_assert_num_queries(1):
            assert total_gaps(Site) == 12
