"""What other programs read: one module a format, found by name through `registry`."""
