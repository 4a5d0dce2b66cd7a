"""The plan a careful person makes by hand: the most benefit for what it uses up first, while money and seats last."""

import numpy as np
from numpy.typing import NDArray

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.training.solving.fill import fill_whole_classes
from asnkarier.analysis.training.solving.instance import TrainingInstance


def greedy_plan(instance: TrainingInstance) -> Ints:
    """Return pairs by benefit per cost (with its share of a full class), ties by benefit, person and course.

    The cost is what each resource gives up, scarce ones weighing more; rupiah where nothing is limited.
    """
    cost = _costs(instance)
    rate = np.divide(instance.benefit, cost, out=np.full(len(cost), np.inf), where=cost > 0)
    order = np.lexsort((instance.course, instance.person, -instance.benefit, -rate))
    return fill_whole_classes(instance, order, np.empty(0, dtype=np.int64))


def _costs(instance: TrainingInstance) -> NDArray[np.float64]:
    resources, terms = instance.resources, instance.courses
    if resources.rows:
        of_place, of_class = resources.weighed(resources.scarcity)
    else:
        of_place, of_class = terms.biaya[None, :].astype(np.float64), terms.biaya_kelas.astype(np.float64)
    table = of_place + of_class / np.maximum(terms.kuota, 1)
    cost: NDArray[np.float64] = table[instance.set_of_pair, instance.course]
    return cost
