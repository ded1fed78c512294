"""Six invented reports that have nothing in common, for sites to tell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Report:
    """A headline and the paragraphs below it."""

    title: str
    paragraphs: tuple[str, ...]


def report(title: str, text: str) -> Report:
    """A report written as one text, paragraphs parted by an empty line."""
    return Report(title, tuple(" ".join(paragraph.split()) for paragraph in text.split("\n\n")))


FERRY = report(
    "Ferry Aldwyn runs aground off Brennock",
    """
    The car ferry Aldwyn ran aground on a sandbank off Brennock shortly after dawn with 214 passengers aboard,
    the coastguard in Port Hestry said. Nobody was hurt, and the hull appears to be sound.

    Captain Morwen Tallis had steered wide of the usual channel to avoid two trawlers whose lights had failed,
    according to the shipping company. The keel touched bottom eleven minutes later.

    Tugs from Port Hestry will try to pull the vessel free at the evening tide. Until then, tea and blankets are
    being handed out on the car deck, where children have chalked a long hopscotch between the lorries.
    """,
)
ORCHARD = report(
    "Late frost destroys half of Quenby apple blossom",
    """
    Growers around Quenby expect to lose half of their apple harvest after three nights of frost, the regional
    chamber of agriculture reported. Temperatures in the orchards fell to six degrees below zero.

    Many farms burned paraffin candles between the rows and sprayed the branches with water so that a shell of
    ice would shield the buds. On the northern slopes even that was not enough.

    Agronomist Ottilie Verbeek advises against ploughing up damaged trees: most of them will bear fruit again
    next year. The chamber wants the ministry to open its hardship fund for cider makers as well.
    """,
)
TUNNEL = report(
    "Drilling starts for the Varga tunnel under Mount Ossel",
    """
    Engineers have begun to drill the Varga tunnel, which is to carry goods trains under Mount Ossel from 2034
    on. The boring machine, nicknamed Grandmother, weighs 1,900 tonnes and moves nine metres on a good day.

    Geologists found a layer of wet clay in the eastern third of the route. It has to be frozen with brine
    before the machine may enter, said project leader Ferenc Halmos at the ceremony.

    Villagers of Lower Ossel complained about lorries on the single road through the valley. The railway
    promised a conveyor belt four kilometres long that takes the rock straight to the quarry.
    """,
)
LIBRARY = report(
    "Missing psalter found behind a radiator in Corvey Street library",
    """
    A medieval psalter that had been missing for forty-one years was found behind a radiator of the Corvey
    Street library. A plumber spotted the parchment while he was replacing a rusty valve.

    The book with its eighty-six painted initials was thought to have been stolen during a reading by the poet
    Lucan Ferris. Librarian Imke Sandoval believes that it simply slipped from an overloaded trolley.

    Conservators will now flatten the warped pages and remove a layer of dust and plaster. From autumn on
    visitors may look at one opening of the manuscript each month, under glass and dim light.
    """,
)
OBSERVATORY = report(
    "Kestrel Peak telescope spots comet with a double tail",
    """
    Astronomers at the Kestrel Peak observatory have discovered a comet with two bright tails that may become
    visible to the naked eye in November. It carries the provisional name Ndiaye-Okafor.

    The smaller tail points almost towards the sun, an effect of dust grains left along the orbit. Similar
    sights were recorded in 1957, said the discoverer Awa Ndiaye.

    Amateurs are asked to photograph the object every clear evening and to send in their exposures. The team
    wants to measure how quickly the nucleus turns, and whether fragments have broken off.
    """,
)
BAKERY = report(
    "Bakers of Lindholt go on strike over night work",
    """
    About nine hundred bakers in Lindholt stopped work at midnight to protest against unpaid night hours. Many
    shops sold out their rye bread by seven, and queues formed outside the three ovens still burning.

    The guild offers a bonus of four crowns an hour, the union demands nine. Union secretary Saskia Brandvold
    called the offer an insult kneaded overnight and baked too briefly.

    Mediator Joris Aalberg has invited both sides for Thursday. Hospitals and schools are supplied by volunteers
    who bake under the supervision of retired masters.
    """,
)
ALL = (FERRY, ORCHARD, TUNNEL, LIBRARY, OBSERVATORY, BAKERY)
