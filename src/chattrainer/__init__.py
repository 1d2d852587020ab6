"""chattrainer: practise and examine customer-service chat, one to four simulated customers at a time."""

__version__ = "0.1.0"
