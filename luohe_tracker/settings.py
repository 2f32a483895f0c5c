"""All settings; what a site may change comes from the environment, as .env.example explains."""

import os
import secrets
from contextlib import suppress
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from luohe_tracker import __version__

BASE_DIR = Path(__file__).resolve().parent.parent
TESTING = "PYTEST_VERSION" in os.environ
LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}

env = environ.Env()
if not TESTING:
    env.read_env(BASE_DIR / ".env")


def secret_key() -> str:
    """Give SECRET_KEY; a demo, DEBUG and the tests need none, so they keep one in var/."""
    if key := env.str("SECRET_KEY", default=""):
        return key
    if not (DEMO or DEBUG):
        raise ImproperlyConfigured(
            "SECRET_KEY is missing. Give 50 random characters in the environment or in .env, "
            "or set DEMO=1 for a trial on this machine."
        )
    return kept_secret_key(VAR_DIR / "secret_key")


def kept_secret_key(path: Path) -> str:
    """Read the key at `path`; the first to come writes it, readable by its owner alone."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="ascii")


def allowed_hosts() -> list[str]:
    """Give ALLOWED_HOSTS; a demo, whose accounts lie in a file, answers to this machine only."""
    hosts = env.list("ALLOWED_HOSTS", default=sorted(LOOPBACK) if DEMO or DEBUG else [])
    if not hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS is missing. Name the hosts of this site.")
    if DEMO and not set(hosts) <= LOOPBACK:
        raise ImproperlyConfigured(
            "DEMO is refused when ALLOWED_HOSTS names more than this machine. Set DEMO=0."
        )
    return hosts


def database() -> dict:
    """Give DATABASE_URL as Django wants it: SQLite in var/ unless it names another."""
    config = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/luohe_tracker.sqlite3")
    config["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    config["CONN_HEALTH_CHECKS"] = True
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["NAME"] = str(BASE_DIR / config["NAME"])
        config["OPTIONS"] = {
            "init_command": "PRAGMA journal_mode=WAL",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds
        }
    else:
        config["TEST"] = {"CHARSET": "UTF8", "TEMPLATE": "template0"}
    return config


def plotly_bundle() -> Path:
    """Find plotly.js: the light bundle where npm brought it, else the one in the Python package."""
    light = BASE_DIR / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
    if light.is_file():
        return light
    return Path(find_spec("plotly").origin).parent / "package_data" / "plotly.min.js"


# --- this site -----------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=TESTING)
DEMO_TODAY = date.fromisoformat(env.str("DEMO_TODAY", default="2022-08-10"))
RELEASE = env.str("RELEASE", default=__version__)
VAR_DIR = BASE_DIR / env.str("VAR_DIR", default="var")
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
SECRET_KEY = secret_key()
ALLOWED_HOSTS = allowed_hosts()
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
HTTPS = env.bool("HTTPS", default=not (DEMO or DEBUG))

# --- parts ---------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "luohe_tracker.apps.LuoheTrackerConfig",
    "projects",
    "enterprises",
    "strategy",
    "luohe_tracker.apps.Admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "luohe_tracker.apps.StaticFiles",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "luohe_tracker.security.keep_session",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "luohe_tracker.security.LoginRequired",
    "luohe_tracker.views.errors.explain_wrong_method",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "luohe_tracker.urls"
WSGI_APPLICATION = "luohe_tracker.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database()}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "strategy.ui.environment.environment",
            "context_processors": ["luohe_tracker.navigation.page_context"],
        },
    },
    {  # the admin and other people's apps
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "strategy.ui.forms.Renderer"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a sheet of 200 rows has six fields in each

# The content of reading pages, in the memory of each worker, until the page counter rises.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.dummy.DummyCache"
        if DEBUG or TESTING
        else "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": 3600,  # seconds
        "OPTIONS": {"MAX_ENTRIES": 100},
    }
}

# --- static files --------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / env.str("STATIC_ROOT", default="staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static", ("vendor/plotly", plotly_bundle().parent)]
PLOTLY_BUNDLE = f"vendor/plotly/{plotly_bundle().name}"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG or TESTING:  # nothing is collected: files are served from where they lie
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
MEDIA_ROOT = VAR_DIR / "media"

# --- signing in ----------------------------------------------------------------------------------

AUTH_USER_MODEL = "strategy.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "luohe_tracker.security.Backend",
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name"]},
    },
    {"NAME": "luohe_tracker.security.LengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "luohe_tracker.security.ThreeKindsValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

SESSION_ENGINE = "luohe_tracker.security"
SESSION_COOKIE_AGE = 30 * 60  # seconds without a request, after which one signs in again
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "luohe_tracker.security.client_address"
AXES_LOCKOUT_CALLABLE = "luohe_tracker.views.errors.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# --- browsers ------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Sister sites of one domain belong to other offices: we promise HTTPS for our own host alone.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# --- log -----------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
