"""`chattrainer` without a command: the terminal interface, from its lobby."""

from chattrainer.cli.screen import open_lobby

__all__ = ["open_lobby"]
