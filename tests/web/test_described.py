"""The API is what its description says: schemathesis asks whatever the description allows, and what it does not."""

from __future__ import annotations

from typing import Any

import pytest
from reviewers import ANA, client_of

import whimbrel

schemathesis = pytest.importorskip("schemathesis", reason="the description of the API is checked with schemathesis")

from hypothesis import HealthCheck, given, settings  # noqa: E402

EXAMPLES = 25  # of each operation
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
    "response_headers_conformance",
)


@pytest.mark.slow
def test_every_answer_is_as_described(copied_file: str) -> None:
    """Each operation by itself: schemathesis' own plugin does not run under every pytest."""
    with whimbrel.open_chronicle(copied_file) as chronicle:
        app = client_of(chronicle, hosts=("testserver",)).app
        schema = schemathesis.openapi.from_asgi("/openapi.json", app)
        operations = [found.ok() for found in schema.get_all_operations()]
        assert len(operations) > 8
        for operation in operations:
            _try(operation)


def _try(operation: Any) -> None:
    checks = [schemathesis.checks.CHECKS.get_one(name) for name in CHECKS]
    asked = operation.as_strategy() | operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)

    @given(case=asked)
    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    def answered(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {ANA}"}, checks=checks, timeout=60)

    answered()


def test_every_json_and_csv_twin_is_described(chronicle_file: str) -> None:
    with whimbrel.open_chronicle(chronicle_file) as chronicle:
        told = client_of(chronicle).get("/openapi.json").json()
    assert {"/decisions", "/decisions.json", "/decisions.csv", "/changes.json", "/review.json"} <= told["paths"].keys()
    for path, operations in told["paths"].items():
        for name, operation in operations.items():
            assert operation["summary"], (path, name)
            assert "400" in operation["responses"] and "422" not in operation["responses"], path
