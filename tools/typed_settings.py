"""Settings with which types are checked: the models alone, no database is opened."""

SECRET_KEY = "types"  # noqa: S105 - nothing is signed with it
INSTALLED_APPS = ["django.contrib.sessions", "django.contrib.messages", "onevoice.chamber"]
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
