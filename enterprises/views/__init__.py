"""The pages of enterprises and parks."""
