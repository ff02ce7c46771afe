"""The real bot on the real Discord: addresses, log-in, registering commands, the way it ends."""
