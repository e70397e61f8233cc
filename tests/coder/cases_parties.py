"""Who it is: composed bodies, offices, described parties, loaded words, and words that point back."""

from __future__ import annotations

from expectations import Want, case

COMPOSED = [
    case("Israeli forces raided a camp in Jenin.", Want("ASSAULT/COERCE/MOBILIZE", "ISR.forces", place="Jenin/Janin")),
    case(
        "Venezuelan troops crossed into Guyana.",
        Want("MOBILIZE/ASSAULT/COERCE", "VEN.forces"),
    ),
    case("The Bolivian army arrested the colonel.", Want("COERCE", "BOL.forces", mode="arrest")),
    case("Tanzania's parliament ratified the treaty.", Want("SUPPORT", "TZA.parliament")),
    case(
        "Thai police detained 13 activists in Bangkok.", Want("COERCE", "THA.police", "activists", count="arrested=13")
    ),
    case(
        "The Azerbaijani defence ministry accused Armenia of shelling its positions.",
        Want("ACCUSE", "AZE.ministry.defence/AZE.government", "ARM"),
        Want("ASSAULT", "ARM", mode="heavy-weapons", status="alleged"),
    ),
    case("Norwegian prosecutors charged a man with spying.", Want("ACCUSE", "NOR.prosecutor/NOR.court", "man")),
    case(
        "Saudi-led coalition warplanes bombed Hodeidah.",
        Want("ASSAULT", "coalition", mode="aerial", place="Hodeid"),
        fails="misparse",
    ),
    case(
        "Moroccan and Spanish diplomats met in Tangier.",
        Want(
            "CONSULT",
            "MAR.ministry.foreign/MAR/MAR.government/Morocc; ESP.ministry.foreign/ESP/ESP.government/Spanish",
            place="Tangier",
        ),
        fails="coordinated parties under one head",
    ),
    case("The Kremlin rejected the American proposal.", Want("REJECT", "RUS/RUS.government/RUS.presidency")),
    case(
        "Beijing summoned the Canadian ambassador.",
        Want("ACCUSE/REQUEST/CONSULT", "CHN/CHN.government"),
    ),
]

OFFICES = [
    case(
        "The Turkish foreign minister arrived in Doha on Monday.",
        Want("CONSULT", "mevlut-cavusoglu", mode="visit", place="Doha", when="2022-03-14"),
        fails="lexicon: word or mode missing",
    ),
    case(
        "The Ukrainian president thanked Poland for taking in refugees.", Want("SUPPORT", "volodymyr-zelensky", "POL")
    ),
    case(
        "South Africa's president condemned the killing of miners in Marikana.",
        Want("ACCUSE", "cyril-ramaphosa"),
    ),
    case(
        "The French president met the Senegalese president in Paris.",
        Want("CONSULT", "emmanuel-macron; macky-sall", place="Paris"),
        at_most=1,
    ),
    case(
        "The prime minister of Greece visited Ankara.",
        Want("CONSULT", "kyriakos-mitsotakis", mode="visit", place="Ankara"),
    ),
    case(
        "Ethiopia's foreign minister spoke with his Kenyan counterpart.",
        Want("CONSULT", "demeke-mekonnen; KEN/KEN.government"),
        fails="a possessor decides who the party is",
    ),
    case(
        "The former Nigerian president Goodluck Jonathan met rebels in Bamako.",
        Want("CONSULT", "goodluck-jonathan; rebels", place="Bamako"),
        at_most=1,
    ),
    case(
        "The deputy governor of Helmand was killed in Lashkar Gah.",
        Want("ASSAULT", "-", "governor/Helmand", mode="-/targeted"),
    ),
    case("The Vatican's envoy held talks with bishops in Managua.", Want("CONSULT", "VAT; bishops", place="Managua")),
]

DESCRIBED = [
    case(
        "Protesters in Lagos burned a police station.",
        Want("ASSAULT/PROTEST", "protesters", place="Lagos"),
        fails="things that belong to a party as targets",
    ),
    case("A Colombian court jailed two former soldiers.", Want("SANCTION/COERCE", "COL.court", "soldiers")),
    case("Herders killed seven farmers in Plateau State.", Want("ASSAULT", "herders", "farmers", count="killed=7")),
    case("Villagers blocked a road near Cusco.", Want("PROTEST", "villagers", mode="obstruct", place="Cusco")),
    case(
        "Hackers attacked the website of the Albanian government.",
        Want("COERCE", "hackers", "ALB.government", mode="cyber"),
        fails="lexicon: word or mode missing",
    ),
    case("A mob lynched a man in Sialkot.", Want("ASSAULT", "mob", "man", place="Sialkot")),
    case(
        "Unidentified men abducted a Red Cross worker near Kaya.", Want("ASSAULT", "men", mode="abduct", place="Kaya")
    ),
    case(
        "Miners clashed with police in Johannesburg.",
        Want("ASSAULT/PROTEST", "miners", "police", place="Johannesburg"),
    ),
    case(
        "An Islamic State cell bombed a mosque in Peshawar.",
        Want("ASSAULT", "islamic-state/Islamic State", mode="explosives", place="Peshawar"),
    ),
    case(
        "Union leader Rosa Quispe Mamani was arrested in Puno.",
        Want("COERCE", "-", "local:person:rosa-quispe-mamani", mode="arrest", place="Puno"),
        at_most=1,
        fails="gazetteer: spelling or place",
    ),
]

LOADED = [
    case("Terrorists attacked a bus in Burkina Faso.", Want("ASSAULT", "fighters", word="Terrorists")),
    case("The regime arrested 40 students in Homs.", Want("COERCE", "government/SYR", "students", word="regime")),
    case(
        "Three martyrs were laid to rest after the shelling of Idlib.",
        Want("ASSAULT", "-", mode="heavy-weapons", place="Idlib"),
    ),
    case(
        "Thugs beat a reporter in Caracas.",
        Want("ASSAULT", "people/armed group", "reporter", mode="beat", word="Thugs"),
    ),
    case("Freedom fighters ambushed a convoy near Loikaw.", Want("ASSAULT", "fighters", word="Freedom fighters")),
    case("Al-Shabaab terrorists attacked a hotel in Kismayo.", Want("ASSAULT", "al-shabaab", word="terrorists")),
    case("The Syrian regime shelled the town of Saraqib.", Want("ASSAULT", "SYR.government", word="regime")),
    case("Israeli occupation forces shot a boy in Jenin.", Want("ASSAULT", "ISR.forces", word="occupation forces")),
    case("Wagner mercenaries killed nine villagers near Moura.", Want("ASSAULT", "wagner", word="mercenaries")),
    case("The junta in Bamako arrested three lawyers.", Want("COERCE", "military government", "lawyers", word="junta")),
    case("Extremist settlers attacked a village near Hebron.", Want("ASSAULT", "settlers", word="Extremist")),
    case("Terrorist leader Abu Karim was killed near Jenin.", Want("ASSAULT", "", "Abu Karim", word="Terrorist")),
    case("Puppet courts in Donetsk jailed two teachers.", Want("SANCTION/COERCE", "courts", word="Puppet")),
]

POINTING_BACK = [
    case(
        "Joao Lourenco landed in Kinshasa. He met Felix Tshisekedi there.",
        Want("CONSULT", "joao-lourenco; felix-tshisekedi", mode="-"),
    ),
    case(
        "Hamas and Fatah sent delegations to Algiers. The two groups held talks on Sunday.",
        Want("CONSULT", "hamas; fatah", when="2022-03-13"),
    ),
    case(
        "The Houthis control the port. The group shelled Marib on Monday.",
        Want("ASSAULT", "houthi/ansar-allah/ansarallah", mode="heavy-weapons", place="Marib", when="2022-03-14"),
    ),
    case(
        "Samia Suluhu Hassan flew to Kampala. Her visit lasted two days.",
        Want("CONSULT", "samia-suluhu-hassan", mode="visit"),
        fails="what carries an event noun",
    ),
    case(
        "Pakistani Taliban fighters attacked a checkpoint. They killed five soldiers.",
        Want("ASSAULT", "taliban"),
        Want("ASSAULT", "taliban", "soldiers", count="killed=5"),
    ),
    case(
        "Turkey said it had arrested three smugglers.",
        Want("COERCE", "TUR", "smugglers", mode="arrest", says="Turkey"),
        at_most=1,
    ),
    case(
        "Emmerson Mnangagwa met Filipe Nyusi in Maputo. Mnangagwa praised Mozambique.",
        Want("CONSULT", "emmerson-mnangagwa; filipe-nyusi"),
        Want("SUPPORT", "emmerson-mnangagwa", "MOZ"),
    ),
]
CAPITALS = [
    case(
        "Moscow accused Kyiv of shelling Belgorod.",
        Want("ACCUSE", "RUS", "UKR", place="-"),
        Want("ASSAULT", "UKR", mode="heavy-weapons", status="alleged", place="Belgorod", within="ACCUSE"),
        fails="a capital that acts for its state",
    ),
    case(
        "Seoul and Tokyo agreed to share radar data.",
        Want("AGREE", "KOR; JPN", place="-"),
    ),
    case(
        "Tehran rejected an American offer of talks.",
        Want("REJECT", "IRN", "USA"),
    ),
    case(
        "Pyongyang threatened Seoul with a nuclear strike.",
        Want("THREATEN", "PRK", "KOR", mode="violence"),
    ),
    case(
        "Canberra recalled its ambassador from Jakarta.",
        Want("SANCTION", "AUS", "IDN"),
    ),
    case("Thousands marched in Caracas.", Want("PROTEST", mode="demo", place="Caracas")),
    case("Gunmen killed the mayor of Caracas in Caracas.", Want("ASSAULT", "gunmen", "mayor/Caracas", place="Caracas")),
]
RENAMED = [
    case(
        "The head of the dockers' union, Maria Santos, and the mayor of Tema, Kofi Osei, met in Accra on Friday.",
        Want("CONSULT", "Maria Santos; Kofi Osei", place="Accra"),
    ),
    case(
        "The secretary-general of the Workers Movement, Maria Santos, met the strikers in Turin.",
        Want("CONSULT", "Maria Santos; strikers", place="Turin"),
    ),
    case(
        "A spokesman for the army, Peter Novak, condemned the raid.",
        Want("ACCUSE", "Peter Novak"),
    ),
    case(
        "Police arrested the deputy head of the Farmers League, Maria Santos, in Lagos.",
        Want("COERCE", "police", "Maria Santos", mode="arrest"),
    ),
    case(
        "Polisario leader Brahim Ghali and African Union chief Moussa Faki met in Algiers on Tuesday.",
        Want("CONSULT", "brahim-ghali; moussa-faki-mahamat", place="Algiers"),
    ),
    case(
        "The strike ended after Dockers League deputy Maria Santos and Port Authority chief Peter Novak met in Tema.",
        Want("CONSULT", "Maria Santos; Peter Novak", place="Tema"),
    ),
    case(
        "In the Kenyan capital the general Maria Santos and the admiral Peter Novak presided over a meeting of envoys.",
        Want("CONSULT", "Maria Santos; Peter Novak"),
    ),
    case(
        "Israel struck a convoy of Hezbollah leader Ali Daoud and Iran condemned the strike.",
        Want("ACCUSE", "IRN"),
    ),
    case(
        "A delegation of the league, headed by Bishop Maria Santos, deputy head of the synod, visited the mayor.",
        Want("CONSULT", "Maria Santos", "mayor", mode="visit"),
    ),
    case(
        "The leadership of the National Resistance Movement met with that of the Democratic Party.",
        Want("CONSULT", "uga-nrm; Democratic"),
    ),
    case(
        "Union chief Maria Santos and premier Peter Novak have stressed the need for calm. They met in Tema on Friday.",
        Want("CONSULT", "Maria Santos; Peter Novak", place="Tema"),
    ),
]
TORN_APART = [
    case("Angela Merkel of Germany and Emmanuel Macron of France discussed the dam on Tuesday.",
         Want("CONSULT", "angela-merkel; emmanuel-macron")),
    case("Germany's chancellor Angela Merkel and France's president Emmanuel Macron met in Lyon.",
         Want("CONSULT", "angela-merkel; emmanuel-macron", place="Lyon")),
    case("Kenya's president Uhuru Kenyatta and Uganda's deputy political leader Jane Okello met in Gulu.",
         Want("CONSULT", "uhuru-kenyatta; okello", place="Gulu")),
    case("Jane Okello of the miners' union and John Mutua of the teachers' guild met in Gulu.",
         Want("CONSULT", "okello; mutua", place="Gulu")),
    case("On Sunday evening, Jane Okello of the miners' union and John Mutua of the guild conferred in Gulu.",
         Want("CONSULT", "okello; mutua", place="Gulu", when="2022-03-13"), fails="misparse"),
    case("On Sunday evening, the mayor of Lamu met John Mutua in Gulu.",
         Want("CONSULT", "mayor; mutua", place="Gulu", when="2022-03-13")),
    case("Two days ago the heads of the two unions, Jane Okello and John Mutua, met in Gulu.",
         Want("CONSULT", "okello; mutua", place="Gulu")),
    case("The police arrested Jane Okello of Gulu and John Mutua of Lamu on Monday.",
         Want("COERCE", "police", "okello; mutua")),
    case("The homes of Jane Okello and of the guild's John Mutua were shelled.", never="CONSULT"),
    case("Jane Okello was received in Gulu on Monday by the miners' leader John Mutua.",
         Want("CONSULT", "okello", "mutua", mode="visit", place="Gulu")),
    case("The miners' delegation, with Jane Okello at its head, was received by John Mutua in Gulu.",
         Want("CONSULT", "okello", "mutua", mode="visit", place="Gulu")),
    case("A miners' team under Jane Okello conferred with John Mutua in Gulu.",
         Want("CONSULT", "okello; mutua", place="Gulu")),
]  # fmt: skip
GROUPS = {
    "renamed": RENAMED,
    "torn apart": TORN_APART,
    "capitals": CAPITALS,
    "composed": COMPOSED,
    "offices": OFFICES,
    "described": DESCRIBED,
    "loaded words": LOADED,
    "pointing back": POINTING_BACK,
}
