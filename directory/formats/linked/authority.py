"""Addresses in the authority tables of the EU, and of IANA's media types.

The tables are those of https://op.europa.eu/en/web/eu-vocabularies, which DCAT-AP names.
"""

TABLES = "http://publications.europa.eu/resource/authority"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types"

DATA_THEMES = f"{TABLES}/data-theme"
TECHNOLOGY = f"{DATA_THEMES}/TECH"
GOVERNMENT = f"{DATA_THEMES}/GOVE"
CC_BY = f"{TABLES}/licence/CC_BY_4_0"
PUBLIC = f"{TABLES}/access-right/PUBLIC"
IRREGULAR = f"{TABLES}/frequency/IRREG"
EUROPE = f"{TABLES}/continent/EUROPE"
AVAILABLE = f"{TABLES}/planned-availability/AVAILABLE"
COMPLETED = f"{TABLES}/distribution-status/COMPLETED"
LANGUAGES = {"en": f"{TABLES}/language/ENG"}

#: Table `file-type`, by media type.
FILE_TYPES = {
    "application/atom+xml": "ATOM",
    "application/feed+json": "JSON",
    "application/geo+json": "GEOJSON",
    "application/json": "JSON",
    "application/ld+json": "JSON_LD",
    "application/vnd.google-earth.kml+xml": "KML",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "text/calendar": "ICS",
    "text/csv": "CSV",
}
#: Codes of table `country` (ISO 3166-1 alpha-3) by those that countries have here (alpha-2).
COUNTRIES = dict(
    pair.split(":")
    for pair in [
        "AD:AND",
        "AL:ALB",
        "AM:ARM",
        "AT:AUT",
        "AZ:AZE",
        "BA:BIH",
        "BE:BEL",
        "BG:BGR",
        "BY:BLR",
        "CH:CHE",
        "CY:CYP",
        "CZ:CZE",
        "DE:DEU",
        "DK:DNK",
        "EE:EST",
        "ES:ESP",
        "FI:FIN",
        "FR:FRA",
        "GB:GBR",
        "GE:GEO",
        "GR:GRC",
        "HR:HRV",
        "HU:HUN",
        "IE:IRL",
        "IL:ISR",
        "IS:ISL",
        "IT:ITA",
        "LI:LIE",
        "LT:LTU",
        "LU:LUX",
        "LV:LVA",
        "MC:MCO",
        "MD:MDA",
        "ME:MNE",
        "MK:MKD",
        "MT:MLT",
        "NL:NLD",
        "NO:NOR",
        "PL:POL",
        "PT:PRT",
        "RO:ROU",
        "RS:SRB",
        "SE:SWE",
        "SI:SVN",
        "SK:SVK",
        "SM:SMR",
        "TR:TUR",
        "UA:UKR",
        "US:USA",
        "VA:VAT",
    ]
)


def country(code: str) -> str | None:
    """Return the address of a country by its alpha-2 code, None where this table has it not."""
    return f"{TABLES}/country/{COUNTRIES[code]}" if code in COUNTRIES else None


def file_type(media_type: str) -> str | None:
    code = FILE_TYPES.get(media_type)
    return code and f"{TABLES}/file-type/{code}"


def iana(media_type: str) -> str:
    return f"{MEDIA_TYPES}/{media_type}"
