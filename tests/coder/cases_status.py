"""Whether it took place, and who says so."""

from __future__ import annotations

from expectations import Want, case

DENIALS = [
    case("Rwanda denied sending troops into Congo.", Want("MOBILIZE", "RWA", status="denied"), at_most=1),
    case(
        "The Eritrean government denied that its soldiers had killed civilians in Axum.",
        Want("ASSAULT", "soldiers/ERI.forces", "civilians", status="denied", place="Axum"),
        at_most=1,
        fails="a possessor decides who the party is",
    ),
    case("The army did not fire on the marchers in Conakry.", Want("ASSAULT", "army", "marchers", status="negated")),
    case(
        "No one was killed in the explosion in Karachi.",
        Want("ASSAULT", count="-"),
        fails="nobody was hurt, yet it happened",
    ),
    case("The rebels left Goma without an attack on the garrison.", Want("ASSAULT", "-", status="negated")),
    case("Talks in Oslo ended without a promise by Ghana to disarm.", Want("AGREE", "GHA", status="negated")),
    case("The two presidents failed to meet in Geneva.", Want("CONSULT", status="negated")),
    case("India has never attacked Nepal.", Want("ASSAULT", "IND", "NPL", status="negated"), at_most=1),
    case("Moldova refused to send weapons to Ukraine.", Want("REJECT", "MDA")),
    case("Neither Oman nor Kuwait sent aid to Tunisia.", Want("AID", "OMN; KWT", "TUN", status="negated")),
    case(
        "The minister left Tbilisi without meeting the opposition.",
        Want("CONSULT", "minister", status="negated"),
        fails="negated by without",
    ),
    case(
        "The rebels called off a planned attack on Bambari.",
        Want("RETREAT", "rebels", place="Bambari"),
    ),
    case(
        "The summit in Lima was cancelled.",
        Want("CONSULT/REJECT", status="negated", place="Lima"),
    ),
]

UNTRUE = [
    case("It is not true that the army shelled Kousseri.", Want("ASSAULT", "army", status="negated")),
    case("It's not like the police arrested the mayor.", Want("COERCE", "police", "mayor", status="negated")),
    case("It is not the case that gunmen killed the judge.", Want("ASSAULT", "gunmen", "judge", status="negated")),
    case("It is false that soldiers attacked the clinic.", Want("ASSAULT", "soldiers", status="denied")),
    case("It is true that gunmen killed the judge.", Want("ASSAULT", "gunmen", "judge", status="happened")),
    case("Imagine that Chile had invaded Peru.", Want("ASSAULT", "CHL", "PER", status="hypothetical")),
    case(
        "Had the rebels attacked the dam, thousands would have fled.",
        Want("ASSAULT", "rebels", status="hypothetical"),
    ),
]

NONSENSE = [
    case("The idea that soldiers killed the mayor is absurd.", Want("ASSAULT", "soldiers", "mayor", status="denied")),
    case("The rumour that police arrested the bishop is false.", Want("COERCE", "police", "bishop", status="denied")),
    case("The claim that gunmen killed the judge is not true.", Want("ASSAULT", "gunmen", "judge", status="denied")),
    case("The claim that gunmen killed the judge is true.", Want("ASSAULT", "gunmen", "judge", status="alleged")),
    case(
        "The minister rejected reports that soldiers killed a nun.", Want("ASSAULT", recipients="nun", status="denied")
    ),
    case("It is a myth that Chile invaded Peru.", Want("ASSAULT", "CHL", "PER", status="denied")),
    case("It is absurd that the army shelled Kousseri.", Want("ASSAULT", "army", status="happened")),
    case("The fact that soldiers killed the mayor is horrible.", Want("ASSAULT", "soldiers", "mayor")),
]

FICTION = [
    case("In the novel, soldiers burn a village in Angola.", Want("ASSAULT", "soldiers", status="hypothetical")),
    case(
        "The play shows how police arrested a poet in Minsk.", Want("COERCE", "police", "poet", status="hypothetical")
    ),
    case(
        "A novel in which gunmen kill the president of Chile won a prize.",
        Want("ASSAULT", "gunmen", status="hypothetical"),
    ),
    case(
        "A new opera tells the story of a queen who was murdered in Lisbon.",
        Want("ASSAULT", "-", "queen", status="hypothetical"),
    ),
    case("In the opera's finale, guards shoot a prisoner in Rome.", Want("ASSAULT", "guards", status="hypothetical")),
    case("The director of the play was killed by soldiers in Goma.", Want("ASSAULT", "soldiers", "director")),
    case("The film angered rebels who attacked the theatre in Kivu.", Want("ASSAULT", "rebels")),
    case("The video shows militants killing a hostage in Mali.", Want("ASSAULT", "militants", "hostage")),
]

ENDED = [
    case("It was not clear who carried out the attack in Goma.", Want("ASSAULT", status="happened")),
    case("State media made no mention of the attack in Goma.", Want("ASSAULT", status="happened")),
    case("The army gave no figure for the villagers killed in Goma.", Want("ASSAULT", status="happened")),
    case("No people killed in Goma were named.", Want("ASSAULT", status="negated")),
    case("There was no claim of responsibility for the attack in Goma.", Want("ASSAULT", status="happened")),
    case("The two sides held no talks in Lima.", Want("CONSULT", status="negated")),
    case("The captors made no demand.", Want("REQUEST", "captors", status="negated")),
    case(
        "The rebels made no demand and killed the driver.",
        Want("REQUEST", "rebels", status="negated"),
        Want("ASSAULT", "rebels", "driver", status="happened"),
    ),
    case("There was no link between the two attacks in Goma.", Want("ASSAULT", status="happened")),
    case("There could have been soldiers who were killed by rebels.", Want("ASSAULT", "rebels", status="hypothetical")),
    case("There were no soldiers who attacked the town.", Want("ASSAULT", status="negated")),
    case("The question is when to withdraw troops from Mali.", Want("RETREAT", status="hypothetical")),
    case("The mayor reversed his support for the rebels.", Want("SUPPORT", status="negated")),
    case("It was not clear that rebels had attacked the town.", Want("ASSAULT", "rebels", status="hypothetical")),
    case("It is clear that rebels attacked the town.", Want("ASSAULT", "rebels", status="happened")),
    case("The envoy abstained from signing the treaty.", Want("SUPPORT", "envoy", status="negated")),
    case("Kenya agreed that its troops had attacked the town.", Want("ASSAULT", "KEN.forces", status="happened")),
    case(
        "The school warned its members that a caller had threatened them.",
        Want("THREATEN", "caller", status="happened"),
    ),
    case("Egypt has not released details of the truce.", Want("RETREAT", status="happened")),
    case("The army did not condemn the attack.", Want("ASSAULT", status="happened")),
    case("Kenya wants an end to the uprising in Goma.", Want("PROTEST", status="happened")),
    case("Aid groups hope to stop the attacks on convoys in Goma.", Want("ASSAULT", "-", status="happened")),
    case("The envoy tried to stop an attack on Goma.", Want("ASSAULT", "-", status="hypothetical")),
    case("The rebels plan on attacking Goma.", Want("ASSAULT", "rebels", status="planned")),
    case(
        "The army did not attack the town and shelled the port.",
        Want("ASSAULT", "army", status="negated"),
        Want("ASSAULT", "army", mode="heavy-weapons", status="happened"),
    ),
    case("The army did not attack the town or shell the port.", Want("ASSAULT", "army", status="negated"), at_most=1),
    case("He never mentioned the fact that rebels attacked Goma.", Want("ASSAULT", "rebels", status="happened")),
]

ALLEGED = [
    case("The man is suspected of killing a nurse in Oslo.", Want("ASSAULT", recipients="nurse", status="alleged")),
    case(
        "Police named a man who is suspected of killing a nurse in Oslo.",
        Want("ASSAULT", recipients="nurse", status="alleged"),
    ),
    case(
        "Soldiers reportedly killed 11 villagers in Chin State.",
        Want("ASSAULT", "soldiers", "villagers", status="alleged", count="killed=11"),
    ),
    case(
        "Amnesty International accused Chadian police of torturing detainees.",
        Want("ACCUSE", "amnesty-international/Amnesty", "TCD.police"),
        Want(
            "ASSAULT",
            "TCD.police",
            "detainees",
            mode="torture",
            status="alleged",
            within="ACCUSE",
            says="Amnesty International",
        ),
        at_most=2,
        fails="what someone is accused or suspected of",
    ),
    case("Belarus allegedly shot down a Polish drone.", Want("ASSAULT/COERCE", "BLR", status="alleged")),
    case(
        "Boko Haram claimed responsibility for the attack on the school in Katsina.",
        Want("ASSAULT", "boko-haram", status="alleged/happened", place="Katsina"),
    ),
    case(
        "Ukraine alleged that Russian troops had looted homes in Irpin.",
        Want("ASSAULT/COERCE", "RUS.forces", status="alleged", place="Irpin", says="Ukraine"),
        fails="what someone is accused or suspected of",
    ),
    case(
        "Four men suspected of kidnapping tourists were detained in Goa.",
        Want("COERCE", "-", "men", mode="arrest", count="arrested=4", place="Goa"),
        Want("ASSAULT", status="alleged", mode="abduct"),
        fails="what someone is accused or suspected of",
    ),
]

FUTURE = [
    case(
        "Ethiopia vowed to launch an attack on Eritrea.",
        Want("THREATEN", "ETH", "ERI", mode="violence"),
        Want("ASSAULT", "ETH", "ERI", status="planned/threatened", within="THREATEN"),
    ),
    case("France pledged to impose sanctions on Mali.", Want("THREATEN", "FRA", "MLI", mode="relations")),
    case("Ghana promised to help Togo.", Want("AGREE", "GHA", "TGO")),
    case(
        "The Nigerian army said it would carry out air strikes on rebels.",
        Want("THREATEN", "NGA.forces"),
        Want("ASSAULT", "NGA.forces", "rebels", status="threatened", within="THREATEN"),
    ),
    case(
        "Belgium threatened to expel the Congolese ambassador.",
        Want("THREATEN", "BEL"),
        Want("SANCTION", "BEL", mode="expel", status="threatened", within="THREATEN"),
    ),
    case(
        "The junta plans to release 600 prisoners in April.",
        Want("RETREAT", "junta", "prisoners", mode="release", status="planned"),
        fails="misparse",
    ),
    case(
        "Narendra Modi will meet Fumio Kishida in New Delhi on Saturday.",
        Want(
            "AGREE",
            "narendra-modi/Modi; fumio-kishida/Kishida",
            mode="-",
            status="planned",
            place="New Delhi",
            when="2022-03-19",
        ),
        at_most=1,
    ),
    case(
        "The Czech president is due to visit Slovakia next week.",
        Want("AGREE", "milos-zeman/CZE/CZE.government", status="planned"),
    ),
    case(
        "Sweden promised to give Somalia emergency food.", Want("AGREE", "SWE", status="happened/planned"), never="AID"
    ),
    case("Ghana will send 200 peacekeepers to Bissau.", Want("MOBILIZE/AGREE", "GHA", status="planned")),
    case(
        "Teachers in Lusaka are to go on strike on Monday.",
        Want("PROTEST", "teachers", mode="strike", status="planned", place="Lusaka", when="2022-03-21"),
    ),
    case(
        "If rebels attack the capital, the government may fall.",
        Want("ASSAULT", "rebels", status="hypothetical"),
        at_most=1,
    ),
    case("Uzbekistan may withdraw its ambassador from Kabul.", Want("RETREAT/SANCTION", "UZB", status="hypothetical")),
    case(
        "Tehran could bomb the port if talks collapse.",
        Want("ASSAULT", "IRN/Tehran", status="hypothetical"),
    ),
    case(
        "Hezbollah vowed to strike Haifa.",
        Want("THREATEN/AGREE", "hezbollah/hizbollah", status="happened"),
        Want("ASSAULT", "hezbollah/hizbollah", status="threatened/planned", place="Haifa"),
    ),
    case(
        "The two Koreas should hold talks, a Seoul newspaper wrote.",
        Want("CONSULT", "KOR; PRK", status="called-for"),
        fails="plural of a state",
    ),
    case(
        "Fighting continues around Marib.",
        Want("ASSAULT", status="ongoing", place="Marib"),
        fails="what carries an event noun",
    ),
    case(
        "Rescuers feared that gunmen would attack the clinic in Bunia.",
        Want("ASSAULT", "gunmen", status="hypothetical"),
    ),
    case(
        "The Turkish parliament is considering whether to ratify the treaty.",
        Want("SUPPORT", "TUR.parliament", status="hypothetical/planned"),
    ),
]

SPEAKERS = [
    case(
        "According to police, gunmen killed three shopkeepers in Port-au-Prince.",
        Want("ASSAULT", "gunmen", "shopkeepers", count="killed=3", place="Port-au-Prince", says="police"),
        at_most=1,
        fails="gazetteer: spelling or place",
    ),
    case(
        "Gunmen killed three shopkeepers in Port-au-Prince, police said.",
        Want("ASSAULT", "gunmen", "shopkeepers", count="killed=3", says="police"),
        at_most=1,
    ),
    case(
        "The interior ministry said that 14 people had been wounded in Basra.",
        Want("ASSAULT", "-", count="wounded=14", place="Basra", says="interior ministry"),
        at_most=1,
    ),
    case(
        '"Our fighters attacked the airport in Aden," a Houthi spokesman said.',
        Want("ASSAULT", "houthi/ansar-allah/ansarallah", place="Aden", says="Houthi spokesman"),
        at_most=1,
        fails="a possessor decides who the party is",
    ),
    case(
        "Witnesses told Radio Okapi that militiamen had burned houses in Ituri.",
        Want("ASSAULT", "militiamen", place="Ituri", says="Witnesses"),
        at_most=1,
    ),
    case(
        "The mayor said residents had told him that soldiers looted shops in Bria.",
        Want("ASSAULT/COERCE", "soldiers", place="Bria", says="mayor"),
    ),
    case(
        "As the governor confirmed, rebels seized the town of Mocimboa da Praia.",
        Want("COERCE", "rebels", mode="seize", says="governor"),
    ),
    case(
        "State television announced the arrest of three opposition figures in Baku.",
        Want("COERCE", "-", mode="arrest", place="Baku", says="State television"),
    ),
    case(
        "A local chief put the number of people killed in the raid at 18.",
        Want("ASSAULT", count="killed=18", says="local chief"),
        fails="speakers other than of verbs of saying with a clause",
    ),
    case(
        "Two policemen were killed in Cotabato, the Philippine News Agency reported on Wednesday.",
        Want("ASSAULT", "-", "police", count="killed=2", place="Cotabato", says="Philippine News Agency"),
    ),
]
CONDITIONS = [
    case(
        "Oman threatened to close its ports unless Yemen released the crew.",
        Want("THREATEN", "OMN"),
        Want("RETREAT", status="hypothetical", mode="release"),
    ),
    case(
        "The miners have sworn to strike until police release their leader.",
        Want("RETREAT", status="hypothetical", mode="release"),
    ),
    case("The army said it would shell Goma if rebels attacked its convoys.", Want("ASSAULT", status="hypothetical")),
    case("The cell was capable of launching an attack on the port.", Want("ASSAULT", status="hypothetical")),
    case(
        "The bishop called on farmers to join the march, as the junta continues its war on villagers.",
        Want("REQUEST", "bishop", "farmers", says="-"),
    ),
    case(
        "The union has warned that settlers are planning to storm the shrine, calling on members to guard it.",
        Want("REQUEST", "union", "members"),
    ),
    case("Chad asked whether Niger had arrested its envoy.", never="REQUEST"),
    case("Critics often ask why Washington left the treaty.", Want("SANCTION", "USA"), never="REQUEST"),
]
TAKEN_FOR_GRANTED = [
    case("Nobody claimed the attack in Goma.", Want("ASSAULT", status="happened", says="-")),
    case("No group has claimed responsibility for the bombing in Goma.", Want("ASSAULT", status="happened")),
    case("The mayor did not survive the shooting in Goma.", Want("ASSAULT", status="happened")),
    case("The army did not carry out the attack in Goma.", Want("ASSAULT", status="negated")),
    case("The militia denied responsibility for the attack in Goma.", Want("ASSAULT", status="denied")),
]
QUESTIONS = [
    case("Did the rebels kill the mayor of Goma?", Want("ASSAULT", "rebels", "mayor", status="hypothetical")),
    case("Was the mayor killed by rebels?", Want("ASSAULT", status="hypothetical")),
    case("Could the army attack the town tomorrow?", Want("ASSAULT", status="hypothetical")),
    case("Will Niger send troops to Chad?", Want("MOBILIZE", status="hypothetical")),
    case("Who killed the mayor of Goma?", Want("ASSAULT", "-", "mayor", status="happened")),
    case("Rebels killed the mayor, didn't they?", Want("ASSAULT", "rebels", "mayor", status="happened")),
]
GROUPS = {
    "questions": QUESTIONS,
    "taken for granted": TAKEN_FOR_GRANTED,
    "conditions": CONDITIONS, "denials": DENIALS, "untrue": UNTRUE, "nonsense": NONSENSE, "fiction": FICTION,
    "ended": ENDED,
    "alleged": ALLEGED, "future": FUTURE,
    "speakers": SPEAKERS,
}  # fmt: skip
