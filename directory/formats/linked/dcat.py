"""The catalogue of all data as a graph in DCAT-AP 3.0, the profile of Europe's data portals.

The specification is https://semiceu.github.io/DCAT-AP/releases/3.0.0/. Everything has an address
of its own rather than being a blank node, so that catalogues of two editions can be compared.
"""

from collections.abc import Iterable
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rdflib import DCTERMS, FOAF, RDFS, SKOS, Graph, Literal, URIRef

from directory.columns import COLUMNS
from directory.formats import Format, formats_of
from directory.formats.linked import authority, datasets, schema
from directory.formats.linked.catalog import covered
from directory.formats.linked.services import SERVICES, Api
from directory.formats.linked.triples import ADMS, DCAT, DCATAP, VCARD, Properties, Triples
from directory.models import Country, Edition
from directory.selection import Selection
from directory.terms import NAME


def graph_of(address: str) -> Graph:
    """Return the catalogue, in a few queries; `address` is any of the portal."""
    return Catalogue(address).graph


class Catalogue(Triples):
    """The graph while it is made, with what all its nodes share."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.page = schema.data_page(address)
        self.home = schema.home(address)
        self.edition = Edition.current()
        self.first = Edition.objects.order_by("number").first()
        self.publisher = self._publisher()
        self.contact = self._contact()
        self.period = self._period()
        self.europe = self.tell(authority.EUROPE, DCTERMS.Location, {SKOS.prefLabel: _("Europe")})
        self.countries = self._countries()
        self.shared = self._shared()
        self._catalogue()

    def _publisher(self) -> URIRef:
        page = self.tell(schema.publisher_page(self.address), FOAF.Document)
        content = {FOAF.name: settings.PUBLISHER_NAME, FOAF.homepage: page}
        return self.tell(f"{self.home}#publisher", FOAF.Agent, content)

    def _contact(self) -> URIRef:
        email = settings.CORRECTIONS_EMAIL
        content = {
            VCARD.fn: settings.PUBLISHER_NAME,
            VCARD.hasEmail: URIRef(f"mailto:{email}") if email else None,
            VCARD.hasURL: URIRef(urljoin(self.address, reverse("directory:report"))),
        }
        return self.tell(f"{self.page}#contact", VCARD.Kind, content)

    def _period(self) -> URIRef | None:
        if not (days := covered()):
            return None
        content = {DCAT.startDate: days[0], DCAT.endDate: days[1]}
        return self.tell(f"{self.page}#period", DCTERMS.PeriodOfTime, content)

    def _countries(self) -> list[URIRef]:
        countries = Country.objects.of_the_network().order_by("pk")
        return [
            self.label(address, country.name, DCTERMS.Location)
            for country in countries
            if (address := authority.country(country.pk))
        ]

    def _shared(self) -> Properties:
        """Return what is said of the catalogue, of each dataset and of each service alike."""
        language = authority.LANGUAGES[get_language() or "en"]
        return {
            DCTERMS.publisher: self.publisher,
            DCTERMS.license: self.tell(authority.CC_BY, DCTERMS.LicenseDocument),
            DCTERMS.language: self.tell(language, DCTERMS.LinguisticSystem),
            DCTERMS.issued: self.first.day if self.first else None,
            DCTERMS.modified: self.edition.day if self.edition else None,
            DCTERMS.accessRights: self.tell(authority.PUBLIC, DCTERMS.RightsStatement),
            DCAT.contactPoint: self.contact,
        }

    def _catalogue(self) -> None:
        themes = {DCTERMS.title: _("Data themes of the EU")}
        lists = {list_.name: self._dataset(list_) for list_ in datasets.whole_lists()}
        content = self.shared | {
            DCTERMS.title: _("Open data of the %(portal)s") % {"portal": NAME},
            DCTERMS.description: _(
                "Everything in a directory of Europe's AI Factories, compiled from public sources,"
                " as files and through APIs."
            ),
            DCTERMS.spatial: self.europe,
            DCTERMS.temporal: self.period,
            FOAF.homepage: self.tell(self.page, FOAF.Document),
            DCAT.themeTaxonomy: self.tell(authority.DATA_THEMES, SKOS.ConceptScheme, themes),
            DCAT.dataset: list(lists.values()),
            DCAT.service: [self._service(service, lists) for service in SERVICES],
        }
        self.tell(f"{self.page}#catalog", DCAT.Catalog, content)

    def _dataset(self, list_: Selection) -> URIRef:
        origin = _("Compiled from public sources; each fact names the sources that state it.")
        content = self.shared | {
            DCTERMS.identifier: Literal(datasets.identifier(list_, self.address)),
            DCTERMS.title: datasets.title(list_),
            DCTERMS.description: datasets.description(list_),
            DCAT.keyword: datasets.keywords(list_),
            DCAT.theme: [
                self.label(authority.TECHNOLOGY, _("Science and technology")),
                self.label(authority.GOVERNMENT, _("Government and public sector")),
            ],
            DCTERMS.spatial: self.countries if is_of_countries(list_) else self.europe,
            DCTERMS.temporal: self.period,
            DCTERMS.accrualPeriodicity: self.tell(authority.IRREGULAR, DCTERMS.Frequency),
            DCTERMS.provenance: self.tell(
                f"{self.page}#provenance", DCTERMS.ProvenanceStatement, {RDFS.label: origin}
            ),
            DCAT.version: Literal(str(self.edition)) if self.edition else None,
            DCAT.landingPage: self.tell(datasets.page(list_, self.address), FOAF.Document),
            DCAT.distribution: list(self._distributions(list_)),
        }
        return self.tell(datasets.identifier(list_, self.address), DCAT.Dataset, content)

    def _distributions(self, list_: Selection) -> Iterable[URIRef]:
        for suffix, format_ in formats_of(list_.name).items():
            yield self._distribution(list_, suffix, format_)

    def _distribution(self, list_: Selection, suffix: str, format_: Format) -> URIRef:
        file = URIRef(datasets.file(list_, suffix, self.address))
        words = {"list": datasets.title(list_), "format": format_.label}
        content = {
            DCTERMS.title: _("%(list)s (%(format)s)") % words,
            DCTERMS.description: str(format_.good_for) or format_.label,
            DCAT.accessURL: file,
            DCAT.downloadURL: file,
            DCAT.mediaType: self.tell(authority.iana(format_.plain_type), DCTERMS.MediaType),
            DCTERMS.format: (type_ := authority.file_type(format_.plain_type))
            and self.tell(type_, DCTERMS.MediaTypeOrExtent),
            DCATAP.availability: self.label(authority.AVAILABLE, _("Available")),
            ADMS.status: self.label(authority.COMPLETED, _("Completed")),
        }
        shared = (DCTERMS.license, DCTERMS.language, DCTERMS.issued, DCTERMS.modified)
        content |= {predicate: self.shared[predicate] for predicate in shared}
        address = f"{datasets.identifier(list_, self.address)}-{suffix}"
        return self.tell(address, DCAT.Distribution, content)

    def _service(self, service: Api, lists: dict[str, URIRef]) -> URIRef:
        content = self.shared | {
            DCTERMS.title: service.title,
            DCTERMS.description: service.description,
            DCAT.endpointURL: URIRef(urljoin(self.address, service.endpoint)),
            DCAT.endpointDescription: URIRef(urljoin(self.address, service.definition)),
            DCAT.servesDataset: [lists[name] for name in service.lists],
            DCTERMS.conformsTo: [
                self.tell(standard, DCTERMS.Standard) for standard in service.standards
            ],
        }
        return self.tell(f"{self.page}#{service.name}", DCAT.DataService, content)


def is_of_countries(list_: Selection) -> bool:
    """Tell whether the rows of a list are countries, or of some."""
    columns = COLUMNS[list_.name]
    return list_.name == "countries" or any(c.refers_to == "countries" for c in columns)
