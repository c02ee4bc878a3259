"""Argos packages from an index or a file: fetched, checked, tried out, then put in their place in one rename."""
