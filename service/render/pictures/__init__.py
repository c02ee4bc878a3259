"""Pictures of a report as a whole: where each version goes astray, who goes with whom, what changed from step to step.

Values and SVG; the words around them are the pages'.
"""
