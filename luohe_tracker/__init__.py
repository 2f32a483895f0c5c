"""The roof of the Luohe strategy tracker: settings, addresses, security and the board."""

__version__ = "0.1.0"
