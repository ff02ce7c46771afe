"""Questions, decks and their order: plain functions and frozen dataclasses, without clock, chance or I/O."""
