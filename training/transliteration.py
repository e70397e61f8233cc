"""How Latin letters are written in another script: odds learned from names by expectation maximisation.

Each Latin letter becomes none, one or two letters, given its neighbours. Contexts are learned from narrow to wide, a
wide one leaning on the next narrower one (after Witten and Bell) as far as it was seldom seen. Pairs that no reading
explains (another name of the same person, a translation) are left out once single letters are known.
"""

from __future__ import annotations

import csv
import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from training.name_pairs import Pairs, arabic_pairs, hebrew_pairs
from whimbrel.almanac.transliteration import EDGE, NOTHING, UNSEEN, WIDTHS, Letters, Odds, step

Counts = dict[str, dict[str, float]]
Becomes = Callable[[str], Letters]  # the odds of the middle letter of a window of five
Weighed = tuple[tuple[str, str], float]

ROUNDS = 12
ON_A_SAMPLE = 6  # the first rounds, on 12,000 pairs
SAMPLE = 12_000
UNEXPLAINED = -1.6  # logarithm of the odds a letter below which a pair is left out
LEAN = 8.0  # how many sightings a narrower context is worth
SEEN = 3.0  # sightings from which a context is kept
TELLING = 2.0  # what a context must add, in sightings times divergence from the next wider one kept


def train_transliteration(data: Path, out: Path) -> None:
    """Writes `arabic.csv` and `hebrew.csv` under `out` from the name sets in the folder `data / "names"`."""
    out.mkdir(parents=True, exist_ok=True)
    for script, read in (("arabic", arabic_pairs), ("hebrew", hebrew_pairs)):
        pairs = read(data / "names")
        contexts = _thinned(_learn(script, pairs))
        _write(out / f"{script}.csv", contexts, _words(pairs, Odds(contexts, {}, {})), _common(pairs))


def _learn(script: str, pairs: Pairs) -> Counts:
    weighed: list[Weighed] = [(pair, math.log1p(n)) for pair, n in sorted(pairs.items())]
    random.Random(1).shuffle(weighed)
    alphabet = len({letter for ours, _ in pairs for letter in ours})
    becomes: Becomes = _Even(alphabet).of_window
    counts: Counts = {}
    for turn in range(ROUNDS):
        least = UNEXPLAINED if turn >= 3 else -math.inf
        counts, likely = _expect(weighed[:SAMPLE] if turn < ON_A_SAMPLE else weighed, becomes, least)
        narrow = WIDTHS[4:] if turn < 3 else WIDTHS[3:] if turn < 5 else WIDTHS
        becomes = _Leaning(counts, narrow).of_window
        print(f"transliteration: {script} round {turn + 1}: {likely:.4f} a name", file=sys.stderr, flush=True)
    return counts


class _Even:
    """Before anything is known, every letter is as likely as every other."""

    def __init__(self, alphabet: int) -> None:
        self._letters = _ByLength({0: 0.35, 1: 0.6 / alphabet, 2: 0.05 / alphabet**2})

    def of_window(self, _: str) -> Letters:
        return self._letters


class _ByLength(dict[str, float]):
    def __init__(self, by_length: dict[int, float]) -> None:
        super().__init__()
        self._by_length = by_length

    def get(self, letters: str, default: float = 0.0) -> float:  # type: ignore[override]
        return self._by_length.get(len(letters), default)


class _Leaning:
    """Odds by counts, a wide context leaning on the narrower ones."""

    def __init__(self, counts: Counts, widths: Sequence[tuple[int, int]]) -> None:
        self._counts, self._widths = counts, widths
        self._known: dict[str, Letters] = {}

    def of_window(self, window: str) -> Letters:
        if window not in self._known:
            odds: dict[str, float] = {}
            for key in reversed(_keys(window, self._widths)):
                odds = leaning(self._counts.get(key, {}), odds)
            self._known[window] = odds
        return self._known[window]


def leaning(seen: Letters, narrower: Letters) -> dict[str, float]:
    """Odds of what was seen in a context, leaning on those of a narrower one."""
    total = sum(seen.values())
    if not narrower:
        return {letters: n / total for letters, n in seen.items()} if total else {}
    odds = {letters: LEAN * value / (total + LEAN) for letters, value in narrower.items()}
    for letters, n in seen.items():
        odds[letters] = odds.get(letters, 0.0) + n / (total + LEAN)
    return odds


def _keys(window: str, widths: Sequence[tuple[int, int]] = WIDTHS) -> list[str]:
    return [f"{window[2 - before : 2]}|{window[2]}|{window[3 : 3 + after]}" for before, after in widths]


def _expect(pairs: Sequence[Weighed], becomes: Becomes, least: float) -> tuple[Counts, float]:
    """Expected counts of what letters become, by context of every width, and the mean log odds of a name."""
    counts: Counts = defaultdict(lambda: defaultdict(float))
    likely = weight = 0.0
    for (ours, latin), n in pairs:
        padded = f"{EDGE}{EDGE}{latin}{EDGE}{EDGE}"
        windows = [padded[at : at + 5] for at in range(len(latin))]
        odds = [becomes(window) for window in windows]
        rows: list[dict[int, float]] = [{0: 1.0}]
        for letter in odds:
            rows.append(step(rows[-1], ours, letter))
        whole = rows[-1].get(len(ours), 0.0)
        if whole <= 0.0 or math.log(whole) < least * (len(ours) + len(latin)):
            continue
        likely, weight = likely + n * math.log(whole), weight + n
        behind = {len(ours): 1.0}
        for at in range(len(latin) - 1, -1, -1):
            behind = _back(rows[at], behind, ours, odds[at], _Sink(counts, windows[at], n / whole))
    return counts, likely / max(weight, 1.0)


class _Sink:
    """Takes the expected counts of one letter into every context that it stands in."""

    def __init__(self, counts: Counts, window: str, scale: float) -> None:
        self._counts, self._keys, self._scale = counts, _keys(window), scale

    def add(self, letters: str, value: float) -> None:
        value *= self._scale
        if value > 1e-3:
            for key in self._keys:
                self._counts[key][letters] += value


def _back(row: dict[int, float], behind: dict[int, float], ours: str, letter: Letters, sink: _Sink) -> dict[int, float]:
    before: dict[int, float] = {}
    taken: Counter[str] = Counter()
    for done, odds in row.items():
        total = 0.0
        for more in range(min(2, len(ours) - done) + 1):
            rest = behind.get(done + more, 0.0)
            if rest:
                written = ours[done : done + more]
                way = letter.get(written, UNSEEN if more < 2 else 0.0) * rest
                total += way
                taken[written] += odds * way  # type: ignore[assignment]
        before[done] = total
    for written, value in taken.items():
        sink.add(written, value)
    return before


def _thinned(counts: Counts) -> Counts:
    """Odds of the contexts that are seen often enough and say something that a narrower one does not."""
    leant: dict[str, dict[str, float]] = {}
    kept: Counts = {}
    for width in reversed(WIDTHS):
        for key in sorted(key for key in counts if _width(key) == width):
            narrower = _narrower(key)
            leant[key] = leaning(counts[key], leant[narrower[0]] if narrower else {})
            total = sum(counts[key].values())
            beside = next((kept[other] for other in narrower if other in kept), {})
            if not narrower or (total >= SEEN and total * _divergence(leant[key], beside) >= TELLING):
                kept[key] = leant[key]
    return kept


def _width(key: str) -> tuple[int, int]:
    before, _, after = key.split("|")
    return len(before), len(after)


def _narrower(key: str) -> list[str]:
    before, letter, after = key.split("|")
    narrower = WIDTHS[WIDTHS.index((len(before), len(after))) + 1 :]
    return [f"{before[len(before) - b :]}|{letter}|{after[:a]}" for b, a in narrower]


def _divergence(odds: Letters, other: Letters) -> float:
    return sum(p * math.log(p / max(other.get(letters, 0.0), 1e-4)) for letters, p in odds.items() if p > 1e-4)


def _words(pairs: Pairs, odds: Odds) -> Counts:
    """Spellings of whole words, seen three times or more, that the letters make far less likely than they are."""
    totals: Counter[str] = Counter()
    for (_, latin), n in pairs.items():
        totals[latin] += n
    words: Counts = defaultdict(dict)
    for (ours, latin), n in sorted(pairs.items()):
        share = n / totals[latin]
        if n >= 3 and share >= 0.03 and share > 3 * odds.of_word(ours, latin):
            words[latin][ours] = share
    return words


def _common(pairs: Pairs) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for (ours, _), n in sorted(pairs.items()):
        for letter in ours:
            counts[letter] += math.log1p(n)  # type: ignore[assignment]
    total = sum(counts.values())
    return {letter: n / total for letter, n in counts.items()}


def _write(path: Path, contexts: Counts, words: Counts, common: dict[str, float]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(("kind", "latin", "letters"))
        table.writerow(("common", "", _cell(common, 0.0005)))
        table.writerows(("context", key, _cell(odds, 0.002)) for key, odds in sorted(contexts.items()))
        table.writerows(("word", key, _cell(odds, 0.02)) for key, odds in sorted(words.items()))


def _cell(odds: Letters, least: float) -> str:
    """Letters with their odds in thousandths, the likeliest first."""
    ordered = sorted(odds.items(), key=lambda item: (-item[1], item[0]))
    return " | ".join(f"{letters or NOTHING} {max(1, round(p * 1000))}" for letters, p in ordered if p >= least)
