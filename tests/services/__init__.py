"""What members and admins can do, tested without Discord."""
