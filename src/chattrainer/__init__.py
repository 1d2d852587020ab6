"""chattrainer: practise and examine customer-service chat, one to three simulated customers at a time."""

__version__ = "0.1.0"
