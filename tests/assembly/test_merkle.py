"""Merkle trees: the vectors published with Certificate Transparency, and what proofs show and do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.merkle import (
    consistency_proof,
    continues,
    includes,
    inclusion_proof,
    tree_head,
)
from onevoice.errors import MinutesError

# the reference tree of certificate-transparency's own tests: eight leaves, and the head of the first n
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
HEADS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
FOUR = HEADS[4]
FIVE_AND_SIX = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
SEVEN_AND_EIGHT = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
FIVE = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
THREE_AND_FOUR = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"

lines = st.lists(st.binary(max_size=3), min_size=1, max_size=40, unique=True)


@pytest.mark.parametrize("size", range(9))
def test_heads_are_the_published_ones(size: int):
    """The heads of the first n reference leaves are those that were published."""
    assert tree_head(LEAVES[:size]).hex() == HEADS[size]


def test_proofs_are_the_published_ones():
    """Inclusion of the sixth of eight, consistency of six with eight and of two with five, as published."""
    assert [step.hex() for step in inclusion_proof(LEAVES, 5)] == [FIVE, SEVEN_AND_EIGHT, FOUR]
    assert [step.hex() for step in consistency_proof(LEAVES, 6)] == [FIVE_AND_SIX, SEVEN_AND_EIGHT, FOUR]
    assert [step.hex() for step in consistency_proof(LEAVES[:5], 2)] == [THREE_AND_FOUR, FIVE]


@pytest.mark.parametrize("size", range(1, 34))
def test_every_line_of_every_size_is_proven_and_no_other(size: int):
    """For each size, the proof of each line shows it at its place, and at no other place, size or head."""
    tree = [bytes([number]) for number in range(size)]
    head = tree_head(tree)
    for index, line in enumerate(tree):
        proof = inclusion_proof(tree, index)
        assert includes(head, size, line, index, proof)
        assert not any(
            includes(head, size, line, other, proof) for other in range(-1, size + 1) if other != index
        )
        assert not includes(head, size, b"other", index, proof)
        assert not includes(tree_head([*tree, b"more"]), size, line, index, proof)
        assert not includes(head, size, line, index, [*proof, head])
        assert not proof or not includes(head, size, line, index, proof[:-1])


@pytest.mark.parametrize("size", range(1, 34))
def test_every_tree_continues_its_beginnings_and_no_other(size: int):
    """Each size is proven to begin with every smaller one, and with no tree that differs in one line."""
    tree = [bytes([number]) for number in range(size)]
    head = tree_head(tree)
    for earlier in range(1, size + 1):
        proof = consistency_proof(tree, earlier)
        before = tree_head(tree[:earlier])
        assert continues(head, size, before, earlier, proof)
        forged = tree_head([*tree[: earlier - 1], b"other"])
        assert not continues(head, size, forged, earlier, proof)
        assert not continues(forged, size, before, earlier, proof)
        assert not continues(head, size, before, earlier, [*proof, head])
        assert not proof or not continues(head, size, before, earlier, proof[:-1])
        assert not continues(head, size, before, earlier + size, proof)
        assert not continues(head, 4 * size, before, earlier, proof)
        assert not continues(head, size, before, 0, proof)


@given(lines, st.data())
def test_a_proof_with_any_byte_changed_fails(tree: list[bytes], data):
    """One changed byte in a proof, of inclusion or of consistency, makes it no proof."""
    index = data.draw(st.integers(0, len(tree) - 1))
    head, before = tree_head(tree), tree_head(tree[: index + 1])
    for proof, holds in (
        (inclusion_proof(tree, index), lambda p: includes(head, len(tree), tree[index], index, p)),
        (
            consistency_proof(tree, index + 1),
            lambda p: continues(head, len(tree), before, index + 1, p),
        ),
    ):
        assert holds(proof)
        if proof:
            at = data.draw(st.integers(0, len(proof) - 1))
            byte = data.draw(st.integers(0, 31))
            step = bytearray(proof[at])
            step[byte] ^= data.draw(st.integers(1, 255))
            assert not holds([*proof[:at], bytes(step), *proof[at + 1 :]])


@given(lines, st.data())
def test_a_head_stands_for_its_lines_in_their_order(tree: list[bytes], data):
    """Lines in another order, or one line more or less, have another head; a node is never a leaf."""
    order = data.draw(st.permutations(tree))
    assert (tree_head(order) == tree_head(tree)) == (order == tree)
    assert tree_head(tree[:-1]) != tree_head(tree) != tree_head([*tree, b""])
    if len(tree) > 1:
        pair = b"".join(tree_head([line]) for line in tree[:2])
        assert tree_head([pair, *tree[2:]]) != tree_head(tree)


@pytest.mark.parametrize("ask", [lambda: inclusion_proof(LEAVES, 8), lambda: consistency_proof(LEAVES, 0)])
def test_proofs_of_what_is_not_there_are_refused(ask):
    """A line beyond the record, or an empty beginning, is refused with a sentence."""
    with pytest.raises(MinutesError, match=r"There is no proof for line \d in a record of 8\."):
        ask()
