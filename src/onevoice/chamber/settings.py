"""Django's settings, made from the environment (``configuration``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from onevoice.chamber import configuration, sqlite
from onevoice.errors import SettingsError


def _databases() -> dict[str, dict[str, Any]]:
    """Give the databases: sessions lie in a second, throwaway file beside SQLite's."""
    url = configuration.value(configuration.DATABASE_URL)
    if not url:
        sqlite.choose_library()
        folder = configuration.data_folder()
        return {
            "default": _file(folder / "onevoice.sqlite3"),
            "throwaway": _file(folder / "throwaway.sqlite3"),
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise SettingsError(
            "ONEVOICE_DATABASE_URL is no PostgreSQL address."
            " Write it as postgresql://name:password@host:5432/database."
        )
    given = dict(one.partition("=")[::2] for one in parts.query.split("&") if one)
    return {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(given.pop("host", "") or parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "OPTIONS": given,
        }
    }


def _file(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": sqlite.OPTIONS,
        "CONN_MAX_AGE": None,
    }


DATABASES = _databases()
DATABASE_ROUTERS = ["onevoice.chamber.throwaway.Throwaway"] if "throwaway" in DATABASES else []
_SECURE = configuration.address().startswith("https://")

SECRET_KEY = configuration.secret()
DEBUG = False
ALLOWED_HOSTS = configuration.hosts()
CSRF_TRUSTED_ORIGINS = [configuration.address()]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
SESSION_COOKIE_NAME = "onevoice"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "onevoice.chamber.pages.failing.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 180 if _SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.messages",
    "django_tasks",
    "django_tasks_db",
    "onevoice.chamber",
]
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "onevoice.chamber.pages.policy.content_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
ROOT_URLCONF = "onevoice.chamber.pages.addresses"
_HERE = Path(__file__).parent
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.csrf",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "onevoice.chamber.pages.frame.frame",
            ],
            "builtins": ["onevoice.chamber.pages.tags"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("he", "עברית")]
LANGUAGE_COOKIE_NAME = "onevoice-language"
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [_HERE / "locale"]
FORMAT_MODULE_PATH = "onevoice.chamber.dates"
STATIC_URL = "/static/"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
