"""How the models that Whimbrel ships are made: `python -m training` from a clone. See MODEL_CARD.md."""
