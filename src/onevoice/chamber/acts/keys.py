"""Personal links and slips: a key binds a browser to a person, once.

A key is 192 random bits for a link, and a short code to type from a slip. Only their SHA-256 is kept, so
nobody can read a key from the database. Opening a link changes nothing; ``bind`` uses it up.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _

from onevoice.assembly.messages import Message
from onevoice.assembly.order.rulings import IN_ORDER, Ruling
from onevoice.chamber import models
from onevoice.chamber.acts.doing import Done
from onevoice.chamber.acts.guessing import WRONG_CODES
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.acts.permissions import Role
from onevoice.chamber.acts.standing import person_of
from onevoice.chamber.minutes import keeping, writing
from onevoice.chamber.refusals import refuse
from onevoice.errors import InputError

ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters that nobody takes for a digit or for each other."""

_TOKEN = 24  # bytes: 192 bits
_CODE = 8


@dataclass(frozen=True, slots=True)
class Issued:
    """A key, the only time that it can be read.

    Attributes
    ----------
    token : str
        For a link.
    code : str
        For a slip: two groups of four letters; empty for administrators.
    sequence : int
        Of the entry in the minutes; 0 where there is none.
    """

    token: str
    code: str = ""
    sequence: int = 0


def issue_key(doer: Doer, person: str) -> Issued:
    """Issue a key to a person; whatever key they had opens nothing any more.

    Raises
    ------
    NotHere
    Refused
        Also if a clerk would issue the chair's.
    """
    with writing(doer.assembly) as book:
        found = person_of(doer, person)
        refuse(may(doer, "issue-keys", Object(found.assembly_id, state=_may_have_one(doer, found))))
        found.keys.filter(is_revoked=False).update(is_revoked=True)
        token, code = secrets.token_urlsafe(_TOKEN), _free_code()
        models.Key.objects.create(
            person=found,
            token_digest=_digest(token),
            code_digest=_digest(code),
            issued_at=datetime.fromisoformat(book.now),
        )
        sequence = book.enter("issue-keys", doer.signed, objects=(person,))
        return Issued(token, f"{code[:4]}-{code[4:]}", sequence)


def issue_administrator_key() -> Issued:
    """Issue a key to whoever runs the program; those issued before and never used open nothing any more."""
    with keeping():
        models.Key.objects.filter(person=None, used_at=None).update(is_revoked=True)
        token = secrets.token_urlsafe(_TOKEN)
        models.Key.objects.create(token_digest=_digest(token), issued_at=timezone.now())
        return Issued(token)


def bind(given: str, *, address: str = "") -> models.Person | models.Key:
    """Use a key up, by its token or its code.

    Parameters
    ----------
    given : str
        As it stands in the link, or as somebody typed it.
    address : str
        Whence it was given: after ten wrong codes in a minute from one, no more are looked at there.

    Returns
    -------
    Person or Key
        The key itself where it is an administrator's.

    Raises
    ------
    InputError
        If it opens nothing, or was used already.
    """
    code = re.sub(r"[^A-Z]", "", given.upper()) if len(given.strip()) <= 2 * _CODE else ""
    if code:
        WRONG_CODES.refuse(address)
    with keeping():
        living = models.Key.objects.select_for_update(of=("self",)).filter(is_revoked=False)
        wanted = {"code_digest": _digest(code)} if code else {"token_digest": _digest(given.strip())}
        key = living.filter(**wanted).first()
        if key is not None and key.used_at is None:
            key.used_at = timezone.now()
            key.save()
            return key.person or key
    if key is not None:
        raise InputError(_("This link or code was used already"), _("Ask the clerk for a new one"))
    if code:
        WRONG_CODES.count(address)
    raise InputError(_("This link or code opens nothing"), _("Check it, or ask the clerk for a new one"))


def sign_out_everywhere(doer: Doer, *, administrator_key: str = "") -> Done:
    """Let no browser be bound to a person any more; of an administrator, by the key that bound it.

    Raises
    ------
    NotHere, Refused
    """
    with keeping():
        refuse(may(doer, "sign-out-everywhere", Object(doer.assembly, owner=doer.person)))
        if doer.person:
            person = person_of(doer, doer.person)
            person.epoch += 1
            person.save()
        if administrator_key and Role.ADMINISTRATOR in doer.roles:
            models.Key.objects.filter(pk=administrator_key, person=None).update(is_revoked=True)
        return Done(0, doer.person)


def _may_have_one(doer: Doer, person: models.Person) -> Ruling:
    if not person.name:
        return Ruling.against("H9", Message.of("erased"))
    if person.is_chair and Role.ADMINISTRATOR not in doer.roles:
        return Ruling.against("H8", Message.of("key-of-the-chair"))
    return IN_ORDER


def _free_code() -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _letter in range(_CODE))
        if not models.Key.objects.filter(code_digest=_digest(code), is_revoked=False).exists():
            return code


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
