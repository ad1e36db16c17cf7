"""The commands by what they are about, each module with a small app of its own that `hinterland.cli` gathers. Nothing heavy is imported here."""
