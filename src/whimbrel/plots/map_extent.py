"""Which part of the earth a map shows, and how large it is on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

KM = 111.2  # of one degree of latitude
_NEAR = 0.88  # of the events, along either axis, must be shown; the rest is left off where that makes the map
_MUCH = 0.5  # as much larger as this share of the area tells

Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True, slots=True)
class Extent:
    """A part of the earth, in degrees."""

    west: float
    east: float
    south: float
    north: float

    @property
    def squeeze(self) -> float:
        """How much shorter a degree of longitude is than one of latitude, amid the map."""
        return narrowing((self.south + self.north) / 2)

    @property
    def shape(self) -> float:
        """Height by width."""
        return (self.north - self.south) / ((self.east - self.west) * self.squeeze)

    @property
    def area(self) -> float:
        return (self.north - self.south) * (self.east - self.west)

    def holds(self, point: Point) -> bool:
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north


def narrowing(latitude: float) -> float:
    """How much shorter a degree of longitude is here than at the equator; never so little that all is a line."""
    return max(0.15, cos(radians(latitude)))


def extent_of(points: Mapping[Point, int], edge: float) -> Extent:
    """The box around most of the events at these points, `edge` degrees wider on every side.

    All of them, unless the box of those that are not farthest out is less than half as large.
    """
    if not points:
        return Extent(-180, 180, -60, 80)
    whole, most = (_box(points, share, edge) for share in (1.0, _NEAR))
    return most if most.area < _MUCH * whole.area else whole


def _box(points: Mapping[Point, int], share: float, edge: float) -> Extent:
    west, east = _ends([(x, number) for (x, _), number in points.items()], share)
    south, north = _ends([(y, number) for (_, y), number in points.items()], share)
    up, across = max(1.0, edge, (north - south) * 0.06), max(1.5, edge, (east - west) * 0.06)
    return Extent(max(-180.0, west - across), min(180.0, east + across), max(-85.0, south - up), min(85.0, north + up))


def _ends(values: Sequence[tuple[float, int]], share: float) -> tuple[float, float]:
    """The narrowest run of values that holds this share of the weight."""
    order = sorted(values)
    wanted = share * sum(number for _, number in order)
    best = (order[0][0], order[-1][0])
    low, held = 0, 0
    for value, number in order:
        held += number
        while held - order[low][1] >= wanted:
            held -= order[low][1]
            low += 1
        if held >= wanted and value - order[low][0] < best[1] - best[0]:
            best = (order[low][0], value)
    return best


def widened(extent: Extent, shape: float) -> Extent:
    """The extent, larger to one side or the other, so that it fills a paper of this height by width."""
    if extent.shape > shape:
        more = (extent.north - extent.south) / (shape * extent.squeeze) - (extent.east - extent.west)
        return Extent(extent.west - more / 2, extent.east + more / 2, extent.south, extent.north)
    more = shape * (extent.east - extent.west) * extent.squeeze - (extent.north - extent.south)
    return Extent(extent.west, extent.east, extent.south - more / 2, extent.north + more / 2)
