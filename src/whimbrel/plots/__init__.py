"""Pictures of a chronicle, drawn with matplotlib (the extra `plots`): one file a kind, found by name in `kinds`."""
