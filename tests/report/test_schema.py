from __future__ import annotations

import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from report.sample_document import SHAPES, sample_document


@pytest.fixture(scope="module")
def validator():
    """Read the schema that ships with the package."""
    schema = json.loads(
        files("onevoice.opinion").joinpath("analysis.schema.json").read_text(encoding="utf-8")
    )
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_documents_of_every_shape_fit_the_schema(validator, shape):
    """Every sample that the page is tested with is a document by the schema."""
    validator.validate(sample_document(**shape))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("digest"),
        lambda d: d.update(extra=1),
        lambda d: d.update(digest="abc"),
        lambda d: d["propositions"][0]["support"]["all"].update(median=1.2),
        lambda d: d["propositions"][0]["support"]["all"].update(agree=-1),
        lambda d: d["headlines"]["undecided"].append({"id": "1", "why": "mood"}),
        lambda d: d["robustness"]["reruns"][0].update(id="never"),
        lambda d: d["fit"].update(covariance="none"),
        lambda d: d.update(dims=9),
    ],
)
def test_a_spoilt_document_does_not_fit(validator, spoil):
    """A missing, surplus or impossible value is refused."""
    document = sample_document()
    spoil(document)
    assert not validator.is_valid(document)
