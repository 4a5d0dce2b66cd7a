"""What a limit of moves costs: the largest total score of so many people placed, for about a dozen numbers, exactly."""

import numpy as np
from scipy.sparse import csr_array

from asnkarier.analysis.arrays import Ints
from asnkarier.analysis.placement.matching import best_matching


def totals_of_moves(scores: csr_array, seats: Ints, points: int) -> tuple[tuple[int, int], ...]:
    """Return (people placed, largest total), ascending, up to the number that the best placement of all places.

    scores: posts x people, whole numbers above 0; seats: places of each post. The largest total is concave in the number of people, so it is known
    wherever its corners are; a price per person that lies between two known ones finds the next (Eisner and Severance 1976).
    """
    rows = _seats_of_best(scores, np.minimum(seats, np.diff(scores.indptr)))
    count, total = _placed(rows, best_matching(rows))
    corners = {0: 0, count: total}
    steps = min(count, points)
    wanted = sorted({round(count * at / steps) for at in range(1, steps + 1)}) if steps else []
    return tuple((number, _total(rows, corners, number)) for number in wanted)


def _seats_of_best(scores: csr_array, seats: Ints) -> csr_array:
    """Return a row per seat; of each post only so many of the best as there are seats, as the others never lack one of them."""
    most = int(seats.sum())
    keep = np.zeros(scores.nnz, dtype=np.bool_)
    for post in range(len(seats)):
        line = np.arange(scores.indptr[post], scores.indptr[post + 1])
        keep[line[np.argsort(-scores.data[line], kind="stable")[:most]]] = True
    post_of_pair = np.repeat(np.arange(len(seats)), np.diff(scores.indptr))
    few = csr_array((scores.data[keep], (post_of_pair[keep], scores.indices[keep])), shape=scores.shape)
    return csr_array(few[np.repeat(np.arange(len(seats)), seats)])


def _total(rows: csr_array, corners: dict[int, int], number: int) -> int:
    """Return the largest total of `number` people; corners: those that are known, which grow."""
    while number not in corners:
        low = max(one for one in corners if one < number)
        high = min(one for one in corners if one > number)
        people, price = high - low, corners[high] - corners[low]
        # Whole numbers: scores times people, less what one more person brings between the two.
        worth = rows.data * people - price
        kept = worth > 0
        pairs = rows.tocoo()
        charged = csr_array((worth[kept], (pairs.row[kept], pairs.col[kept])), shape=rows.shape)
        count, total = _placed(rows, best_matching(charged))
        if not low < count < high or total * people - price * count <= corners[low] * people - price * low:
            # Nothing lies above the line between the two.
            return corners[low] + price * (number - low) // people
        corners[count] = total
    return corners[number]


def _placed(rows: csr_array, partner: Ints) -> tuple[int, int]:
    """Return how many people a matching places, and their total by the scores of `rows`."""
    filled = np.flatnonzero(partner >= 0)
    return len(filled), sum(int(rows[seat, partner[seat]]) for seat in filled.tolist())
