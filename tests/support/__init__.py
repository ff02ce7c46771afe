"""What several test modules share: the simulated Discord, a small knowledge base, reading messages."""
