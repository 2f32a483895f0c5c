"""`make bench`: how long our pages take beside Django admin's list of the same rows."""
