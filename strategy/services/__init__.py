"""Every write that has an actor, one noun a file."""
