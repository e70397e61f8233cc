"""How sure it is that an event happened: a sum of log-odds, each part named for whose word it is.

Every independent origin (copies count once) speaks with its strongest claim: the weight of the voice, less where it is
only alleged, times how sure the reading is. Further voices count less and less, and another origin that only passes on
the same voice counts little: ten papers that quote one spokesman are one spokesman. Denials count against it, by voice
in the same way. So a further origin never lowers the sum, a denial never raises it, and copies change nothing.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from whimbrel.errors import DataError
from whimbrel.merge.parties import Kinship
from whimbrel.merge.sources import Sources
from whimbrel.merge.voices import Sides, Voice, key_of, voice
from whimbrel.model import Claim, Score, Status

WHERE = "merge/happened.toml"
TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.HISTORICAL})
DENIALS = frozenset({Status.DENIED, Status.NEGATED})
SHARES = ("alleged", "further", "echo")


@dataclass(frozen=True, slots=True)
class HappenedWeights:
    """The numbers of `happened.toml`."""

    base: float
    alleged: float
    further: float
    echo: float
    planned: float
    told: Mapping[str, float]
    denied: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Word:
    """What one origin brings: how strong, under which part, and by what its voice is known again."""

    strength: float
    part: str
    key: str
    origin: str


def confidence(
    claims: Sequence[Claim], sides: Sides, kin: Kinship, sources: Sources, weights: HappenedWeights | None = None
) -> Score:
    """How sure it is that what these claims tell happened; the parts add up to the log-odds of the value."""
    weights = weights or shipped_weights()
    parts: dict[str, float] = defaultdict(float)
    parts["base"] = weights.base
    told = [claim for claim in claims if claim.status in TOLD or claim.status is Status.ALLEGED]
    denied = _denials(claims, told, sources)
    for sign, side in ((1.0, told), (-1.0, denied)):
        for part, value in _summed(_words(side, sides, kin, sources, weights), weights):
            parts[part] += sign * value
    if not told and any(claim.status not in DENIALS for claim in claims):
        parts["only planned"] = weights.planned
    kept = {part: round(value, 3) for part, value in sorted(parts.items()) if round(value, 3) or part == "base"}
    return Score(round(1 / (1 + exp(-sum(kept.values()))), 3), kept)


def _denials(claims: Iterable[Claim], told: Iterable[Claim], sources: Sources) -> list[Claim]:
    """The denials; but an outlet that tells it as its own word and denies it as its own word denies something else."""
    own = {sources.origin(claim) for claim in told if not claim.says and claim.status in TOLD}
    return [c for c in claims if c.status in DENIALS and (c.says or sources.origin(c) not in own)]


def _words(
    claims: Iterable[Claim], sides: Sides, kin: Kinship, sources: Sources, weights: HappenedWeights
) -> list[Word]:
    """Every origin's strongest word; of equals the one whose part and key sort first."""
    best: dict[str, Word] = {}
    for claim in claims:
        origin, whose = sources.origin(claim), voice(claim, sides, kin)
        if claim.status in DENIALS:
            weight, part = weights.denied[whose], f"denied by {whose}"
        elif claim.status is Status.ALLEGED:
            weight, part = weights.told[whose] * weights.alleged, f"alleged by {whose}"
        else:
            weight, part = weights.told[whose], f"told by {whose}"
        word = Word(weight * claim.confidence.value, part, key_of(claim, origin), origin)
        if origin not in best or _order(word) < _order(best[origin]):
            best[origin] = word
    return list(best.values())


def _order(word: Word) -> tuple[float, str, str, str]:
    return (-word.strength, word.part, word.key, word.origin)


def _summed(words: Iterable[Word], weights: HappenedWeights) -> list[tuple[str, float]]:
    """What each word adds: echoes of one voice less than its first, and each further voice less than the one before."""
    by_voice: dict[str, list[Word]] = defaultdict(list)
    for word in sorted(words, key=_order):
        by_voice[word.key].append(word)
    sums = {
        key: sum(word.strength * weights.echo**at for at, word in enumerate(group)) for key, group in by_voice.items()
    }
    ranked = sorted(by_voice, key=lambda key: (-sums[key], key))
    return [
        (word.part, word.strength * weights.echo**at * weights.further**rank)
        for rank, key in enumerate(ranked)
        for at, word in enumerate(by_voice[key])
    ]


@cache
def shipped_weights() -> HappenedWeights:
    """The weights that come with the package. Raises DataError where one is wrong."""
    return parse((files("whimbrel.merge") / "data" / "happened.toml").read_text(encoding="utf-8"))


def parse(text: str) -> HappenedWeights:
    """Weights from TOML text. Raises DataError where a voice is missing, a number negative or a share above one."""
    try:
        table = tomllib.loads(text)
        plain = {name: float(table[name]) for name in ("base", "planned", *SHARES)}
        told, denied = ({name: float(value) for name, value in table[side].items()} for side in ("told", "denied"))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"missing or no number: {error}", where=WHERE, remedy="see the shipped file") from None
    for side in (told, denied):
        if set(side) != set(Voice) or min(side.values()) < 0:
            raise DataError("not one weight from 0 for each voice", where=WHERE, remedy=f"give {', '.join(Voice)}")
    if any(not 0 <= plain[name] <= 1 for name in SHARES):
        raise DataError("a share that is not from 0 to 1", where=WHERE, remedy=f"mend {', '.join(SHARES)}")
    return HappenedWeights(**plain, told=told, denied=denied)
