"""Charts that span the apps."""
