"""The chronicle's schema, step by step. Never edit a step that was released: add the next."""
