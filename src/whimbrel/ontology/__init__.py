"""The ontology: PLOVER's types, modes and contexts, and what each is in CAMEO, as a score and as a quad class."""

from whimbrel.ontology.contexts import CONTEXTS
from whimbrel.ontology.plover import Placing, modes, placing
from whimbrel.ontology.suffered import SUFFERED

__all__ = ["CONTEXTS", "SUFFERED", "Placing", "modes", "placing"]
