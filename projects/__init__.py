"""Projects: stages, investment and pipeline."""
