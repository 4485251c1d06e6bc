"""A proposal that comes to stand on what was changed meanwhile: part by part, nothing else is overwritten (pure)."""

from collections.abc import Mapping

from knowledge.missions.design import Evidence
from knowledge.sessions.session import Submission


def laid_over(proposal: Submission, base: Submission | None, now: Submission | None) -> Submission:
    """The proposal, written over `base` (None: over nothing), as it stands on top of `now`.

    What the proposal left as it was stays as it is now. A proposal to withdraw is one, whatever has changed; and where
    the claim has been withdrawn meanwhile, the proposal stands as it was written.
    """
    if now is None or not now.values or not proposal.values:
        return proposal
    over = base or proposal.model_copy(update={"values": {}, "evidence": (), "assumed": False})
    return proposal.model_copy(
        update={
            "values": _values(proposal.values, over.values, now.values),
            "evidence": _evidence(proposal.evidence, over.evidence, now.evidence),
            "assumed": proposal.assumed if proposal.assumed != over.assumed else now.assumed,
        }
    )


def _values(wanted: Mapping[str, str], base: Mapping[str, str], now: Mapping[str, str]) -> dict[str, str]:
    left = {name for name in {*now, *wanted} if wanted.get(name, "") == base.get(name, "")}
    merged = {name: (now if name in left else wanted).get(name, "") for name in (*now, *wanted)}
    return {name: value for name, value in merged.items() if value}


def _evidence(
    wanted: tuple[Evidence, ...], base: tuple[Evidence, ...], now: tuple[Evidence, ...]
) -> tuple[Evidence, ...]:
    kept = [one for one in now if one in wanted or one not in base]
    return (*kept, *(one for one in wanted if one not in base and one not in kept))
