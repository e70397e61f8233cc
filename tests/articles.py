"""Articles of about 450 words in any number, made from our own sentences with slots: for tests of size, not of sense.

`python tests/articles.py 10000 folder` writes them as text files. Equal numbers give equal articles. Every third one
tells the story of the one before again, in other words and for another outlet.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

OUTLETS = ("The Harbour Ledger", "Northern Lantern", "Delta Courier", "The Plain Gazette", "Ridge and Valley News")
TOWNS = (
    "Gao, Mali", "Maiduguri, Nigeria", "Bunia, Congo", "Kismayo, Somalia", "Bahir Dar, Ethiopia", "Nyala, Sudan",
    "Lashkar Gah, Afghanistan", "Quetta, Pakistan", "Imphal, India", "Sittwe, Myanmar", "Cotabato, Philippines",
    "Idlib, Syria", "Kirkuk, Iraq", "Taiz, Yemen", "Benghazi, Libya", "Sfax, Tunisia", "Tripoli, Lebanon",
    "Kharkiv, Ukraine", "Osh, Kyrgyzstan", "Gyumri, Armenia", "Oruro, Bolivia", "Cali, Colombia", "Iquitos, Peru",
    "Culiacan, Mexico", "Goma, Congo", "Jos, Nigeria", "Marib, Yemen", "Basra, Iraq", "Lviv, Ukraine", "Zinder, Niger",
)  # fmt: skip
SIDES = (
    "the army", "police", "gunmen", "protesters", "the interior ministry", "a trade union", "rebel fighters",
    "soldiers", "border guards", "farmers", "students", "an armed group", "the governor's office", "militiamen",
)  # fmt: skip
STATES = (
    "France", "Turkey", "Kenya", "Egypt", "Brazil", "India", "Canada", "Qatar", "Norway", "Poland", "Algeria", "Japan",
    "South Africa", "Mexico", "Indonesia", "Germany", "Iran", "Russia", "China", "the United States",
)  # fmt: skip
FIRST = ("Amina", "Tomas", "Leila", "Victor", "Chidi", "Rosa", "Henrik", "Nadia", "Joseph", "Farid", "Grace", "Ivan")
LAST = ("Okello", "Marsh", "Benhaddou", "Torres", "Adeyemi", "Lindqvist", "Karimov", "Nkosi", "Duarte", "Hosseini")
LEAD = (
    "{Side} killed {n} people in {town} on {day}, residents and a local official said, in the worst violence there in "
    "months.",
    "At least {n} people died when {side} attacked a market in {town} on {day}, according to witnesses and a doctor.",
    "{Side} arrested {n} people in {town} on {day} after a night of unrest, a spokesman for the province said.",
    "The foreign ministers of {state} and {other} met in {town} on {day} and agreed to hold further talks next month.",
    "Thousands marched through {town} on {day} to demand that the governor resign, blocking the main road for hours.",
    "{State} imposed sanctions on {n} officials of {other} on {day} over the shelling of villages near {town}.",
)
MIDDLE = (
    "{Person}, a shopkeeper near the bus station, said that he heard shots shortly after dawn and then saw smoke rise.",
    "Officials in {other} condemned the attack and called on {state} to open an inquiry without any further delay.",
    "{Side} also seized {n} vehicles and detained two drivers at a checkpoint outside the town, the mayor said.",
    "{State} promised to send doctors, tents and food to the region and asked {other} to keep the border open.",
    "The government denied that its troops had fired on civilians and accused {side} of spreading false reports.",
    "On {before}, {side} had burned {n} houses in a village close to {town}, the same officials said at the time.",
    "{Person}, who speaks for the families, said they would not bury their dead until those responsible were arrested.",
    "A convoy of the United Nations was turned back on {before} by {side}, who fired into the air, the mission said.",
    "{State} recalled its ambassador from {other} on {before}, and the two countries have not spoken since then.",
    "Negotiators for both sides are to meet again in {town} next week, though {person} threatened to stay away.",
    "{State} and {other} signed an agreement on trade and water on {before} after two years of difficult talks.",
    "A court in the capital sentenced {n} members of a local militia to long terms in prison on {before}.",
)
CALM = (
    "The town lies on an old trade route, and its market draws people from villages a day's walk away.",
    "Prices of flour and cooking oil have doubled since the spring, and many families eat only once a day at present.",
    "Rain is late this year, and the river, which is usually too wide to wade through, has shrunk to a few pools.",
    "Schools have been closed for weeks, so that children spend the day on the street or help their parents at work.",
    "The road to the south is in poor repair, with long queues of lorries at each of the bridges along the way.",
    "It was not possible to confirm the accounts of either side, since the telephone network was down for days.",
    "Analysts say that the matter is as much about land and grazing as it is about the politics of the capital.",
    "The hospital has forty beds and two surgeons, and most of its medicine is brought in by plane once a month.",
    "Older residents compare these weeks with the winter of their childhood, when the town was cut off for a month.",
    "A wooden fence now runs along the square where the weekly cattle fair used to take place under the acacia trees.",
)


def article(number: int) -> str:
    """The text of one article, with its headline, its outlet and its date on lines of their own."""
    story = Random(f"story {number - (number % 3 == 2)}")
    telling = Random(f"telling {number}")
    day = date(2019, 1, 1) + timedelta(days=story.randrange(1500))
    town = story.choice(TOWNS)
    slots = {"town": town.split(",")[0], "n": str(story.randrange(2, 60)), "day": _said(day)}
    lead = story.choice(LEAD).format(**slots, **_cast(story))
    middle = [line.format(**slots, **_cast(telling), **_past(telling, day)) for line in telling.sample(MIDDLE, 10)]
    rest = middle + telling.sample(CALM, 9)
    telling.shuffle(rest)
    paragraphs = [" ".join(rest[at : at + 3]) for at in range(0, len(rest), 3)]
    head = f"News from {town} of {day.year}: report {number}"
    return "\n\n".join([head, f"{telling.choice(OUTLETS)}\n{_said(day)}", lead, *paragraphs]) + "\n"


def articles(number: int) -> Iterator[tuple[str, str]]:
    """File names and texts."""
    for at in range(number):
        yield f"{at:06}.txt", article(at)


def write_articles(folder: Path, number: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles(number):
        (folder / name).write_text(text, encoding="utf-8")


def _cast(chance: Random) -> dict[str, str]:
    state, other = chance.sample(STATES, 2)
    side = chance.choice(SIDES)
    return {"state": state, "State": _capital(state), "other": other, "side": side, "Side": _capital(side)}


def _past(chance: Random, day: date) -> dict[str, str]:
    person = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    return {"person": person, "Person": person, "before": _said(day - timedelta(days=chance.randrange(2, 60)))}


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def _said(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


if __name__ == "__main__":
    write_articles(Path(sys.argv[2]), int(sys.argv[1]))
