"""On PostgreSQL several processes act at once, and each assembly's acts still follow one another."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.db import connection

from chamber.evenings import Evening
from onevoice.chamber import models
from onevoice.chamber.acts import rolls
from onevoice.chamber.acts.rolls import RollEntry

PROCESSES, EACH = 3, 8
SIGNING = """
import sys
import django
django.setup()
from onevoice.chamber.acts import signing
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.permissions import Role
assembly, paper, on, *members = sys.argv[1:]
print("ready", flush=True)
sys.stdin.readline()
for one in members:
    signing.sign(Doer(assembly, one, frozenset({Role.MEMBER})), paper, on)
"""


def test_processes_sign_at_once():
    """Signatures from several processes are all there, one chain, a version for each."""
    if connection.vendor == "sqlite":
        pytest.skip("one process writes a SQLite file")
    evening = Evening()
    on = evening.motion()
    entries = tuple(RollEntry(f"p{n}", f"Member p{n}") for n in range(PROCESSES * EACH))
    rolls.import_roll(evening.town.clerk, entries)
    keys = [one.key for one in entries]
    people = models.Person.objects.filter(assembly=evening.town.assembly, key__in=keys)
    members = list(people.values_list("pk", flat=True))
    version = evening.row.version
    shares = [members[n * EACH : (n + 1) * EACH] for n in range(PROCESSES)]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", SIGNING, evening.town.assembly.pk, evening.paper, on, *share],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for share in shares
    ]
    for one in running:
        assert one.stdout.readline() == "ready\n"
    for one in running:
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in running:
        one.communicate()
        assert one.returncode == 0
    signed = [one.member for one in evening.debate.motion(on).motion.signatures]
    assert sorted(signed) == sorted(members)
    assert evening.row.version == version + len(members)
    evening.assert_kept()
