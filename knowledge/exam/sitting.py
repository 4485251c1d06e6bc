"""Sits an exam: asks every question of a bank in its conversation and marks what comes."""

from collections.abc import Awaitable, Callable, Sequence

from knowledge.exam.bank import BankQuestion, earlier
from knowledge.exam.scoring import Given, Marked, mark

Ask = Callable[[BankQuestion, Sequence[str]], Awaitable[Given]]
"""Answers a question after those asked before it in its conversation, oldest first."""


async def sit(bank: Sequence[BankQuestion], ask: Ask, progress: Callable[[int, int], None]) -> list[Marked]:
    """The marks of every question of `bank`, in order; `progress(done, all)` counts them."""
    by_id = {question.id: question for question in bank}
    marked: list[Marked] = []
    for question in bank:
        progress(len(marked), len(bank))
        marked.append(mark(question, await ask(question, earlier(question, by_id))))
    progress(len(bank), len(bank))
    return marked
