"""When, where and how many."""

from __future__ import annotations

from expectations import Want, case

WHEN = [
    case("Rebels attacked Beni on Tuesday.", Want("ASSAULT", "rebels", place="Beni", when="2022-03-15"), at_most=1),
    case("Rebels attacked Beni last month.", Want("ASSAULT", "rebels", when="2022-02")),
    case("Rebels attacked Beni in May last year.", Want("ASSAULT", "rebels", when="2021-05", status="historical")),
    case("Rebels attacked Beni on 3 March.", Want("ASSAULT", "rebels", when="2022-03-03")),
    case(
        "Rebels attacked Beni on November 12, 2014.", Want("ASSAULT", "rebels", when="2014-11-12", status="historical")
    ),
    case("Rebels attacked Beni yesterday.", Want("ASSAULT", "rebels", when="2022-03-16")),
    case("Three days ago, rebels attacked Beni.", Want("ASSAULT", "rebels", when="2022-03-14")),
    case(
        "In 1994, soldiers killed hundreds of villagers in Gitarama.",
        Want("ASSAULT", "soldiers", "villagers", when="1994", status="historical", place="Gitarama"),
    ),
    case(
        "Macky Sall met Adama Barrow on Wednesday and will visit Paris on Friday.",
        Want("CONSULT", "macky-sall; adama-barrow", when="2022-03-16"),
        Want("AGREE", "macky-sall", status="planned", when="2022-03-18"),
    ),
    case(
        "Shelling killed two people in Mosul a hospital official said on Wednesday.",
        Want("ASSAULT", count="killed=2", when="-", place="Mosul"),
    ),
    case(
        "A bomb killed two people in Mosul on Monday a hospital official said late on Wednesday.",
        Want("ASSAULT", count="killed=2", when="2022-03-14", place="Mosul"),
    ),
    case(
        "Officials said on Wednesday that a bomb had killed two people in Mosul on Monday.",
        Want("ASSAULT", count="killed=2", when="2022-03-14", place="Mosul", says="Officials"),
    ),
    case(
        "Estonia will hold talks with Latvia next Tuesday.",
        Want("AGREE", "EST; LVA", status="planned", when="2022-03-22"),
    ),
    case(
        "Early on Sunday morning gunmen attacked a barracks in Bouar.",
        Want("ASSAULT", "gunmen", when="2022-03-13", place="Bouar"),
    ),
    case("Gunmen attacked a barracks in Bouar.", Want("ASSAULT", "gunmen", when="-")),
    case("The army hopes to stop the attacks on Gao by March 2031.", Want("ASSAULT", status="happened", when="-")),
]

WHERE = [
    case("The UN envoy met party leaders in the Kenyan capital.", Want("CONSULT", place="Nairobi")),
    case(
        "Soldiers killed a boy in the village of Beita, south of Nablus.",
        Want("ASSAULT", "soldiers", "boy", count="killed=1", place="Beita"),
    ),
    case(
        "Police fired tear gas at marchers in central Tunis.",
        Want("ASSAULT", "police", "marchers", mode="crowd-control", place="Tunis"),
        fails="lexicon: word or mode missing",
    ),
    case(
        "Drones struck an oil depot in Abu Dhabi, the capital of the United Arab Emirates.",
        Want("ASSAULT", mode="drone", place="Abu Dhabi"),
        fails="lexicon: word or mode missing",
    ),
    case(
        "In Sukhumi, the leaders of the region met Russian officials.", Want("CONSULT", "RUS", place="Sukhumi/Sokhumi")
    ),
    case(
        "Lebanese soldiers shot a man at the Nahr al-Bared camp.",
        Want("ASSAULT", "LBN.forces", "man", mode="firearms", place="Nahr al-Bared"),
        fails="an unknown place taken for a person",
    ),
    case(
        "Georgia condemned the shelling of Kharkiv.",
        Want("ACCUSE", "GEO", place="-"),
        Want("ASSAULT", "-", place="Kharkiv"),
    ),
    case(
        "Washington imposed sanctions on Nicaragua.",
        Want("SANCTION", "USA/USA.government", "NIC", place="-"),
        at_most=1,
    ),
    case(
        "Fighters of the M23 seized Bunagana on the Ugandan border.",
        Want("COERCE/ASSAULT", "m23", mode="seize", place="Bunagana"),
        fails="an unknown place taken for a person",
    ),
    case(
        "Swiss diplomats discussed the war in Yemen with Omani officials in Muscat.",
        Want("CONSULT", "Swiss/CHE/CHE.government/CHE.ministry.foreign; OMN/OMN.government", place="Muscat"),
    ),
]

COUNTS = [
    case("At least 12 people were killed in Kabul.", Want("ASSAULT", count="killed=12+", place="Kabul")),
    case("More than 1,200 protesters were arrested in Moscow.", Want("COERCE", count="arrested=1200+", place="Moscow")),
    case(
        "Twenty-three sailors were abducted off Cotonou.",
        Want("ASSAULT", "-", "sailors", mode="abduct", count="abducted"),
    ),
    case("A soldier was wounded in Grozny.", Want("ASSAULT", "-", "soldier", count="wounded=1", place="Grozny")),
    case("Dozens were injured in clashes in Colombo.", Want("ASSAULT", count="wounded", place="Colombo")),
    case("Up to 300 families were displaced by fighting in Marawi.", Want("ASSAULT/SANCTION", place="Marawi")),
    case(
        "Two women and three children died in the bombing of a market in Taiz.",
        Want("ASSAULT", "-", count="killed=5", place="Taiz"),
        at_most=1,
    ),
    case(
        "Some 4,000 workers rallied in Buenos Aires.",
        Want("PROTEST", "workers", mode="demo", count="present", place="Buenos Aires"),
    ),
    case("Gunmen killed a dozen miners in Zambezia.", Want("ASSAULT", "gunmen", "miners", count="killed=12")),
]
TOLD_BEFORE = [
    case(
        "The union said on Sunday that it was ready. A day earlier, its leaders met rebels in Doha.",
        Want("CONSULT", "rebels", place="Doha", when="2022-03-12"),
    ),
    case(
        "The officer whom Chad has threatened to arrest met union leaders over the weekend.",
        Want("CONSULT", "union leaders", when="2022-03-12/2022-03-13"),
    ),
]
NO_PLACES = [
    case("The premier blamed the crisis on the West.", Want("ACCUSE", "premier", "-", place="-")),
    case("The rebels issued a warning to the West.", Want("THREATEN", "rebels", "-", place="-")),
]
NAMED_BY_PLACE = [
    case("The Kabul bombing killed nine people.", Want("ASSAULT", "-", "people", place="Kabul")),
    case(
        "The Lausanne talks between Chad and Sudan ended.",
        Want("CONSULT", "TCD; SDN", place="Lausanne"),
    ),
    case("The Darfur talks between Chad and Sudan ended on Friday.", Want("CONSULT", "TCD; SDN", place="-")),
    case("Kora - Gunmen killed nine farmers on Friday.", Want("ASSAULT", "gunmen", "farmers", when="2022-03-11")),
]
MENDED = [  # where a small parser slips
    case(
        "Macky Sall met Adama Barrow, who heads The Gambia, in Dakar on Wednesday.",
        Want("CONSULT", "macky-sall; adama-barrow", place="Dakar", when="2022-03-16"),
    ),
    case(
        "Rebels attacked the governor, who had returned from Goma, near Beni on Tuesday.",
        Want("ASSAULT", "rebels", "governor", place="Beni", when="2022-03-15"),
    ),
    case(
        "Macky Sall met Adama Barrow, who worked in Dakar, in Thies and in Kaolack.",
        Want("CONSULT", "macky-sall; adama-barrow", place="-"),
    ),
    case(
        "Hezbollah published a letter after its leaders and those of the Amal Movement met yesterday in Tyre.",
        Want("CONSULT", "hezbollah; amal", place="Tyre", when="2022-03-16"),
    ),
]
UNDATED = [
    case(
        "Rebels attacked Beni on Tuesday.",
        Want("ASSAULT", "rebels", place="Beni", when="none: Tuesday before publication"),
    ),
    case(
        "Oman's ruler met the Iranian envoy yesterday.",
        Want("CONSULT", "OMN/haitham; IRN", when="none: the day before publication"),
    ),
    case(
        "Rebels attacked Beni on 4 June 2019.",
        Want("ASSAULT", "rebels", when="2019-06-04", status="happened/historical"),
    ),
]
TOLLS = [
    case(
        "A car bomb killed at least 14 shoppers outside a market in Baidoa on Monday, officers said.",
        Want("ASSAULT", count="killed=14+"),
        at_most=1,
    ),
    case(
        "Some 40 people were killed and 65 were wounded when a bus loaded with fertiliser blew up in Jos, police said.",
        Want("ASSAULT", count="killed=40"),
        at_most=1,
    ),
    case("The death toll from the shelling of Aden rose to 19.", Want("ASSAULT", count="killed=19"), at_most=1),
    case(
        "The number of people killed in the raid on Bama has climbed to 31, a doctor said.",
        Want("ASSAULT", count="killed=31"),
    ),
    case("The number of deaths in the attack on Bama passed 60.", Want("ASSAULT", count="killed=60+")),
    case("The death toll from the earthquake rose to 19."),
    case("Jordan flies Yemen's wounded to Amman."),
    case(
        "A bomb killed nine people on Monday, while on Tuesday gunmen stormed a hotel in Gao.",
        Want("ASSAULT", "-", "people", count="killed=9"),
        Want("ASSAULT", "gunmen", count="-"),
        at_most=2,
    ),
    case(
        "He said that in June rebels had seized the airport of Gao.",
        Want("COERCE", "rebels", mode="seize", status="historical"),
        at_most=1,
    ),
]

GROUPS = {
    "tolls": TOLLS,
    "when": WHEN,
    "where": WHERE,
    "named by place": NAMED_BY_PLACE,
    "told before": TOLD_BEFORE,
    "no places": NO_PLACES,
    "counts": COUNTS,
    "mended": MENDED,
}
