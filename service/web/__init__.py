"""The pages on which editors start comparisons, review what was found and hand it on."""
