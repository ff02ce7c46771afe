"""What keeps the running bot observable: logs, heartbeat, counters, error reports. Knows no discord."""
