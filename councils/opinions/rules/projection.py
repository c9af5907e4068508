"""From many statements to two directions: where people differ most, and where each of them stands.

Principal components of the votes, with gaps filled by each statement's mean, and people placed by their own votes only
(the method of Polis, doc/math in compdemocracy/polis).
"""

from dataclasses import dataclass

import numpy as np

from councils.opinions.rules.matrix import Matrix, Reals

AXES = 2
# directions along which nobody differs
_FLAT = 1e-9
_NEAR_ROUNDS = 20
# directions that are turned together, how often at most, and when they count as standing still
_BESIDE, _MOST_ROUNDS, _STILL = 8, 500, 1e-13


@dataclass(frozen=True)
class Axes:
    """Two directions in the space of statements: the mean vote on each statement, and what it adds to either direction."""

    means: Reals
    directions: Reals


def axes(made: Matrix) -> Axes:
    """The two directions along which the votes differ most. Zero where there are not so many."""
    means, around = _centred(made)
    together = around.T @ around
    directions = np.zeros((AXES, len(means)))
    for place, (spread, direction) in enumerate(_widest(together)):
        if spread > _FLAT:
            directions[place] = _turned(direction)
    return Axes(means, directions)


def _widest(together: Reals) -> list[tuple[float, Reals]]:
    """The two widest principal directions with their spread, by subspace iteration (Rutishauser 1969).

    A full decomposition costs more, above all on a busy machine: its many small steps are shared by several threads, each
    waiting for the others. Here a few directions more than needed are turned until the widest two no longer move.
    """
    size = min(_BESIDE, len(together))
    if not size:
        return []
    around = np.cos(np.outer(np.arange(1.0, len(together) + 1), np.arange(1.0, size + 1)))
    spreads, before = np.zeros(size), np.full(size, np.inf)
    for _ in range(_MOST_ROUNDS):
        around, _ = np.linalg.qr(np.einsum("ij,jk->ik", together, around))
        spreads, turned = np.linalg.eigh(around.T @ np.einsum("ij,jk->ik", together, around))
        around = around @ turned
        if np.allclose(spreads[-AXES:], before[-AXES:], rtol=_STILL, atol=_FLAT):
            break
        before = spreads
    return [
        (float(spreads[column]), around[:, column])
        for column in range(size - 1, max(-1, size - 1 - AXES), -1)
    ]


def axes_near(made: Matrix, start: Axes) -> Axes:
    """The same plane for votes much like those of ``start``, by a few rounds of power iteration from there on.

    Far cheaper than a decomposition, and without its many small steps that several threads would share, which takes many
    times as long on a busy machine. Its directions may be turned within their plane.
    """
    means, around = _centred(made)
    together = around.T @ around
    plane = start.directions.T
    for _ in range(_NEAR_ROUNDS):
        plane = np.einsum("ij,jk->ik", together, plane)
        first = plane[:, 0] / max(float(np.sqrt((plane[:, 0] ** 2).sum())), _FLAT)
        second = plane[:, 1] - (plane[:, 1] * first).sum() * first
        second /= max(float(np.sqrt((second**2).sum())), _FLAT)
        plane = np.stack((first, second), axis=1)
    return Axes(means, plane.T)


def _centred(made: Matrix) -> tuple[Reals, Reals]:
    """Each statement's mean, and the votes around it: a gap filled by the mean lies at zero."""
    seen = made.seen
    votes = np.where(seen, made.votes, 0).astype(np.float64)
    means = votes.sum(axis=0) / np.maximum(seen.sum(axis=0), 1)
    votes -= means
    votes[~seen] = 0
    return means, votes


def _turned(direction: Reals) -> Reals:
    """A direction has no sign of its own: the statement that weighs most points to the right (or up)."""
    heaviest = direction[np.argmax(np.abs(direction) > np.abs(direction).max() - _FLAT)]
    return direction if heaviest > 0 else -direction


def project(made: Matrix, by: Axes) -> Reals:
    """Where each participant stands, by the statements they voted on; who voted on few is moved out as far as if it had
    been all."""
    seen = made.seen
    around = np.where(seen, made.votes - by.means, 0)
    pull = np.sqrt(len(by.means) / np.maximum(seen.sum(axis=1), 1))
    # Rounding takes away what another order of adding up would change.
    stands: Reals = np.round(around @ by.directions.T * pull[:, None], 9)
    return stands


def extremity(by: Axes) -> Reals:
    """For each statement how far out somebody would stand who only agreed with it: how much it tells people apart."""
    pull = np.sqrt(len(by.means)) * (1 - by.means)
    length: Reals = np.hypot(*(by.directions * pull))
    return length
