"""Every read that spans models; results are dataclasses or querysets."""
