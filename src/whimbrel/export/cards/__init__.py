"""Nouns as pieces of HTML for a notebook: escaped, without scripts, with no style but their own."""
