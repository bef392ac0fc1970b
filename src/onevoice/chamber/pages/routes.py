"""Every address of the chamber: the declared table of what may be read and done there.

An address that is not here does not exist; a test holds the table against what is served.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Route:
    """One address.

    Attributes
    ----------
    name : str
        For links in templates.
    pattern : str
        As Django writes paths. With ``<slug:assembly>`` it lies in an assembly.
    view : str
        Module of ``pages`` and function: "papers.order_paper".
    reads : str
        Row of the permission table that reading it asks for.
    acts : tuple of str
        Rows that posting to it may do; empty where nothing is posted.
    """

    name: str
    pattern: str
    view: str
    reads: str
    acts: tuple[str, ...] = ()


_ASSEMBLY = "a/<slug:assembly>/"
_PAPER = f"{_ASSEMBLY}papers/<str:paper>/"
_ON_PAPER = (  # what buttons do, one form each in ``act_forms``
    "submit",
    "sign",
    "unsign",
    "second",
    "withdraw",
    "return",
    "number",
    "group",
    "pull-out",
    "take-in",
    "take-in-for-committee",
    "consent",
    "select",
    "judge",
    "declare-fallen",
    "call",
    "move",
    "not-moved",
    "move-procedure",
    "take-apart",
    "take-up",
    "begin-debate",
    "put",
    "collect",
    "divide",
    "declare",
    "cast",
    "rule",
    "record-names",
    "correct",
    "publish-version",
    "invite",
    "decline-invitation",
    "undo",
)
_IN_SITTING = ("open-sitting", "count-present", "adjourn-sitting", "close-sitting", "arrive", "leave")

ROUTES: tuple[Route, ...] = (
    Route("home", "", "home.home", "read-assembly"),
    Route("language", "language/", "choosing.language", "read-assembly", ("choose-language",)),
    Route("enter-code", "enter/", "joining.code", "bind-key", ("bind-key",)),
    Route("enter-link", "enter/<str:token>/", "joining.link", "bind-key", ("bind-key",)),
    Route("found", "found/", "setup.found", "found-assembly", ("found-assembly",)),
    Route("assembly", _ASSEMBLY, "home.assembly", "read-assembly"),
    Route("leave", f"{_ASSEMBLY}leave/", "joining.leave", "sign-out", ("sign-out",)),
    Route("setup", f"{_ASSEMBLY}settings/", "setup.assembly_settings", "read-setup", ("change-settings",)),
    Route("roll", f"{_ASSEMBLY}roll/", "roll.roll", "read-setup", ("import-roll",)),
    Route("import-roll", f"{_ASSEMBLY}roll/import/", "roll.import_roll", "read-setup", ("import-roll",)),
    Route(
        "person",
        f"{_ASSEMBLY}roll/<str:person>/",
        "roll.person",
        "read-setup",
        ("change-person", "import-roll"),
    ),
    Route("appoint", f"{_ASSEMBLY}roll/<str:person>/offices/", "roll.appoint", "read-setup", ("appoint",)),
    Route("erase", f"{_ASSEMBLY}roll/<str:person>/erase/", "roll.erase", "read-setup", ("erase-person",)),
    Route("slips", f"{_ASSEMBLY}slips/", "slips.slips", "read-setup", ("issue-keys",)),
    Route("sittings", f"{_ASSEMBLY}sittings/", "sittings.listed", "read-assembly", ("call-sitting",)),
    Route(
        "change-sitting",
        f"{_ASSEMBLY}sittings/<str:sitting>/change/",
        "sittings.change",
        "read-clerk",
        ("change-sitting", "cancel-sitting"),
    ),
    Route("sitting", f"{_ASSEMBLY}sittings/<str:sitting>/", "sittings.sitting", "read-assembly"),
    Route(
        "agenda",
        f"{_ASSEMBLY}sittings/<str:sitting>/agenda/",
        "sittings.agenda",
        "set-agenda",
        ("set-agenda",),
    ),
    Route(
        "sitting-act",
        f"{_ASSEMBLY}sittings/<str:sitting>/<str:act>/",
        "sittings.act",
        "read-assembly",
        _IN_SITTING,
    ),
    Route("open-paper", f"{_ASSEMBLY}papers/new/", "sittings.open_paper", "open-paper", ("open-paper",)),
    Route("material", f"{_ASSEMBLY}materials/<str:material>/", "materials.material", "read-assembly"),
    Route("enter-as", f"{_ASSEMBLY}enter-as/", "doors.enter_as", "read-assembly", ("enter-demo",)),
    Route("paper", _PAPER, "papers.order_paper", "read-assembly"),
    Route(
        "new-motion", f"{_PAPER}new-motion/", "tabling.new_motion", "read-me", ("table-motion", "keep-draft")
    ),
    Route(
        "amend",
        f"{_PAPER}texts/<str:text>/amend/",
        "drafting.amend",
        "read-me",
        ("table-amendment", "ask-separate-vote", "recommend", "keep-draft"),
    ),
    Route("alter", f"{_PAPER}texts/<str:text>/alter/", "drafting.alter", "read-me", ("alter",)),
    Route("compose", f"{_PAPER}composites/new/", "compositing.compose", "read-me", ("compose", "keep-draft")),
    Route("composite", f"{_PAPER}composites/<str:composite>/", "compositing.composite", "read-assembly"),
    Route(
        "recompose",
        f"{_PAPER}composites/<str:composite>/wording/",
        "compositing.recompose",
        "read-me",
        ("compose", "keep-draft"),
    ),
    Route("me", f"{_ASSEMBLY}me/", "me.my_page", "read-me", ("drop-draft", "sign-out-everywhere")),
    Route("me-export", f"{_ASSEMBLY}me/everything.json", "me.export", "read-me"),
    Route("motion", f"{_PAPER}texts/<str:text>/", "motions.text", "read-assembly"),
    Route("version", f"{_PAPER}texts/<str:text>/versions/<int:number>/", "motions.version", "read-assembly"),
    Route("publishing", f"{_PAPER}texts/<str:text>/publish/", "motions.publishing", "read-clerk"),
    Route("predictions", f"{_ASSEMBLY}predictions/", "predictions.predictions", "read-assembly"),
    Route("minutes", f"{_ASSEMBLY}minutes/", "minutes.minutes", "read-assembly"),
    Route("entry", f"{_ASSEMBLY}minutes/<int:sequence>/", "minutes.entry", "read-assembly"),
    Route("act", f"{_PAPER}acts/<str:act>/", "acting.on_paper", "read-assembly", _ON_PAPER),
    Route("chair", f"{_ASSEMBLY}chair/", "chair.now", "read-chair"),
    Route("chair-paper", f"{_PAPER}chair/", "chair.on_paper", "read-chair"),
    Route("sheet", f"{_PAPER}sheet/", "sheet.sheet", "read-chair"),
    Route(
        "common-ground",
        f"{_PAPER}common-ground/",
        "common_ground.common_ground",
        "read-assembly",
        ("give-answers", "work-out", "publish-account"),
    ),
    Route("selection", f"{_PAPER}selection/", "selecting.board_of", "read-chair", ("select",)),
    Route("clerk", f"{_ASSEMBLY}clerk/", "clerk.desk", "read-clerk"),
    Route("clerk-paper", f"{_PAPER}clerk/", "clerk.on_paper", "read-clerk"),
    Route("names", f"{_PAPER}decisions/<int:number>/names/", "names.names", "read-clerk", ("record-names",)),
    Route("projector", f"{_PAPER}projector/", "projector.hall", "read-assembly"),
)

LIVE: tuple[Route, ...] = (  # answered beside Django, by ``live.stream``: they hold no thread
    Route("live-events", "live/<slug:assembly>/<str:paper>/events", "stream.events", "read-assembly"),
    Route("live-state", "live/<slug:assembly>/<str:paper>/state", "stream.state", "read-assembly"),
)
