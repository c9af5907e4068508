"""How a round is spoken of in the tables that speak of anything."""

from civic.kit.refs import Ref


def ref(round_id: int) -> Ref:
    """A round's name in the tables that speak of anything."""
    return Ref("round", round_id)
