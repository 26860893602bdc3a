"""The closed vocabularies of the network: kinds, stages, roles. Imports nothing of ours."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SiteKind(TextChoices):
    FACTORY = "factory", _("AI Factory")
    ANTENNA = "antenna", _("AI Factory Antenna")


class WaveKind(TextChoices):
    FACTORY = "factory", _("AI Factories")
    ANTENNA = "antenna", _("AI Factory Antennas")
    GIGAFACTORY = "gigafactory", _("AI Gigafactories")


class SiteStage(TextChoices):
    """The stage ladder of a site, lowest rung first."""

    SELECTED = "selected", _("Selected")
    IN_PREPARATION = "in-preparation", _("In preparation")
    SERVING_USERS = "serving-users", _("Serving users")
    ENDED = "ended", _("Ended")


class MachineStage(TextChoices):
    """The stage ladder of a supercomputer, lowest rung first."""

    PLANNED = "planned", _("Planned")
    PROCUREMENT = "procurement", _("In procurement")
    CONTRACT_SIGNED = "contract-signed", _("Contract signed")
    INSTALLATION = "installation", _("Being installed")
    OPERATIONAL = "operational", _("Operational")
    DECOMMISSIONED = "decommissioned", _("Decommissioned")


#: What a stage is called, in filters and data, where no source tells it.
UNKNOWN_STAGE = "unknown"


class MachineRole(TextChoices):
    EXISTING = "existing", _("Existing, or ordered apart from an AI Factory")
    UPGRADE = "upgrade", _("Upgrade of a machine")
    NEW_AI_OPTIMISED = "new-ai-optimised", _("New AI-optimised machine")
    EXPERIMENTAL_PLATFORM = "experimental-platform", _("Experimental platform")


class OrganisationRole(TextChoices):
    HOST = "host", _("Host")
    COORDINATOR = "coordinator", _("Coordinator")
    PARTNER = "partner", _("Partner")


class MachineUse(TextChoices):
    """How a site uses a supercomputer."""

    OFFERED = "offered", _("Offered to users now")
    PLANNED = "planned", _("Planned for users")
    HOST_OWN = "host-own", _("The host's own, share for users not published")


class LinkStatus(TextChoices):
    LINKED = "linked", _("Linked")
    LETTER_OF_INTENT = "letter-of-intent", _("Letter of intent")


class LocationPrecision(TextChoices):
    SITE = "site", _("The site itself")
    CITY = "city", _("The centre of its city")


class Comparator(TextChoices):
    EQUAL = "=", pgettext_lazy("comparator", "exactly")
    MORE = ">", pgettext_lazy("comparator", "more than")
    AT_LEAST = ">=", pgettext_lazy("comparator", "at least")
    LESS = "<", pgettext_lazy("comparator", "less than")
    AT_MOST = "<=", pgettext_lazy("comparator", "at most")
    ABOUT = "~", pgettext_lazy("comparator", "about")


class Outcome(TextChoices):
    """What comes of a claim beside what the directory counts."""

    HOLDS = "holds", _("Holds")
    DOES_NOT_HOLD = "does-not-hold", _("Does not hold")
    CANNOT_BE_CHECKED = "cannot-be-checked", _("Cannot be checked")


class MoneyScope(TextChoices):
    """Whose money an amount of a wave counts."""

    EU = "eu", _("EU share only")
    EU_AND_NATIONAL = "eu-and-national", _("EU and national money")
    PUBLIC_AND_PRIVATE = "public-and-private", _("Public and private money")


class CostScope(TextChoices):
    """What the cost of a supercomputer covers; costs of different scopes are never compared."""

    SYSTEM_CONTRACT = "system-contract", _("Contract for the system")
    SYSTEM_BUDGET = "system-budget", _("Budget or planned price of the system")
    SYSTEM_AND_OPERATION = "system-and-operation", _("System and its operation")
    SYSTEM_AND_BUILDING = "system-and-building", _("System and its building")
    PROGRAMME = "programme", _("Whole programme around the system")
    NOT_STATED = "not-stated", _("Scope not published")


class SourceKind(TextChoices):
    OFFICIAL_PRESS = "official-press", _("Official press release")
    OFFICIAL_PAGE = "official-page", _("Official page")
    HOST_PAGE = "host-page", _("Page of the host or the project")
    NEWS = "news", _("News")
    REFERENCE = "reference", _("Reference work or copy of a document")
    SECONDARY_NOTE = "secondary-note", _("Secondary note")


class Reading(TextChoices):
    """How a source was read."""

    DIRECT = "direct", _("Read directly")
    SECOND_HAND = "second-hand", _("Known only through another text that quotes it")


class Recurrence(TextChoices):
    FIRST_DAY_OF_MONTH = "first-day-of-month", _("First day of every month")


class CallState(TextChoices):
    """Whether one can apply on a day, as far as it is published."""

    CUTOFF_AHEAD = "cutoff-ahead", _("A cut-off lies ahead")
    RECURRING = "recurring", _("Cut-off every month")
    ALWAYS_OPEN = "always-open", _("Open all the time, without cut-offs")
    RUN_OUT = "run-out", _("Every cut-off that is published has passed")
    CLOSED = "closed", _("Closed: the last cut-off has passed")
    NOT_PUBLISHED = "not-published", _("Not published whether it is open")

    @property
    def can_apply(self) -> bool:
        return self in (CallState.CUTOFF_AHEAD, CallState.RECURRING, CallState.ALWAYS_OPEN)

    @property
    def has_ended(self) -> bool:
        return self in (CallState.RUN_OUT, CallState.CLOSED)


class AccessTrack(TextChoices):
    INDUSTRY = "industry", _("AI for industrial innovation")
    SCIENCE = "science", _("AI for science")
    GENERAL = "general", _("General EuroHPC access")
    FACTORY = "factory", _("Offered by one factory")
    FUNDING = "funding", _("Related funding")


class ComputeUnit(TextChoices):
    GPU_HOURS = "gpu-hours", _("GPU hours")
    NODE_HOURS = "node-hours", _("node hours")


class PolicyKind(TextChoices):
    PACKAGE = "package", _("Package")
    REGULATION = "regulation", _("Regulation")
    DECISION = "decision", _("Decision")
    CALL = "call", _("Call")
    INITIATIVE = "initiative", _("Initiative")
    COMMUNICATION = "communication", _("Communication")
    PROPOSAL = "proposal", _("Proposal")
    AGREEMENT = "agreement", _("Agreement")
    ACCESS_POLICY = "access-policy", _("Access policy")
    COMPETITION = "competition", _("Competition")
    PROGRESS_REPORT = "progress-report", _("Progress report")
    PLATFORM = "platform", _("Platform")


class PolicyStepKind(TextChoices):
    """A later dated step of a policy, after the date it is known by."""

    PUBLISHED = "published", _("Published in the Official Journal")
    COUNCIL_POSITION = "council-position", _("Position of the Council")
    IN_FORCE = "in-force", _("In force")
    CLOSED = "closed", _("Closed")
    RESULT = "result", _("Result announced")


class Applicant(TextChoices):
    """Who asks for a way in."""

    START_UP = "start-up", _("Start-up or SME")
    COMPANY = "company", _("Larger company")
    UNIVERSITY = "university", _("University or research body")
    PUBLIC_BODY = "public-body", _("Public body")
    TEAM = "team", _("Loose team without a legal entity")


class Establishment(TextChoices):
    """What the applicant's country is, as far as access modes ask for it."""

    EU_MEMBER = "eu-member", _("EU Member State")
    PARTICIPATING_STATE = "participating-state", _("Participating state outside the EU")
    ELSEWHERE = "elsewhere", _("Another country")


class Purpose(TextChoices):
    TRY = "try", _("Try things out")
    FINE_TUNE = "fine-tune", _("Fine-tune a model")
    TRAIN = "train", _("Train a model")
    INFERENCE = "inference", _("Run inference")
    SCIENCE = "science", _("Do science")


class ComputeNeed(TextChoices):
    """How much computing time somebody needs."""

    SMALL = "small", _("Up to 5,000 GPU hours")
    MEDIUM = "medium", _("5,000 to 50,000 GPU hours")
    LARGE = "large", _("More than 50,000 GPU hours")
    UNSURE = "unsure", _("I do not know yet")


class HelpNeed(TextChoices):
    """What help somebody needs besides computing time, as slugs of services."""

    EXPERTISE = "expertise", _("Advice")
    DATA = "data", _("Data")
    TRAINING = "training", _("Training")
    SANDBOX = "sandbox", _("Sandbox")
    INCUBATION = "incubation", _("Incubation")


class RuleEffect(TextChoices):
    """What a rule of the finder does where its condition is met."""

    OPENS = "opens", _("The access mode is open to the applicant")
    CLOSES = "closes", _("The access mode is not open to the applicant")
    NOT_CONFIRMED = (
        "not-confirmed",
        _("No source confirms that the access mode, or any, is open to the applicant"),
    )
    SUITS = "suits", _("The access mode moves up or down by the points")
    NEAREST = "nearest", _("The nearest route where no access mode is open")
    SITE = "site", _("Sites that meet the criterion move up by the points")
    PREPARE = "prepare", _("What to prepare")
    UNTOLD = "untold", _("What no source tells (of the access mode, if it may be open)")


class SiteCriterion(TextChoices):
    """What a rule of the finder can ask of a site."""

    OWN_COUNTRY = "own-country", _("In the applicant's country")
    LINKED_FACTORY = "linked-factory", _("Factory behind the antenna of the applicant's country")
    PARTNER_COUNTRY = "partner-country", _("The applicant's country is a partner")
    SECTOR = "sector", _("Addresses the applicant's field")
    SERVICE = "service", _("Offers the help needed (the points count for each kind of help)")
    MACHINE = "machine", _("Offers time on a machine that runs")
    SERVING = "serving", _("Serves users")
    ANTENNA_ABROAD = "antenna-abroad", _("Antenna of another country")


class HelpKind(TextChoices):
    TERM = "term", _("Term")
    QUESTION = "question", _("Question")
    COMPLAINT = "complaint", _("Complaint")
    NEED = "need", _("Need")


class DraftState(TextChoices):
    """How far an edit has come that is not published yet."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in-review", _("Waiting for review")
    SCHEDULED = "scheduled", _("To be published on its day")
    DISCARDED = "discarded", _("Discarded")
