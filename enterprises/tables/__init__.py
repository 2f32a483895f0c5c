"""The tables of the enterprise and park lists."""
