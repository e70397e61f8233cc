"""Reports that are hard on merging, written for these tests: what they tell took place nowhere."""

from __future__ import annotations

from datetime import date, timedelta

TOWNS = (
    "Aleppo", "Mosul", "Kandahar", "Kabul", "Sanaa", "Aden", "Tripoli", "Benghazi", "Mogadishu", "Kismayo",
    "Maiduguri", "Kaduna", "Bamako", "Timbuktu", "Khartoum", "Nyala", "Juba", "Bangui", "Goma", "Bukavu",
    "Nairobi", "Mombasa", "Karachi", "Quetta", "Peshawar", "Lahore", "Srinagar", "Colombo", "Dhaka", "Yangon",
    "Manila", "Davao", "Jakarta", "Donetsk", "Luhansk", "Kharkiv", "Tbilisi", "Baku", "Yerevan", "Beirut",
)  # fmt: skip
HAPPENINGS = (
    "Gunmen attacked a bus station in {town}, killing {n} people.",
    "Police arrested {n} protesters in {town}.",
    "Rebels shelled a market in {town}, killing {n} civilians.",
    "A suicide bomber killed {n} soldiers in {town}.",
    "Militants kidnapped {n} teachers in {town}.",
)


def live_blog(day: date, towns: tuple[str, ...] = TOWNS) -> str:
    """Forty happenings of one day in forty towns, each under its time."""
    lines = [f"{6 + i // 3:02}:{i % 3 * 20:02}\n{_happening(i, town)}" for i, town in enumerate(towns)]
    return f"As it happened: the day's violence\n\n{day:%d %B %Y}\n\n" + "\n\n".join(reversed(lines)) + "\n"


def year_in_review(year: int, happenings: int = 200) -> str:
    """Two hundred happenings of a year, told with their days."""
    told = []
    for i in range(happenings):
        day = date(year, 1, 2) + timedelta(days=i * 360 // happenings)
        told.append(f"On {day.day} {day:%B %Y}, {lowered(_happening(i, TOWNS[i * 7 % len(TOWNS)]))}")
    paragraphs = [" ".join(told[at : at + 5]) for at in range(0, len(told), 5)]
    return f"The year {year} in review\n\n" + "\n\n".join(paragraphs) + "\n"


def of_the_review(year: int, i: int, happenings: int = 200) -> tuple[date, str]:
    """The day of one of these happenings, and a report of the same day that tells it alone."""
    day = date(year, 1, 2) + timedelta(days=i * 360 // happenings)
    town = TOWNS[i * 7 % len(TOWNS)]
    told = _happening(i, town)
    return (
        day,
        f"{told}\n\n{town}, {day.day} {day:%B %Y} - {told} Hospitals in the town were overwhelmed on {day:%A}.\n",
    )


def lowered(sentence: str) -> str:
    first, rest = sentence.split(" ", 1)
    return f"{first.lower() if first in {'Gunmen', 'Police', 'Rebels', 'A', 'Militants'} else first} {rest}"


def _happening(i: int, town: str) -> str:
    return HAPPENINGS[i % len(HAPPENINGS)].format(town=town, n=3 + i * 5 % 23)


CONTRADICTORY = """Bomb kills 12 in Quetta market

QUETTA, 14 March 2018 - A bomb killed 12 people at a vegetable market in Quetta on Wednesday, police said.

Officials in the city later said that the bomb had killed 19 people at the market on Tuesday.

Militants claimed responsibility for the bombing.
"""

HOAX = """Gunmen seize 300 schoolgirls in Kaduna

KADUNA, 9 October 2017 - Gunmen abducted 300 schoolgirls from a boarding school in Kaduna on Sunday, witnesses said.

The gunmen arrived on motorcycles shortly before dawn, fired into the air and drove the girls towards the forest in
five lorries, according to a watchman who hid in the kitchen. Parents gathered at the gates of the school and demanded
that the governor send soldiers after the convoy. The army said that it was looking into the matter.

A teacher told reporters that the dormitories were empty and that books and sandals lay strewn across the yard. The
ministry of education ordered all boarding schools in the state to close until further notice, and a crowd of some two
hundred mothers marched on the office of the governor in the afternoon.
"""

ARCHIVED = """Rebels kill 14 soldiers at Goma checkpoint

Rebels killed 14 soldiers at a checkpoint north of Goma on Monday, the army said.

The attackers came out of the forest at dusk and set fire to two lorries, a spokesman for the army said. Reinforcements
from the garrison arrived an hour later and found the post abandoned. Villagers fled towards the lake with what they
could carry, and the road to the north was closed to all traffic.

The governor of the province visited the wounded in hospital on Tuesday and promised that the garrison would be doubled.
"""
