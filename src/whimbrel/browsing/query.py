"""What a listing is asked for, as it stands in an address: `type=ASSAULT&country__in=SYR,LBN&day__gte=2022-08`."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from re import compile as pattern
from urllib.parse import urlencode

from whimbrel.errors import UsageError
from whimbrel.export.wording import modes
from whimbrel.model import Status

MOST_CONDITIONS = 50
MOST_VALUES = 200
LONGEST = 1000  # characters of one value

EXACT, NOT, IN, GTE, LTE, CONTAINS = "exact", "not", "in", "gte", "lte", "contains"
_VALUE_OPS = (EXACT, NOT, IN)
_ORDER_OPS = (EXACT, GTE, LTE)

FIELDS: dict[str, tuple[str, ...]] = {  # and what each may be asked; the first holds where no word is given
    "q": (CONTAINS,),  # words of names, places and quoted sentences; "a phrase" in quotation marks
    "day": (EXACT, GTE, LTE),  # a day, month or year that the event may be of
    "type": _VALUE_OPS,  # PLOVER's
    "mode": _VALUE_OPS,  # with its type: ASSAULT/aerial
    "status": _VALUE_OPS,
    "place": _VALUE_OPS,  # an id
    "country": _VALUE_OPS,  # ISO 3166-1 alpha-3
    "actor": _VALUE_OPS,  # an id, on either side
    "outlet": _VALUE_OPS,
    "differs": _VALUE_OPS,  # a field on which sources differ
    "checked": _VALUE_OPS,  # right, wrong or unchecked
    "conflicts": _ORDER_OPS,  # how many fields sources differ on
    "sources": _ORDER_OPS,  # how many outlets
    "origins": _ORDER_OPS,  # how many independent ones
}
_NUMBERS = ("conflicts", "sources", "origins")
_DAY = pattern(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Condition:
    """One field, how it is asked, and the values: several for `in`, else one."""

    field: str
    op: str
    values: tuple[str, ...]

    @property
    def pair(self) -> tuple[str, str]:
        """As it stands in an address."""
        key = self.field if self.op == FIELDS[self.field][0] else f"{self.field}__{self.op}"
        return key, ",".join(value.replace(",", "%2C") if self.op == IN else value for value in self.values)


@dataclass(frozen=True, slots=True)
class Query:
    """Every condition must hold."""

    conditions: tuple[Condition, ...] = ()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [condition.pair for condition in self.conditions]

    @property
    def address(self) -> str:
        """The conditions as the part of an address behind the question mark."""
        return urlencode(self.pairs)

    def of(self, field: str) -> tuple[Condition, ...]:
        return tuple(one for one in self.conditions if one.field == field)

    def chosen(self, field: str) -> tuple[str, ...]:
        """The values that a field is narrowed to."""
        return tuple(value for one in self.of(field) if one.op in (EXACT, IN) for value in one.values)

    def without(self, field: str, *ops: str) -> Query:
        """The same without what is asked of a field, or only without these ways of asking it."""
        return Query(tuple(one for one in self.conditions if one.field != field or (ops and one.op not in ops)))

    def choosing(self, field: str, values: Sequence[str]) -> Query:
        """The same with a field narrowed to these values; to none of them lets the field be anything again."""
        rest = self.without(field, EXACT, IN)
        if not values:
            return rest
        return Query((*rest.conditions, Condition(field, EXACT if len(values) == 1 else IN, tuple(values))))

    def with_condition(self, field: str, op: str, value: str) -> Query:
        rest = self.without(field, op)
        return Query((*rest.conditions, Condition(field, op, (value,)))) if value else rest


def parse_query(pairs: Iterable[tuple[str, str]]) -> Query:
    """The query that an address asks for; empty values ask for nothing.

    Raises UsageError for a field, a way of asking or a value that there is not, naming those that there are.
    """
    found: list[Condition] = []
    for key, value in pairs:
        field, _, op = key.partition("__")
        if field not in FIELDS:
            raise UsageError(f"there is no field {field[:40]!r}", remedy=f"one of {', '.join(FIELDS)}")
        op = op or FIELDS[field][0]
        if op not in FIELDS[field]:
            raise UsageError(f"{field} cannot be asked {op[:40]!r}", remedy=f"one of {', '.join(FIELDS[field])}")
        if len(value) > (LONGEST if op != IN else LONGEST * 10):
            raise UsageError(f"the value of {key} is longer than {LONGEST} characters", remedy="shorten it")
        if not value.strip():
            continue
        found.append(_checked(Condition(field, op, _values(op, value))))
        if len(found) > MOST_CONDITIONS:
            raise UsageError(
                f"more than {MOST_CONDITIONS} conditions",
                remedy="ask for several values at once: type__in=ASSAULT,COERCE",
            )
    return Query(tuple(dict.fromkeys(found)))


def period(value: str) -> tuple[date, date]:
    """The first and last day of a day, month or year. Raises UsageError."""
    match = _DAY.fullmatch(value.strip())
    try:
        if not match:
            raise ValueError(value)
        year, month = int(match[1]), int(match[2] or 1)
        last_month = int(match[2] or 12)
        first = date(year, month, int(match[3] or 1))
        return first, date(year, last_month, int(match[3] or monthrange(year, last_month)[1]))
    except ValueError:
        raise UsageError(f"{value[:40]!r} is not a day", remedy="write 2022, 2022-08 or 2022-08-13") from None


def _values(op: str, value: str) -> tuple[str, ...]:
    if op != IN:
        return (value.strip(),)
    parts = [part.strip().replace("%2C", ",") for part in value.split(",")]
    values = tuple(dict.fromkeys(part for part in parts if part))
    if len(values) > MOST_VALUES:
        raise UsageError(f"more than {MOST_VALUES} values", remedy="ask for fewer")
    return values


def _checked(one: Condition) -> Condition:
    match one.field:
        case "day":
            period(one.values[0])
        case "type":
            return _known(one, tuple(modes()), str.upper)
        case "status":
            return _known(one, tuple(map(str, Status)), str.lower)
        case "checked":
            return _known(one, ("right", "wrong", "unchecked"), str.lower)
        case "country":
            return Condition(one.field, one.op, tuple(value.upper() for value in one.values))
        case "mode":
            return Condition(one.field, one.op, tuple(_mode(value) for value in one.values))
        case name if name in _NUMBERS:
            if not one.values[0].isascii() or not one.values[0].isdigit() or len(one.values[0]) > 9:
                raise UsageError(f"{name} {one.values[0][:40]!r} is not a number", remedy="write a whole number")
    return one


def _known(one: Condition, known: Sequence[str], form: Callable[[str], str]) -> Condition:
    values = tuple(form(value) for value in one.values)
    for value in values:
        if value not in known:
            raise UsageError(f"there is no {one.field} {value[:40]!r}", remedy=f"one of {', '.join(known)}")
    return Condition(one.field, one.op, values)


def _mode(value: str) -> str:
    type, _, mode = value.partition("/")
    known = modes()
    if type.upper() not in known or mode.lower() not in known[type.upper()]:
        raise UsageError(f"there is no mode {value[:40]!r}", remedy="write it with its type: ASSAULT/aerial")
    return f"{type.upper()}/{mode.lower()}"
