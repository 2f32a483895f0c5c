"""Pure rules of parks: what lies within what, and the sums over a park. No Django, no clock."""
