"""From a report to text, JSON, CSV or HTML."""
