"""Words of projects."""
