"""Adapters to translators, detectors and embedders, loaded at first use."""
