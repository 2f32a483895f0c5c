"""Forms of enterprises and parks."""
