"""Pure frozen types and the tree of errors. Imports nothing else of the project."""
