"""Places for formats with a column for each level of administration."""

from __future__ import annotations

from whimbrel.model import Place, Precision

_GEONAMES = "geonames:"
_LEVELS = (Precision.TOWN, Precision.DISTRICT, Precision.PROVINCE)


def geonames_id(place: Place) -> int | None:
    """The number of a place in GeoNames; None for one of our own."""
    number = place.id.removeprefix(_GEONAMES)
    return int(number) if place.id.startswith(_GEONAMES) and number.isdecimal() else None


def city_district_province(place: Place | None) -> tuple[str, str, str]:
    """The place's name in the column of its own level; "" elsewhere, as what lies around it is not in the record."""
    city, district, province = (place.name if place and place.precision is level else "" for level in _LEVELS)
    return city, district, province


def point(place: Place | None) -> tuple[float | None, float | None]:
    """Latitude and longitude of what is finer than a country: the middle of a country is no place where it was."""
    known = place is not None and place.precision is not Precision.COUNTRY
    return (place.lat, place.lon) if place and known else (None, None)
