"""Everything that a member sees in Discord: commands, cards, buttons and errors."""
