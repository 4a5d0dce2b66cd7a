"""The plan a careful person makes by hand: the most benefit per rupiah first, while money and seats last."""

import numpy as np

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.fill import fill_whole_classes
from asnkarier.analysis.training.solving.instance import TrainingInstance


def greedy_plan(instance: TrainingInstance) -> Ints:
    """Return pairs by benefit per cost (with its share of a full class), ties by benefit, person and course."""
    terms = instance.courses
    cost = (terms.biaya + terms.biaya_kelas / np.maximum(terms.kuota, 1))[instance.course]
    rate = np.divide(instance.benefit, cost, out=np.full(len(cost), np.inf), where=cost > 0)
    order = np.lexsort((instance.course, instance.person, -instance.benefit, -rate))
    return fill_whole_classes(instance, order, np.empty(0, dtype=np.int64))
