"""Words that look like events and tell of none."""

from __future__ import annotations

from expectations import nothing

IDIOMS = [
    nothing("The two firms hope that they can strike a deal this year."),
    nothing("Markets in Tokyo were hit by fears of inflation."),
    nothing("The striker fired Ghana into the final.", fails="sport"),
    nothing("Nadal beat Djokovic in four sets in Paris.", fails="sport"),
    nothing("The director shot a film about love in Havana."),
    nothing("A storm battered the coast of Mozambique."),
    nothing("At least 40 people were killed in an earthquake in Haiti."),
    nothing("Floods killed 30 people in Bihar."),
    nothing("Two people died in a car crash near Porto."),
    nothing("The novel captures the mood of Istanbul in winter."),
    nothing("She won the hearts of voters in Ohio."),
    nothing("The company launched a new phone in Shenzhen."),
    nothing("He suffered a heart attack in Vienna."),
    nothing("The bombshell report shook the bank in Zurich."),
    nothing("The singer fought cancer for three years."),
    nothing("Arsenal met Chelsea at Wembley."),
    nothing("Prices in Accra rose by a fifth in February."),
    nothing("The new law targets plastic waste in Kigali."),
    nothing("The minister declined to comment."),
    nothing("Kazakhstan is the largest landlocked country in the world."),
    nothing("Analysts say the war on waste is far from over."),
    nothing("The museum in Cairo was visited by many schools."),
    nothing("The bus was carrying people from a wedding in Oaxaca."),
    nothing("Coffee shops in Lima call for patience."),
    nothing("The general store was robbed of its charm by the new owners."),
    nothing("The mayor died of a heart attack in Arequipa."),
    nothing("An avalanche buried five climbers in Kashmir."),
    nothing("The ferry sank in a storm off Cebu and 20 people drowned."),
    nothing("A fire at a hospital in Antananarivo killed eleven.", fails="disasters as subjects of kill"),
    nothing("The singer endorsed a brand of tea.", fails="goods and customers are no politics"),
    nothing(
        "The bank expressed regret over the delay to its new branch in Leipzig.",
        fails="goods and customers are no politics",
    ),
    nothing("The chess champion attacked on the queen's side and won in Chennai."),
]
NO_ACT = [
    nothing("The minister insisted that the harvest was good in Kivu."),
    nothing("The harvest is good, the minister insisted on Wednesday."),
    nothing("The senator gets much of his support from Kenya."),
    nothing("The mayor has the support of the army."),
    nothing("The drones flew in support of Iraqi operations."),
    nothing("Farmers and traders warn about the growing threat of drought."),
    nothing("The lawmaker's warning about the mine came too late in Ankara."),
    nothing("Their passports allow them to board a flight."),
    nothing("The scouts camped out in a forest."),
    nothing("The drill was a demonstration of force."),
    nothing("Both sides recognize something has to be done."),
    nothing("The deputy recognised the weakness of the plan."),
    nothing("The drought threatens the town."),
    nothing("His attacks on the character of the mayor grew."),
    nothing("Forgive me, the king is late."),
]
GROUPS = {"nothing": IDIOMS, "no act": NO_ACT}
