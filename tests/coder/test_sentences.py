"""Sentences and the claims they hold. A case that fails today names the class of its error and is expected to fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import cases_acts
import cases_nothing
import cases_parties
import cases_setting
import cases_status
import pytest
from expectations import Case, ClaimsOf, faults, show

from whimbrel.model import PassageKind, Status


def params(*tables: Mapping[str, Sequence[Case]]) -> list[object]:
    return list(_params(*tables))


def _params(*tables: Mapping[str, Sequence[Case]]) -> Iterator[object]:
    for table in tables:
        for name, cases in table.items():
            for case in cases:
                marks = [pytest.mark.xfail(reason=case.fails, strict=False)] if case.fails else []
                yield pytest.param(case, id=f"{name}: {case.text[:60]}", marks=marks)


def check(case: Case, claims_of: ClaimsOf, **given: object) -> None:
    claims = claims_of(case.text, **given)
    wrong = faults(case, claims)
    assert not wrong, "\n".join([case.text, *wrong, "got:", *map(show, claims)])


TABLES = (cases_acts.GROUPS, cases_status.GROUPS, cases_parties.GROUPS, cases_setting.GROUPS, cases_nothing.GROUPS)


@pytest.mark.parametrize("case", params(*TABLES))
def test_sentence(case: Case, claims_of: ClaimsOf) -> None:
    check(case, claims_of)


@pytest.mark.parametrize("case", params({"undated": cases_setting.UNDATED}))
def test_sentence_of_an_undated_report(case: Case, claims_of: ClaimsOf) -> None:
    check(case, claims_of, day=None)


def test_a_caption_is_kept_and_marked(claims_of: ClaimsOf) -> None:
    text = "Yemeni officials meet Omani envoys in Muscat."
    claims = claims_of(text, kind=PassageKind.CAPTION)
    assert [(c.type, c.passage) for c in claims] == [("CONSULT", PassageKind.CAPTION)]
    body = claims_of(text)
    assert claims[0].confidence.value < body[0].confidence.value


@pytest.mark.parametrize("kind", [PassageKind.CREDIT, PassageKind.FURNITURE, PassageKind.COMMENT])
def test_what_is_not_the_story_makes_no_claims(claims_of: ClaimsOf, kind: PassageKind) -> None:
    assert claims_of("Rebels attacked an army base near Goma.", kind=kind) == []


def test_a_threat_is_told_by_its_speech_act_and_its_content_is_no_event(claims_of: ClaimsOf) -> None:
    claims = claims_of("Belgium threatened to expel the Congolese ambassador.")
    assert {c.type: bool(c.within) for c in claims} == {"THREATEN": False, "SANCTION": True}
    assert all(c.status is not Status.HAPPENED for c in claims if c.within)
