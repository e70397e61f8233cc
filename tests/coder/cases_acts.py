"""Who did what to whom: voices, coordination, light verbs, event nouns, meetings, visits, and the sixteen types."""

from __future__ import annotations

from expectations import Want, case, nothing

VOICES = [
    case(
        "Rebels attacked an army base near Goma.",
        Want("ASSAULT", "rebels", "army/base", place="Goma"),
    ),
    case(
        "An army base near Goma was attacked by rebels.",
        Want("ASSAULT", "rebels", "army/base", place="Goma"),
    ),
    case("Five farmers were killed in Benue State.", Want("ASSAULT", "-", "farmers", count="killed=5", place="Benue")),
    case(
        "Indian police arrested four students in Srinagar.",
        Want("COERCE", "IND.police", "students", mode="arrest", count="arrested=4", place="Srinagar"),
        at_most=1,
    ),
    case(
        "Four students were arrested by Indian police in Srinagar.",
        Want("COERCE", "IND.police", "students", mode="arrest", count="arrested=4"),
        at_most=1,
    ),
    case("Four students were arrested in Srinagar.", Want("COERCE", "-", "students", count="arrested=4"), at_most=1),
    case(
        "A journalist shot by gunmen in Tijuana has died.",
        Want("ASSAULT", "gunmen", "journalist", place="Tijuana"),
        fails="misparse",
    ),
    case(
        "The Philippine army captured two rebel commanders on Mindanao.",
        Want("COERCE", "PHL.forces", count="arrested=2", place="Mindanao"),
    ),
    case(
        "Myanmar's military burned three villages in Sagaing.",
        Want("ASSAULT", "MMR.forces", place="Sagaing"),
        fails="misparse",
    ),
    case(
        "Two soldiers died when a mine exploded outside Timbuktu.",
        Want("ASSAULT", "-", "soldiers", mode="explosives", count="killed=2", place="Timbuktu"),
        at_most=1,
        fails="death and its cause in another clause",
    ),
    case(
        "The blast killed six people and wounded 14 others in Kandahar.",
        Want("ASSAULT", "-", "people", count="killed=6", place="Kandahar"),
        at_most=1,
    ),
]

COORDINATION = [
    case(
        "Kenya and Ethiopia signed a trade agreement in Nairobi.",
        Want("SUPPORT/AGREE/COOPERATE", "KEN; ETH", place="Nairobi"),
        at_most=1,
    ),
    case("Kenya and Ethiopia condemned the coup in Burkina Faso.", Want("ACCUSE", "KEN; ETH", mode="disapprove")),
    case(
        "Police beat and arrested several reporters in Minsk.",
        Want("ASSAULT", "police", "reporters", mode="beat"),
        Want("COERCE", "police", "reporters", mode="arrest"),
    ),
    case("Gunmen stormed a church in Jos and abducted the priest.", Want("ASSAULT", "gunmen", "priest", mode="abduct")),
    case(
        "Peru expelled two diplomats and recalled its ambassador from Caracas.",
        Want("SANCTION", "PER", mode="expel"),
        Want("SANCTION", "PER"),
    ),
    case(
        "Greece accused Turkey of violating its airspace, and Turkey rejected a Greek call for talks.",
        Want("ACCUSE", "GRC", "TUR"),
        Want("REJECT", "TUR"),
    ),
    case(
        "Soldiers shot dead two protesters in Khartoum and police arrested 30 in Omdurman.",
        Want("ASSAULT", "soldiers/SDN.forces", "protesters", count="killed=2", place="Khartoum"),
        Want("COERCE", "police/SDN.police", mode="arrest", count="arrested=30", place="Omdurman"),
        fails="misparse",
    ),
    case(
        "Three policemen and a civilian were killed in Quetta.",
        Want("ASSAULT", "-", count="killed=4"),
        at_most=1,
        fails="numbers of coordinated or fused people",
    ),
    case(
        "The Taliban released two Australians and an American on Monday.",
        Want("RETREAT", "Taliban", mode="release", when="2022-03-14"),
        at_most=1,
    ),
]

RELATIVES = [
    case(
        "The militants, who killed nine soldiers in Menaka, fled to the desert.",
        Want("ASSAULT", "militants", "soldiers", count="killed=9", place="Menaka"),
        never="SANCTION",
        fails="misparse",
    ),
    case(
        "Colombia condemned the attack that killed 12 policemen in Cali.",
        Want("ACCUSE", "COL", mode="disapprove"),
        Want("ASSAULT", "-", "police", count="killed=12", place="Cali"),
    ),
    case(
        "Officials met villagers whose homes were destroyed by shelling near Donetsk.",
        Want("CONSULT", "officials; villagers"),
        Want("ASSAULT", mode="heavy-weapons/destroy"),
        fails="relative clause hung as acl with a by-clause",
    ),
    case(
        "The general, whom the United States sanctioned in January, resigned.",
        Want("SANCTION", "USA", when="2022-01", status="happened/historical"),
        Want("RETREAT", mode="resign"),
    ),
    case(
        "Police arrested a man accused of bombing a market in Mogadishu.",
        Want("COERCE", "police", mode="arrest"),
        Want("ASSAULT", status="alleged", mode="explosives", place="Mogadishu"),
    ),
]

CONTROL = [
    case(
        "The cleric urged his followers to attack foreign embassies in Jakarta.",
        Want("REQUEST", "cleric", "followers"),
        Want("ASSAULT", status="called-for", within="REQUEST"),
        at_most=2,
    ),
    case(
        "Hamas called on Palestinians to strike Israeli settlements.",
        Want("REQUEST", "hamas", "PSE.people"),
        Want("ASSAULT", status="called-for", within="REQUEST"),
    ),
    case(
        "France asked Mali to release the detained officer.",
        Want("REQUEST", "FRA", "MLI", mode="yield"),
        Want("RETREAT", "MLI", mode="release", status="called-for", within="REQUEST"),
    ),
    case(
        "The African Union ordered both sides to stop fighting in Tigray.",
        Want("REQUEST", "african-union/African Union"),
    ),
    case("The president told the army to leave Bangui.", Want("REQUEST", "president", "army/CAF.forces")),
    case(
        "Uganda persuaded rebels to lay down their arms.",
        Want("RETREAT", "rebels", mode="disarm"),
        fails="control: who acts in the infinitive",
    ),
    case(
        "Demonstrators in Dhaka demanded the resignation of the prime minister.",
        Want("REQUEST", "demonstrators"),
        Want("RETREAT", mode="resign", status="called-for", within="REQUEST"),
    ),
    case(
        "The Security Council demanded that Rwanda withdraw its troops from Congo.",
        Want("REQUEST", "un-security-council"),
        Want("RETREAT", "RWA", mode="withdraw", status="called-for", within="REQUEST"),
    ),
    case(
        "Opposition leaders appealed to the United Nations to send aid to Haiti.",
        Want("REQUEST", "opposition/leaders", "un", mode="assist"),
    ),
    case(
        "Jordan's king called for an end to the war in Syria.",
        Want("REQUEST/AGREE", "JOR/abdullah-ii"),
        never="ASSAULT",
    ),
]

LIGHT_VERBS = [
    case(
        "Fighters carried out an attack on a convoy in Cabo Delgado.",
        Want("ASSAULT", "fighters", place="Cabo Delgado"),
        at_most=1,
    ),
    case("Armenia and Azerbaijan held talks in Brussels.", Want("CONSULT", "ARM; AZE", place="Brussels"), at_most=1),
    case(
        "The army launched an air strike on Laiza.",
        Want("ASSAULT", "army", mode="aerial", place="Laiza"),
        at_most=1,
        fails="an unknown place taken for a person",
    ),
    case(
        "Students staged a protest in Santiago.", Want("PROTEST", "students", mode="demo", place="Santiago"), at_most=1
    ),
    case("Police made 17 arrests in Yerevan.", Want("COERCE", "police", mode="arrest", place="Yerevan")),
    case(
        "The town of Kidal came under rocket fire.",
        Want("ASSAULT", "-", mode="heavy-weapons", place="Kidal"),
        fails="what carries an event noun",
    ),
    case("Qatar gave 20 million dollars in aid to Lebanon.", Want("AID", "QAT", "LBN"), at_most=1),
    case(
        "Denmark offered its condolences and paid a visit to Riga.", Want("CONSULT", "DNK", mode="visit", place="Riga")
    ),
    case(
        "Pakistan conducted a raid against militants in Waziristan.",
        Want("ASSAULT/COERCE/MOBILIZE", "PAK", "militants", place="Waziristan"),
    ),
]

NOUNS = [
    case(
        "An attack by gunmen on a village in Zamfara killed 20 people.",
        Want("ASSAULT", "gunmen", count="killed=20", place="Zamfara"),
        at_most=1,
    ),
    case(
        "Clashes between Sudanese troops and Ethiopian militia left six dead.",
        Want("ASSAULT", "SDN.forces; militia/ETH", "SDN.forces; militia/ETH", count="killed=6"),
        at_most=1,
        fails="what carries an event noun",
    ),
    case(
        "The assassination of the mayor shocked residents of Reynosa.", Want("ASSAULT", "-", "mayor", mode="targeted")
    ),
    case(
        "The arrest of two bloggers in Hanoi drew criticism from Germany.",
        Want("COERCE", "-", "bloggers", mode="arrest", place="Hanoi"),
        Want("ACCUSE", "DEU"),
        fails="misparse",
    ),
    case(
        "A meeting between the leaders of Serbia and Kosovo took place in Ohrid.",
        Want("CONSULT", "Serbia/SRB; Kosovo/XKX", place="Ohrid"),
        at_most=1,
    ),
    case(
        "Turkish air strikes on Duhok killed three Kurdish fighters.",
        Want("ASSAULT", "TUR", "fighters", mode="aerial", count="killed=3", place="Duhok"),
        at_most=1,
        fails="an unknown place taken for a person",
    ),
    case(
        "China's ban on Lithuanian beef took effect on Wednesday.",
        Want("SANCTION/COERCE", "CHN", "LTU", when="2022-03-16"),
    ),
    case(
        "The withdrawal of French troops from Gao ended on Friday.",
        Want("RETREAT", "FRA.forces/French", mode="withdraw", place="Gao", when="2022-03-11"),
    ),
    case(
        "There were protests in Bogota and Medellin over fuel prices.",
        Want("PROTEST", mode="demo", place="Bogot"),
    ),
    case(
        "A strike by nurses entered its second week in Harare.",
        Want("PROTEST", "nurses", mode="strike", status="ongoing/happened"),
    ),
]

MEETINGS = [
    case(
        "President Uhuru Kenyatta met Ethiopian Prime Minister Abiy Ahmed in Addis Ababa.",
        Want("CONSULT", "uhuru-kenyatta; abiy-ahmed", "-", place="Addis Ababa"),
        at_most=1,
    ),
    case(
        "Egypt's foreign minister, his Greek counterpart and the Cypriot president met in Nicosia on Tuesday.",
        Want("CONSULT", "sameh-shoukry; nikos-dendias/GRC; nicos-anastasiades", place="Nicosia", when="2022-03-15"),
        at_most=1,
        fails="main verb read as a participle of its subject",
    ),
    case(
        "Macky Sall received Umaro Sissoco Embalo in Dakar.",
        Want("CONSULT", "umaro-sissoco-embalo", "macky-sall", mode="visit", place="Dakar"),
        at_most=1,
    ),
    case(
        "Talks between Hamas and Fatah were held in Algiers under Algerian sponsorship.",
        Want("CONSULT", "hamas; fatah", place="Algiers"),
    ),
    case(
        "Vladimir Putin spoke by phone with Emmanuel Macron on Saturday.",
        Want("CONSULT", "vladimir-putin; emmanuel-macron", "-", mode="phone", when="2022-03-12"),
        at_most=1,
    ),
    case(
        "Cyril Ramaphosa visited Ghana last week.",
        Want("CONSULT", "cyril-ramaphosa", "GHA", mode="visit", place="Ghana"),
        at_most=1,
    ),
    case(
        "Maia Sandu arrived in Bucharest on a two-day visit.",
        Want("CONSULT", "maia-sandu", mode="visit", place="Bucharest"),
        at_most=1,
    ),
    case(
        "A Hamas delegation led by Khalil al-Hayya met Egyptian intelligence officials in Cairo.",
        Want("CONSULT", "hamas; khalil-al-hayya; EGY.intelligence/EGY", place="Cairo"),
        at_most=1,
    ),
    case(
        "Leaders of Mali, Niger and Chad gathered in N'Djamena for a summit.",
        Want("CONSULT", "Mali; Niger; Chad", place="Djamena"),
    ),
    case(
        "Hakainde Hichilema hosted Lazarus Chakwera in Lusaka, where the two discussed maize exports.",
        Want("CONSULT", "lazarus-chakwera", "hakainde-hichilema", mode="visit", place="Lusaka"),
        at_most=1,
    ),
    case(
        "The finance ministers of Chile and Peru conferred in Lima.",
        Want("CONSULT", "CHL.government/CHL; PER.government/PER", place="Lima"),
    ),
    case(
        "Brazil's Lula was welcomed in Paris by Emmanuel Macron.",
        Want("CONSULT/SUPPORT", "lula/emmanuel-macron", "lula/emmanuel-macron", place="Paris"),
    ),
]

TYPES = [
    case("Australia recognised the new government of Samoa.", Want("SUPPORT", "AUS", "WSM")),
    case("Saudi Arabia praised Oman for its mediation.", Want("SUPPORT", "SAU", "OMN")),
    case("Canada apologised to the families of the victims.", Want("CONCEDE", "CAN", "families")),
    case("Nigeria extradited a suspected drug trafficker to the United States.", Want("COOPERATE", "NGA", "USA")),
    case(
        "Japan sent 3,000 tonnes of rice to Sri Lanka.",
        Want("AID", "JPN", "LKA"),
        fails="lexicon: word or mode missing",
    ),
    case("Algeria cut diplomatic ties with Morocco.", Want("SANCTION", "DZA", "MAR")),
    case("Finland deployed 500 troops along its border with Russia.", Want("MOBILIZE", "FIN", mode="troops")),
    case(
        "Authorities in Almaty imposed a curfew on Wednesday.",
        Want("COERCE", "authorities", mode="curfew", place="Almaty", when="2022-03-16"),
    ),
    case(
        "Thousands of farmers marched through Warsaw.",
        Want("PROTEST", "farmers", mode="demo", place="Warsaw"),
        at_most=1,
    ),
    case("Iraqi prime minister Mustafa al-Kadhimi rejected the proposal.", Want("REJECT", "mustafa-al-kadhimi")),
    case(
        "North Korea fired a missile into the sea on Wednesday.",
        Want("MOBILIZE", "PRK", mode="weapons", when="2022-03-16"),
    ),
    case(
        "A court in Managua sentenced the opposition leader to nine years in prison.",
        Want("SANCTION", "court", "opposition", mode="convict", place="Managua"),
    ),
    case(
        "The ELN freed a kidnapped engineer in Arauca.",
        Want("RETREAT", "eln/National Liberation Army", "engineer", mode="release", place="Arauca"),
    ),
    case(
        "Prosecutors in Seoul opened an investigation into the governor.",
        Want("ACCUSE", "prosecutors", "governor", mode="investigate", place="Seoul"),
    ),
]
PROTESTS = [
    case(
        "Thousands of teachers marched in Lima on Friday to demand higher pay from the government.",
        Want("PROTEST", "teachers"),
        Want("REQUEST", "teachers", "government", within="PROTEST"),
    ),
    case(
        "Nurses in Accra held a march demanding higher wages from the government.",
        Want("PROTEST", "nurses"),
        Want("REQUEST", "nurses", within="PROTEST"),
    ),
    case(
        "Farmers protested in Delhi, accusing the government of breaking its promises.",
        Want("PROTEST", "farmers"),
        Want("ACCUSE", "farmers", within="PROTEST"),
    ),
]

PARTICLES = [
    nothing("Ban Ki-moon declined to elaborate."),
    case("Shootings at the Green Hotel in Kabul killed nine.", Want("ASSAULT", "-", count="killed=9")),
    case(
        "A large number of farmers were killed in a raid near Jos.", Want("ASSAULT", "-", "farmers", count="killed=2+")
    ),
    case("A family was killed by shells in Aden.", Want("ASSAULT", "-", count="killed=2+")),
    case("A leader of the rebels was killed by shells in Aden.", Want("ASSAULT", "-", count="killed=1")),
    case("Mr Zulu, ousted Saturday from his post in Lusaka, is wanted by the police.", Want("COERCE", "-", "Zulu")),
    case("With the Kenyan minister now ousted, the party looks weak.", Want("COERCE", "-", "minister/KEN")),
    nothing("Units of the Iraqi army have demonstrated an incapacity."),
    case("Students demonstrated this week in Cairo.", Want("PROTEST", "students")),
    case(
        "The guerrillas handed over their weapons to the police.",
        Want("RETREAT", "guerrillas", "police", mode="disarm"),
    ),
    case("The minister called off the talks.", Want("REJECT", "minister")),
    case(
        "The bank has filed a lawsuit in a court in Nairobi against a Ghanaian lender.",
        Want("ACCUSE", "bank", "GHA/lender"),
    ),
    case("Kenya summoned a senior Ugandan diplomat on Thursday.", Want("ACCUSE", "KEN", "UGA")),
    case("Nato troops attacked Farc rebels.", Want("ASSAULT", "nato", "farc")),
]

SENSES = [
    case("Turkey launched a military operation in northern Syria.", Want("ASSAULT", "TUR", "SYR")),
    case("The bishop called the strikes on Sanaa a disgrace.", Want("ASSAULT", "-"), never="PROTEST"),
    case(
        "The union told its workers in Lagos that the strike would go on.",
        Want("PROTEST", mode="strike", status="planned"),
    ),
    case("An envoy sat in on the talks in Doha.", Want("CONSULT"), never="PROTEST"),
    case("The battle against corruption in Nairobi goes on.", never="ASSAULT"),
    case("The Economic Community of West African States agreed to a truce.", Want("AGREE"), never="COOPERATE"),
    case("The government of Peru will not meet the demands of the miners.", Want("REJECT", "PER.government", "miners")),
]

BEHIND = [
    case("Libya freed 37 prisoners late on Tuesday.", Want("RETREAT", "LBY", "prisoners", mode="release")),
    case(
        "Israel's air force carried out strikes on Friday evening against Hamas targets.",
        Want("ASSAULT", "ISR", "hamas"),
    ),
    case("The president of Chad rejected every offer made by the Taliban.", Want("REJECT", "TCD", "taliban")),
    case("The court in Jinja rejected an appeal filed by the students.", Want("REJECT", "court", "students")),
    case(
        "Prosecutors in Accra opened an inquiry into claims that soldiers robbed a bank.",
        Want("ACCUSE", "prosecutors", "soldiers/GHA.forces"),
    ),
    case(
        "West African leaders threatened to use force against the mutineers.", Want("THREATEN", "leaders", "mutineers")
    ),
    case("Guinea and Benin signed a treaty in Nairobi.", Want("SUPPORT", "GIN; BEN", "GIN; BEN")),
    case("General Abdou Kane declared himself head of state.", never="COERCE"),
    case("France praised the Texas government.", Want("SUPPORT", "FRA", "Texas government")),
    case("The Kyiv government banned the march.", Want("COERCE", "UKR.government")),
    case("Kenya signed an agreement with the Gujarat government.", Want("SUPPORT", "KEN", "Gujarat government")),
]

HEADLINES = [
    case("Nine arrested after raid in Lyon", Want("COERCE", "-", mode="arrest", place="Lyon")),
    case("3 teachers shot, killed in Lagos", Want("ASSAULT", "-", "teachers", place="Lagos")),
    case("At least 26 killed, hundreds injured in Accra", Want("ASSAULT", "-", place="Accra")),
    case("Four killed in blast at Goma market", Want("ASSAULT", "-", "people", count="killed=4", place="Goma")),
    case(
        "Six injured in attack at church in Lagos",
        Want("ASSAULT", "-", count="wounded=6", place="Lagos"),
        fails="misparse",
    ),
    case("Three men shot at a guard in Lagos.", Want("ASSAULT", "men", "guard", place="Lagos")),
    case("Two soldiers killed and wounded villagers in Mopti.", Want("ASSAULT", "soldiers", "villagers")),
]
COMPANY = [
    case("Talks in Bern brought together the leaders of Mali and Niger.", Want("CONSULT", "MLI; NER", place="Bern")),
    case("The festival brought together singers from Mali.", never="CONSULT"),
    case(
        "The two generals sat down together in Lomé on Friday.",
        Want("CONSULT", "generals", place="Lom"),
        never="PROTEST",
    ),
    case("Kenya's president sat together with the strikers in Kisumu.", Want("CONSULT", "KEN/kenyatta; strikers")),
    case(
        "The minister called on the patriarch at his residence in Aleppo.",
        Want("CONSULT", "minister", "patriarch", mode="visit", place="Aleppo"),
        never="REQUEST",
    ),
    case("The minister called on the patriarch to leave Aleppo.", Want("REQUEST", "minister", "patriarch")),
    case("The premier welcomed the envoys in his office.", Want("CONSULT", "envoys", "premier", mode="visit")),
    case("The outcome of the talks that Kenya and Uganda held on Friday is not known.", Want("CONSULT", "KEN; UGA")),
    case("The truce that Kenya and Uganda signed held on Friday.", never="CONSULT"),
    case(
        "The appeal was made at a meeting on Wednesday of union leaders with the mayor.",
        Want("CONSULT", "leaders", when="2022-03-16"),
    ),
    case(
        "Kenyan envoys reviewed the dangers that face the dam in a meeting in Lamu on Friday.",
        Want("CONSULT", "KEN.ministry.foreign/KEN", place="Lamu"),
    ),
    case(
        "The officer whom Chad has threatened to arrest met union leaders in Lomé.",
        Want("CONSULT", "officer; union leaders", place="Lom"),
    ),
    case("On the eve of a summit of African leaders, the king spoke.", Want("AGREE", "leaders", status="planned")),
    case("The premier flew to Togo ahead of a summit of African leaders.", Want("AGREE", "leaders", status="planned")),
    case("Uhuru Kenyatta and two bishops were among the guests.", Want("CONSULT", "uhuru-kenyatta; bishops")),
    case(
        "The two mayors came together in Gulu on Friday.",
        Want("CONSULT", "mayors", place="Gulu"),
    ),
    case(
        "The leaders of Kenya and Uganda were at the same table in Lamu on Friday.",
        Want("CONSULT", "KEN; UGA", place="Lamu", when="2022-03-11"),
    ),
    case("Kenyan officials came together in grief on Friday.", never="CONSULT"),
]
VERBS_LIKE_ADJECTIVES = [
    case("Jets bombed rebels near Jos on Monday.", Want("ASSAULT", "jets", "rebels", mode="aerial")),
    case("Residents said jets bombed villages near Bol.", Want("ASSAULT", "jets")),
    case("The army deported miners in the valley on Friday.", Want("COERCE", "army", "miners", mode="deport")),
    case("Police clubbed protesters in Cotonou.", Want("ASSAULT", "police", "protesters")),
    case("Troops injured students in Bouaké, doctors said.", Want("ASSAULT", "troops", "students")),
    case("Nine wounded soldiers arrived in Bamako.", never="ASSAULT"),
    case("The bombed bridge in Mopti was rebuilt.", never="ASSAULT"),
]
WHAT_STANDS_BEHIND = [
    case(
        "The release of 40 hostages by the rebels was confirmed in Bangui.",
        Want("RETREAT", "rebels", "hostages", mode="release"),
    ),
    case("The release of the tanker by Iran took place.", Want("RETREAT", "IRN", mode="release")),
    case("The release of the documents by the court in Suva was delayed.", never="RETREAT"),
    case("The arrest of two students by police sparked anger.", Want("COERCE", "police", "students", mode="arrest")),
    case("The execution of the budget by the ministry in Lomé was slow.", never="ASSAULT"),
    case(
        "The execution of two men by the junta in Lomé was condemned.",
        Want("ASSAULT", "government", "men", mode="execute"),
    ),
    case("The bank launched an offensive against fraud.", never="ASSAULT"),
    case("The army launched an offensive against rebels.", Want("ASSAULT", "army", "rebels")),
    case("The shooting of the film in Fez was halted.", never="ASSAULT"),
]
TOGETHER = [
    case("Uhuru Kenyatta and Yoweri Museveni saw each other in Gulu on Friday.",
         Want("CONSULT", "uhuru-kenyatta; yoweri-museveni", place="Gulu", when="2022-03-11")),
    case("The two clans see each other as rivals.", never="CONSULT"),
    case("Uhuru Kenyatta sat across a table from Yoweri Museveni in Gulu.",
         Want("CONSULT", "uhuru-kenyatta; yoweri-museveni", place="Gulu")),
    case("The mayor sat in his car in Gulu.", never="PROTEST CONSULT"),
    case("The two mayors got together in Gulu on Friday.", Want("CONSULT", "mayors", place="Gulu")),
    case("The village got together the money for a well.", never="CONSULT"),
    case("Uhuru Kenyatta and Yoweri Museveni appeared side by side in Gulu.",
         Want("CONSULT", "uhuru-kenyatta; yoweri-museveni")),
    case("Uhuru Kenyatta shared a platform with Yoweri Museveni in Gulu.",
         Want("CONSULT", "uhuru-kenyatta; yoweri-museveni")),
    case("Uhuru Kenyatta chaired a meeting of mayors in Gulu on Friday.",
         Want("CONSULT", "uhuru-kenyatta", place="Gulu")),
    case("Two bishops presided.", Want("CONSULT", "bishops")),
    case("The judge presided.", never="CONSULT"),
    case("The warplanes dropped two bombs on a camp near Gulu.", Want("ASSAULT", mode="aerial"), never="CONSULT"),
    case("The emir received the Chadian ambassador in Doha.", Want("CONSULT", "TCD", "emir", mode="visit")),
    case("Uhuru Kenyatta came to Gulu on Friday for a conversation with Yoweri Museveni.",
         Want("CONSULT", "uhuru-kenyatta; yoweri-museveni", when="2022-03-11")),
    case("The statement followed a visit by Uhuru Kenyatta, the president of Kenya, to Yoweri Museveni in Gulu.",
         Want("CONSULT", "uhuru-kenyatta", "yoweri-museveni", mode="visit"), fails="misparse"),
    case("Uhuru Kenyatta and Yoweri Museveni issued the appeal following a meeting in Gulu on Friday.",
         Want("CONSULT", "uhuru-kenyatta; yoweri-museveni", place="Gulu", when="2022-03-11")),
]  # fmt: skip
ELLIPSIS = [
    case("Uhuru Kenyatta and Yoweri Museveni do not often appear together. On Wednesday they did, in Gulu.",
         Want("CONSULT", "uhuru-kenyatta; yoweri-museveni", place="Gulu", when="2022-03-16")),
    case("Ministers rarely visit the camp in Gulu. Last week two did.",
         Want("CONSULT", "ministers", mode="visit", when="2022-03-07/2022-03-13")),
    case("The two presidents had not met since May. On Friday they did.",
         Want("CONSULT", "president", when="2022-03-11")),
    case("The rebels threatened to shell Goma. On Monday night they did.",
         Want("ASSAULT", "rebels", place="Goma", when="2022-03-14")),
    case("Uhuru Kenyatta seldom meets Yoweri Museveni. On Tuesday he did so in Gulu.",
         Want("CONSULT", "uhuru-kenyatta; yoweri-museveni", place="Gulu", when="2022-03-15")),
    case("Uhuru Kenyatta met Yoweri Museveni on Friday. He did so in Gulu.", Want("CONSULT", place="Gulu")),
    case("The mayor never speaks to the strikers. On Friday she did.", Want("CONSULT", "mayor", when="2022-03-11")),
    case("The army said that it would not fire on the crowd. It did.", Want("ASSAULT", mode="firearms")),
    case("The police do not carry guns. Nor did they.", at_most=0),
    case("The two presidents had not met since May. On Friday they did not.", never="AGREE", at_most=1),
    case("The rebels shelled Goma more often than they did last year.",
         Want("ASSAULT", "rebels", status="happened/historical"), at_most=1),
    case("The two presidents have not met. When they did, in May, it rained.", at_most=1),
]  # fmt: skip
DRIVEN_OUT = [
    case("Insurgents were driven out of Ramadi by the Iraqi army.", Want("ASSAULT", "IRQ.forces", "Insurgents")),
    case("Malian troops expelled the militants from Gao.", Want("ASSAULT", "MLI.forces", "militants")),
    case("The army ousted the militants from Kismayo.", Want("ASSAULT", "army", "militants")),
    case("Belgium expelled the Congolese ambassador.", Want("SANCTION", "BEL", mode="expel")),
    case("Niger expelled the French forces from the country.", Want("SANCTION", "NER", "FRA.forces", mode="expel")),
    case("Myanmar drove thousands of villagers from their homes.", Want("SANCTION", "MMR", "villagers", mode="expel")),
]
FOR_WHOM = [
    case(
        "The United States launched airstrikes in support of Iraqi forces near Tikrit.",
        Want("ASSAULT", "USA", "-", mode="aerial", place="Tikrit"),
        at_most=1,
    ),
    case("The coalition bombed the bridge in support of Libyan troops.", Want("ASSAULT", "coalition", "-"), at_most=1),
    case(
        "French jets carried out airstrikes on rebels near Gao in support of Malian forces.",
        Want("ASSAULT", "FRA", "rebels"),
        at_most=1,
    ),
]
OCCASIONS = [
    case(
        "The army shelled the town after an attack by rebels on a convoy.",
        Want("ASSAULT", "army", mode="heavy-weapons"),
        Want("ASSAULT", "rebels", "convoy"),
    ),
    case(
        "The army shelled the town in response to a raid by the rebels on Kenya.",
        Want("ASSAULT", "army", mode="heavy-weapons"),
        Want("ASSAULT", "rebels", "KEN"),
    ),
    case("Rebels killed four soldiers after an ambush near Gao.", Want("ASSAULT", "Rebels", "soldiers"), at_most=1),
]
WARNINGS = [
    case("Russia warned that it would respond.", Want("THREATEN", "RUS")),
    case("Vladimir Putin warned that Russia would retaliate.", Want("THREATEN", "vladimir-putin")),
    case("Russia warned Ukraine that rain was coming.", Want("THREATEN", "RUS", "UKR")),
    case("China's warning to Taiwan came on Friday.", Want("THREATEN", "CHN", "TWN")),
    case("The minister insisted that the rebels leave Kivu.", Want("REQUEST", "minister", "rebels")),
    case("Moscow also insists that Libya make no deal.", Want("REQUEST", "RUS")),
    case("The minister insisted that the rebels must leave Kivu.", Want("REQUEST", "minister", "rebels")),
    case("Norway expressed its support for Kenya.", Want("SUPPORT", "NOR", "KEN")),
]
SERIES = [
    case("Kenya launched an intense campaign of airstrikes against the rebels in Mali on Monday.",
         Want("ASSAULT", "KEN", "rebels", mode="aerial")),
    case("Ethiopia carried out a series of raids on rebel camps on Monday.", Want("ASSAULT", "ETH", "rebel")),
    case("Rebels launched a string of attacks on villages in Mali.", Want("ASSAULT", "rebels")),
    case("A wave of raids was carried out by the militia.", Want("ASSAULT", "militia")),
    case("The army faced a wave of attacks by rebels in Mali.", Want("ASSAULT", "rebels", "army")),
    case("Kenya and Uganda held a new round of talks in Oslo.", Want("CONSULT", "KEN; UGA")),
    case("Kenya gave details of the attack.", Want("ASSAULT", "-")),
]  # fmt: skip
ISSUED = [
    case("Kenyan lawmakers signed a statement demanding that Uganda free the miners.", Want("REQUEST", "KEN", "UGA")),
    case("Uganda issued a letter accusing Kenya of spying.", Want("ACCUSE", "UGA", "KEN")),
    case("Ethiopia launched an operation targeting rebels near the border.", Want("ASSAULT", "ETH", "rebels")),
    case("The mayor received a letter accusing the army of torture.", Want("ACCUSE", "-", "army")),
    case("The militia in Mali took a dam, sending villagers fleeing.", Want("SANCTION", "-", "villagers")),
    case("The army in Mali took a dam, sending minority communities fleeing.", Want("SANCTION", "-")),
]  # fmt: skip
CLAIMED = [
    case("Al-Shabaab claimed responsibility for the attack in Nairobi.", Want("ASSAULT", "Shabaab")),
    case("The rebels have claimed several attacks that killed farmers this year.",
         Want("ASSAULT", "rebels", "farmers"), fails="claimed without 'responsibility'"),
    case("No group claimed responsibility for the bombing in Nairobi.", Want("ASSAULT", "-")),
    case("The rebels have not claimed responsibility for the attack.", Want("ASSAULT", "-")),
    case("The general claimed the attack on the port was over.", Want("ASSAULT", "-", status="alleged")),
]  # fmt: skip
GROUPS = {
    "series": SERIES,
    "claimed": CLAIMED,
    "issued": ISSUED,
    "driven out": DRIVEN_OUT,
    "for whom": FOR_WHOM,
    "occasions": OCCASIONS,
    "warnings": WARNINGS,"verbs like adjectives": VERBS_LIKE_ADJECTIVES, "what stands behind": WHAT_STANDS_BEHIND,
          "together": TOGETHER, "ellipsis": ELLIPSIS, "company": COMPANY, "headlines": HEADLINES,
          "senses": SENSES, "protests": PROTESTS, "particles": PARTICLES, "behind": BEHIND,
          "voices": VOICES, "coordination": COORDINATION, "relatives": RELATIVES, "control": CONTROL,
          "light verbs": LIGHT_VERBS, "nouns": NOUNS, "meetings": MEETINGS, "types": TYPES}  # fmt: skip
