"""How far has each demo case come? One plot per state that a case can be in, stuck ones too."""

from collections.abc import Callable, Iterator

from samsyn.demo.story import Story
from samsyn.plans.rules import Outcome

#: A plot yields how many days pass before the next thing happens.
Plot = Callable[[Story], Iterator[int]]


def need(s: Story) -> Iterator[int]:
    """Nobody has asked the family yet."""
    s.see_need()
    yield 4


def need_in_danger(s: Story) -> Iterator[int]:
    """The same, and the child may be in danger."""
    s.see_need(in_danger=True)
    yield 1


def need_stuck(s: Story) -> Iterator[int]:
    """Two months without an answer from the family."""
    s.see_need()
    yield 61


def declined(s: Story) -> Iterator[int]:
    """The family says no."""
    s.see_need()
    yield 9
    s.ask_family(yes=False)
    yield 12


def consented(s: Story) -> Iterator[int]:
    """A yes; the call is not sent."""
    s.see_need()
    yield 6
    s.ask_family()
    yield 5


def called(s: Story) -> Iterator[int]:
    """Called; one has answered."""
    yield from consented(s)
    s.call(reply_days=10)
    yield 2
    s.answer(silent=max(1, len(s.others) - 1))
    yield 1


def called_silent(s: Story) -> Iterator[int]:
    """Called; one unit is silent past its day, though reminded."""
    yield from consented(s)
    s.call(reply_days=7, meet_days=25)
    yield 3
    s.answer(silent=1)
    yield 7
    s.remind()
    yield 6


def answered(s: Story) -> Iterator[int]:
    """All have answered; the meeting is ahead."""
    yield from consented(s)
    s.call()
    yield 4
    s.answer()
    yield 2


def met(s: Story) -> Iterator[int]:
    """The meeting is held; the child has not been told."""
    yield from consented(s)
    s.call()
    yield 5
    s.answer()
    yield 14
    s.meet()
    yield 3


def writing(s: Story) -> Iterator[int]:
    """The plan is begun, not complete."""
    yield from met(s)
    s.tell_child()
    s.start_plan()
    yield 6


def waiting(s: Story) -> Iterator[int]:
    """The plan is written; one unit has not answered."""
    yield from writing(s)
    s.write_plan()
    yield 2
    s.agree(silent=1)
    yield 8


def objected(s: Story) -> Iterator[int]:
    """One unit says no, with a reason."""
    yield from writing(s)
    s.write_plan()
    yield 3
    s.agree(objecting=1)
    yield 4


def in_force(s: Story) -> Iterator[int]:
    """All have said yes."""
    yield from writing(s)
    s.write_plan()
    yield 4
    s.agree()
    yield 20


def follow_up_soon(s: Story) -> Iterator[int]:
    """The follow-up is next week."""
    yield from in_force(s)
    yield 58


def follow_up_late(s: Story) -> Iterator[int]:
    """The follow-up should have been held."""
    yield from in_force(s)
    yield 95


def followed(s: Story) -> Iterator[int]:
    """Followed up once, goes on."""
    yield from in_force(s)
    yield 65
    s.follow_up(Outcome.CONTINUE)
    yield 20


def renewed(s: Story) -> Iterator[int]:
    """Followed up, changed and agreed again."""
    yield from in_force(s)
    yield 65
    s.follow_up(Outcome.NEW_VERSION)
    yield 3
    s.write_plan()
    yield 4
    s.agree()
    yield 15


def finished(s: Story) -> Iterator[int]:
    """The plan has ended; the case is still open."""
    yield from in_force(s)
    yield 60
    s.follow_up(Outcome.END)
    yield 3


def closed(s: Story) -> Iterator[int]:
    """The goals were reached and the case is closed."""
    yield from finished(s)
    s.close()
    yield 30


def withdrawn(s: Story) -> Iterator[int]:
    """The family took its yes back midway."""
    yield from in_force(s)
    s.withdraw()
    yield 5


#: Each plot with how many of a hundred cases follow it.
SHARES: tuple[tuple[Plot, int], ...] = (
    (need, 7), (need_in_danger, 2), (need_stuck, 3), (declined, 4), (consented, 5), (called, 7),
    (called_silent, 5), (answered, 6), (met, 5), (writing, 5), (waiting, 8), (objected, 3),
    (in_force, 12), (follow_up_soon, 6), (follow_up_late, 5), (followed, 7), (renewed, 4),
    (finished, 2), (closed, 6), (withdrawn, 3),
)  # fmt: skip


def length(plot: Plot) -> int:
    """How many days the plot takes, told to nobody."""

    class Silent:
        def __getattr__(self, _name: str) -> object:
            return lambda *_a, **_k: None

        others: tuple[object, ...] = ()

    return sum(plot(Silent()))  # type: ignore[arg-type]
