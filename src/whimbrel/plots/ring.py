"""In which order actors stand on a ring, so that those with most ties are neighbours and few lines cross."""

from __future__ import annotations

from collections.abc import Mapping


def around(strength: Mapping[tuple[str, str], int]) -> list[str]:
    """The ids of these pairs in an order that keeps strong ties short: grown at both ends, then bettered by swaps.

    The same for any order of the mapping.
    """
    pairs = {pair: strength[pair] for pair in sorted(strength)}
    order = _grown(pairs)
    return _bettered(order, pairs)


def _grown(pairs: Mapping[tuple[str, str], int]) -> list[str]:
    ids = sorted({id for pair in pairs for id in pair})
    total = {id: sum(number for pair, number in pairs.items() if id in pair) for id in ids}
    order = [min(ids, key=lambda id: (-total[id], id))] if ids else []
    left = [id for id in ids if id not in order]
    while left:
        tie = {id: (_between(pairs, id, order[0]), _between(pairs, id, order[-1])) for id in left}
        near = {id: sum(_between(pairs, id, other) for other in order) for id in left}
        best = min(left, key=lambda id: (-max(tie[id]), -near[id], -total[id], id))
        order.insert(0 if tie[best][0] > tie[best][1] else len(order), best)
        left.remove(best)
    return order


def _bettered(order: list[str], pairs: Mapping[tuple[str, str], int]) -> list[str]:
    """Swaps of two while any shortens the ties, each weighed by its events; some rounds at most."""
    best, length = list(order), _length(order, pairs)
    for _ in range(12):
        before = length
        for a in range(len(best)):
            for b in range(a + 1, len(best)):
                best[a], best[b] = best[b], best[a]
                tried = _length(best, pairs)
                if tried < length:
                    length = tried
                else:
                    best[a], best[b] = best[b], best[a]
        if length == before:
            break
    return best


def _length(order: list[str], pairs: Mapping[tuple[str, str], int]) -> int:
    at = {id: place for place, id in enumerate(order)}
    size = len(order)
    apart = ((abs(at[a] - at[b]), number) for (a, b), number in pairs.items())
    return sum(number * min(far, size - far) for far, number in apart)


def _between(pairs: Mapping[tuple[str, str], int], a: str, b: str) -> int:
    return pairs.get((min(a, b), max(a, b)), 0)
