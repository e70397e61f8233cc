"""What the templates of single pages show: plain words and flags, nothing left to reckon in a template."""
