"""Pages of the roof: the board, search, health, and what is said when something is wrong."""
