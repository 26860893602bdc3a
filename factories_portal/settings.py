"""Django's settings, all of them from the environment with safe defaults (table in README.md)."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from directory import terms
from factories_portal import environment
from factories_portal.environment import env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

SECRET_KEY = environment.secret_key(VAR_DIR / "secret_key")
DEBUG = environment.switch("DEBUG", default=False)

PUBLIC_URL = environment.public_url("PUBLIC_URL")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *environment.hosts("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = []
SERVED_SECURELY = False
FORCE_SCRIPT_NAME = None
if PUBLIC_URL:
    ALLOWED_HOSTS.append(str(PUBLIC_URL.hostname))
    CSRF_TRUSTED_ORIGINS.append(f"{PUBLIC_URL.scheme}://{PUBLIC_URL.netloc}")
    FORCE_SCRIPT_NAME = PUBLIC_URL.path or None
    SERVED_SECURELY = PUBLIC_URL.scheme == "https"
CORRECTIONS_EMAIL = environment.email("CORRECTIONS_EMAIL")
CORRECTIONS_URL = environment.issue_form("CORRECTIONS_URL")
SECURITY_CONTACT = environment.contact("SECURITY_CONTACT")
SECURITY_POLICY = environment.https_address("SECURITY_POLICY")
PUBLISHER_NAME = env.str("PUBLISHER_NAME", default="").strip() or terms.NAME
# Of the portal itself where none is set.
PUBLISHER_URL = environment.whole("PUBLISHER_URL")
if environment.switch("TRUST_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True
PROXIES = environment.number("PROXIES", default=0, least=0, most=9)
ADMIN_PATH = environment.admin_path("ADMIN_PATH", default="admin")

INSTALLED_APPS = [
    "accounts.apps.AdminConfig",
    "accounts.apps.AccountsConfig",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_filters",
    "leaflet",
    "directory",
]

MIDDLEWARE = [
    "directory.pages.middleware.HeadMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "directory.pages.middleware.PublicAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "directory.pages.middleware.PathLanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "factories_portal.urls"
WSGI_APPLICATION = "factories_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "directory.pages.context.site_frame",
            ],
        },
    },
]

DATABASES = {
    "default": environment.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")
}
# Where backups find pg_dump and its like, if not where they are usually installed.
PG_PROGRAMS = env.str("PG_PROGRAMS", default="")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
REQUIRE_SECOND_FACTOR = environment.switch("REQUIRE_SECOND_FACTOR", default=False)
OTP_TOTP_ISSUER = terms.NAME

AXES_FAILURE_LIMIT = environment.number("LOGIN_ATTEMPTS", default=5, least=1, most=1000)
AXES_COOLOFF_TIME = timedelta(
    minutes=environment.number("LOGIN_LOCKOUT_MINUTES", default=15, least=1, most=100_000)
)
# A name is locked out from where it was tried wrongly only: its owner gets in from elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "accounts.addresses.network"
AXES_USERNAME_CALLABLE = "accounts.lockout.name_tried"
AXES_LOCKOUT_CALLABLE = "accounts.lockout.answer"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True  # logins stand in the log of accounts
AXES_VERBOSE = False

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
FORMAT_MODULE_PATH = "factories_portal.formats"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Brussels"  # the day that a page calls today

# Whole: a relative one is completed once, at the start and thus without the path of PUBLIC_URL.
STATIC_URL = f"{FORCE_SCRIPT_NAME or ''}/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "factories_portal.staticfiles.HashedStaticFiles"},
}
FIXTURES_DIR = BASE_DIR / "fixtures"

SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 30 * 24 * 3600 if SERVED_SECURELY else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other names of the domain are not ours to decide about
    "security.W008",  # whoever ends TLS also redirects to it
    "security.W021",
]
# A form with a hundred citations has more than Django's thousand fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SERVED_SECURELY
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Public pages get no cookie, not even those of an editor.
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = f"{FORCE_SCRIPT_NAME or ''}/{ADMIN_PATH}/"
SESSION_COOKIE_AGE = 3600 * environment.number("SESSION_HOURS", default=8, least=1, most=720)
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LOG_LEVEL = environment.choice(
    "LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), default="WARNING"
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    # What visitors ask wrongly is their affair; what fails here is told.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "axes": {"level": "ERROR"},  # `security` tells it, in plain words
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}

# Neither is among the apps: their pages, which we do not show, would bring scripts of their own.
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "directory.api.v1.negotiation.ContentNegotiation",
    "EXCEPTION_HANDLER": "directory.api.errors.answered",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": terms.NAME,
    "DESCRIPTION": "Everything that the directory of Europe's AI Factories says, with its sources.",
    "VERSION": "1",
    "LICENSE": {"name": terms.LICENCE_NAME, "identifier": terms.LICENCE_ID},
    "POSTPROCESSING_HOOKS": [],
}
