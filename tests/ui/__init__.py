"""What members see in Discord, tested on the simulated one."""
