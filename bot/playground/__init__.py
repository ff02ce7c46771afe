"""The real bot on a simulated Discord, in the browser, without a token."""
