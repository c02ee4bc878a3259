"""What a comparison says of each version as a whole: how close it is, and what it tends to do."""
