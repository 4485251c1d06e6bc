"""A proposal that comes to stand on what was changed meanwhile: part by part, nothing else is overwritten (pure)."""

from collections.abc import Mapping

from knowledge.missions.design import Evidence
from knowledge.sessions.session import Submission


def laid_over(proposal: Submission, base: Submission | None, now: Submission | None) -> Submission:
    """The proposal, written over `base`, as it stands on top of `now`.

    What the proposal left as it was stays as it is now. A proposal to withdraw is one, whatever has changed; and where
    the claim has been withdrawn meanwhile, the proposal stands as it was written.
    """
    if base is None or now is None or not proposal.values or not now.values:
        return proposal
    return proposal.model_copy(
        update={
            "values": _values(proposal.values, base.values, now.values),
            "evidence": _evidence(proposal.evidence, base.evidence, now.evidence),
            "assumed": proposal.assumed if proposal.assumed != base.assumed else now.assumed,
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
