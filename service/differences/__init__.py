"""The kinds of difference, one file each."""
