"""The page's words and numerals in one language, from gettext catalogues read at run time."""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from onevoice.errors import SettingsError

SOURCE = "en"
_LOCALES = files("onevoice.report") / "locale"


@dataclass(frozen=True, eq=False)
class Language:
    """A language to write in.

    Attributes
    ----------
    code : str
        Its code, as the page's ``lang`` has it.
    catalogue : gettext.NullTranslations
        Translations of the English messages.
    """

    code: str
    catalogue: gettext.NullTranslations

    @cached_property
    def direction(self) -> str:
        """Return ``ltr`` or ``rtl``."""
        return Locale(self.code).text_direction

    def plain(self, message: str, **values: object) -> str:
        """Translate a message for a place that is not HTML, such as a picture's axis."""
        return self.catalogue.gettext(message).format(**values)

    def say(self, message: str, **values: object) -> Markup:
        """Translate a message and fill its ``{places}``, escaping whatever is not markup yet."""
        return Markup(self.catalogue.gettext(message)).format(**values)  # noqa: S704 - our own messages

    def say_n(self, one: str, many: str, n: float, **values: object) -> Markup:
        """Translate a message that depends on a number; ``{n}`` is filled with it."""
        text = self.catalogue.ngettext(one, many, int(n))
        return Markup(text).format(n=self.count(n), **values)  # noqa: S704 - our own messages

    def share(self, value: float | None) -> str:
        """Word a share as whole per cent; only a true 0 or 1 reads as 0% or 100%."""
        if value is None:
            return self.plain("not shown")
        if 0 < value <= 0.005:
            return self.plain("under {share}", share=self._percent(1))
        if 0.995 <= value < 1:
            return self.plain("over {share}", share=self._percent(99))
        return self._percent(round(100 * value))

    def probability(self, value: float, *, certain: bool = False) -> str:
        """Word a probability that was found by draws: they never make anything certain, counts do."""
        return self.share(value if certain else min(max(value, 0.001), 0.999))

    def interval(self, low: float | None, high: float | None) -> str:
        """Word the two ends of an interval of shares."""
        if low is None or high is None:
            return self.plain("not shown")
        return self._ends(self.share(low), self.share(high))

    def number(self, value: float | None, digits: int = 2) -> str:
        """Word a number with fixed digits after the point."""
        if value is None:
            return self.plain("not shown")
        rounded = round(value, digits) + 0.0
        return self._decimal(rounded, digits)

    def number_interval(self, low: float | None, high: float | None, digits: int = 2) -> str:
        """Word the two ends of an interval of plain numbers."""
        if low is None or high is None:
            return self.plain("not shown")
        return self._ends(self.number(low, digits), self.number(high, digits))

    def _ends(self, low: str, high: str) -> str:
        return low if low == high else self.plain("{low} to {high}", low=low, high=high)

    def count(self, value: float | None) -> str:
        """Word a whole count."""
        return self.plain("not shown") if value is None else self._decimal(round(value), 0)

    @lru_cache  # noqa: B019 - languages live as long as the program
    def _percent(self, whole: int) -> str:
        return format_percent(whole / 100, locale=self.code)

    @lru_cache(maxsize=4096)  # noqa: B019 - languages live as long as the program
    def _decimal(self, value: float, digits: int) -> str:
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        text = format_decimal(value, format=pattern, locale=self.code)
        mark = "\N{LEFT-TO-RIGHT MARK}"  # keeps a minus in front where words run to the left
        return mark + text if value < 0 and self.direction == "rtl" else text


def languages() -> tuple[str, ...]:
    """List the codes of the languages a report can be written in, English first."""
    found = (folder.name for folder in _LOCALES.iterdir() if (folder / "LC_MESSAGES/onevoice.po").is_file())
    return (SOURCE, *sorted(found))


@lru_cache
def language(code: str) -> Language:
    """Read a language's catalogue.

    Parameters
    ----------
    code : str
        One of ``languages()``.

    Raises
    ------
    SettingsError
        If there is no translation into that language.
    """
    if code == SOURCE:
        return Language(code, gettext.NullTranslations())
    if code not in languages():
        raise SettingsError(
            f"There is no translation into {code!r}. Choose one of: {', '.join(languages())}."
        )
    source = (_LOCALES / code / "LC_MESSAGES/onevoice.po").read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source), locale=code))
    compiled.seek(0)
    return Language(code, gettext.GNUTranslations(compiled))
