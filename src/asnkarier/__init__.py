"""Competency-based careers of Indonesian civil servants: gaps, training, promotion, placement."""

__version__ = "0.1.0"
