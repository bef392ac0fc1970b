"""What is kept. Only acts write it, and only readings read it for pages."""

from onevoice.chamber.models.assemblies import Assembly, Material
from onevoice.chamber.models.minutes import Entry, PrivatePart
from onevoice.chamber.models.papers import Draft, NameRecorded, Paper, PublishedVersion
from onevoice.chamber.models.people import Affiliation, Key, Person
from onevoice.chamber.models.sittings import AgendaEntry, Presence, Sitting
from onevoice.chamber.models.standing import Account, Invitation, Response

__all__ = [
    "Account",
    "Affiliation",
    "AgendaEntry",
    "Assembly",
    "Draft",
    "Entry",
    "Invitation",
    "Key",
    "Material",
    "NameRecorded",
    "Paper",
    "Person",
    "Presence",
    "PrivatePart",
    "PublishedVersion",
    "Response",
    "Sitting",
]
