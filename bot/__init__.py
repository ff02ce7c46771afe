"""ResponsiBot: a Discord study bot for the AWS Shared Responsibility Model and the Acceptable Use Policy."""

__version__ = "0.1.0"
