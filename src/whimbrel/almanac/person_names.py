"""Two persons' names: every telling token of the shorter must be found in the longer."""

from __future__ import annotations

from whimbrel.almanac.name_alignment import SAME, Alignment, align, fit_of
from whimbrel.almanac.name_parts import ParsedName, Token, word_class
from whimbrel.model import Score

UNNUMBERED = 0.78  # of two names only one says "Jr." or "II": father or son, only the context tells


def compare_people(left: ParsedName, right: ParsedName) -> Score:
    a, b = left.tokens, right.tokens
    alignment, order = align(a, b), 0.0
    if alignment.left_over and alignment.right_over and len(a) > 1 and len(b) > 1:
        for turned in (b[1:] + b[:1], b[-1:] + b[:-1]):
            other = align(a, turned)
            if not (other.left_over and other.right_over) and other.total > alignment.total:
                alignment, b, order = other, turned, 1.0
    parts = {"tokens": sum(p[2] for p in alignment.pairs) / len(alignment.pairs)} if alignment.pairs else {}
    if order:
        parts["reordered"] = 1.0
    if not alignment.pairs or (alignment.left_over and alignment.right_over):
        return _different(alignment, parts, max(len(a), len(b)))
    if left.generation != right.generation:
        parts["generation"] = 1.0
        if left.generation and right.generation:
            return Score(0.2, parts)
    initials = _initials_clash(a, b, alignment)
    if initials:
        return Score(0.3, {**parts, "initials differ": 1.0})
    value = _people_value(a, b, alignment, parts)
    return Score(round(value * (0.97 if order else 1.0) * (UNNUMBERED if "generation" in parts else 1.0), 4), parts)


def _different(alignment: Alignment, parts: dict[str, float], size: int) -> Score:
    shared = len({p[0] for p in alignment.pairs}) / size
    return Score(round(0.4 * shared, 4), {**parts, "other tokens": float(len(alignment.left_over))})


def _initials_clash(a: tuple[Token, ...], b: tuple[Token, ...], alignment: Alignment) -> bool:
    """Both write initials, and they are not the same ones: George W. and George H. W."""
    loose = [a[i] for i in alignment.left_over] + [b[j] for j in alignment.right_over]
    both = any(t.initial for t in a) and any(t.initial for t in b)
    return both and any(t.initial for t in loose)


def _people_value(a: tuple[Token, ...], b: tuple[Token, ...], alignment: Alignment, parts: dict[str, float]) -> float:
    """The score of two names of which the shorter is wholly found in the longer."""
    mean = parts["tokens"]
    fit = fit_of(mean)
    if any(p[2] == 0.75 for p in alignment.pairs) and any(t.initial for t in (*a, *b)):
        parts["initial"] = 1.0
        fit = min(fit, 0.82)
    over = alignment.left_over or alignment.right_over
    if not over:
        return fit
    long, side = (a, 0) if alignment.left_over else (b, 1)
    short = b if side == 0 else a
    matched = sorted({p[1] if side else p[0] for p in alignment.pairs})
    if len(short) == 1:
        return _reference(long, matched, fit, parts)
    parts["dropped"] = float(len(over))
    if 0 in over:
        if long[0].key in word_class("common") and len(matched) > 1:
            return fit * 0.9 if fit * 0.9 >= SAME else SAME
        parts["given dropped"] = 1.0
        return 0.55 * fit
    return max(SAME, fit * (0.95 if len(long) - 1 in matched else 0.9))


def _reference(long: tuple[Token, ...], matched: list[int], fit: float, parts: dict[str, float]) -> float:
    if matched[-1] == len(long) - 1:
        parts["surname"] = 1.0
        return 0.7 * fit
    if matched[0] == 0:
        parts["given"] = 1.0
        return 0.55 * fit
    parts["middle"] = 1.0
    return 0.5 * fit
