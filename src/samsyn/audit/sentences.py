"""What does each action mean to the child it is about? Plain sentences, and what is left out.

Every action that the product records is here: with a sentence, left out for a reason, or of a
noun that is never about a child. A test fails for one that is not.
"""

from collections.abc import Mapping

from samsyn.foundation.words import Word


class Kind(Word):
    """The kind of an action: all that is told when places are hidden."""

    READ = ("read", "Någon läste uppgifter.", "Somebody read data.")
    WRITE = ("write", "Någon skrev in eller ändrade uppgifter.", "Somebody wrote or changed data.")
    SHARE = (
        "share",
        "Uppgifter delades, eller en delning upphörde.",
        "Data was shared, or a share ended.",
    )
    CHECK = ("check", "Någon kontrollerade loggen.", "Somebody checked the log.")


Sentence = tuple[Kind, str, str]
R, W, S, C = Kind.READ, Kind.WRITE, Kind.SHARE, Kind.CHECK

#: Action: its kind, and the sentence in Swedish and English.
SENTENCES: Mapping[str, Sentence] = {
    "child.read": (R, "Någon öppnade barnets sida.", "Somebody opened the child's page."),
    "child.listed": (R, "Barnet stod i en lista som någon såg.", "The child stood in a list."),
    "case.read": (R, "Någon läste i ärendet.", "Somebody read the case."),
    "plan.read": (R, "Någon läste planen.", "Somebody read the plan."),
    "protection.opened": (
        R,
        "Någon öppnade skyddade uppgifter och sa varför.",
        "Somebody opened protected data and said why.",
    ),
    "protection.recorded": (W, "Ett skydd skrevs in.", "A protection was recorded."),
    "protection.ended": (W, "Ett skydd avslutades.", "A protection ended."),
    "protection.named": (
        W,
        "En person fick rätt att öppna skyddade uppgifter.",
        "A person was named among the few.",
    ),
    "protection.unnamed": (
        W,
        "En person fick inte längre öppna skyddade uppgifter.",
        "A person was taken off the few.",
    ),
    "guardians.reviewed": (
        W,
        "Verksamheten gick igenom vad vårdnadshavarna får veta.",
        "What guardians may know was gone through.",
    ),
    "attachment.added": (W, "En bilaga lades till.", "A file was attached."),
    "attachment.repeated": (W, "En bilaga skickades en gång till.", "A file was sent once more."),
    "attachment.read": (R, "Någon hämtade en bilaga.", "Somebody fetched a file."),
    "attachment.taken_off": (W, "En bilaga togs bort.", "A file was taken off."),
    "attachments.listed": (R, "Någon såg listan över bilagor.", "Somebody saw the list of files."),
    "family_access.given": (S, "Familjen fick egna sidor.", "The family got pages of its own."),
    "family_access.ended": (S, "Familjens egna sidor stängdes.", "The family's pages were closed."),
    "child.registered": (W, "Barnet lades till hos verksamheten.", "The child was added."),
    "child.opened": (W, "Verksamheten fick en egen sida om barnet.", "The child got a page."),
    "guardian.added": (W, "En vårdnadshavare skrevs in.", "A guardian was written in."),
    "need.recorded": (W, "Ett behov skrevs in.", "A need was written in."),
    "need.repeated": (W, "Ett behov skickades en gång till.", "A need was sent once more."),
    "consent.recorded": (W, "Familjens svar skrevs in.", "The family's answer was written in."),
    "consent.question_declined": (
        W,
        "Familjens nej till en fråga skrevs in.",
        "The family's no to a question was written in.",
    ),
    "consent.withdrawn": (W, "Ett samtycke togs tillbaka.", "A consent was withdrawn."),
    "case.consent": (W, "Ärendet gick vidare: familjen sa ja.", "The family said yes."),
    "case.decline": (W, "Ärendet stannade: familjen sa nej.", "The family said no."),
    "case.withdraw": (W, "Ärendet stannade: samtycket togs tillbaka.", "Consent was withdrawn."),
    "case.call": (W, "Ärendet gick vidare: en kallelse.", "The case went on: a call."),
    "case.answer": (W, "Ärendet gick vidare: alla kallade svarade.", "All called answered."),
    "case.meet": (W, "Ärendet gick vidare: ett möte.", "The case went on: a meeting."),
    "case.draft": (W, "Ärendet gick vidare: en plan påbörjades.", "A plan was begun."),
    "case.agree": (W, "Ärendet gick vidare: alla sa ja till planen.", "All agreed to the plan."),
    "case.follow_up": (W, "Ärendet gick vidare: planen följdes upp.", "The plan was followed up."),
    "case.end": (W, "Planen avslutades.", "The plan ended."),
    "case.close": (W, "Ärendet avslutades.", "The case was closed."),
    "case.reopen": (W, "Ärendet togs upp igen.", "The case was taken up again."),
    "case.shared": (S, "Uppgifter delades med en annan verksamhet.", "Data was shared."),
    "release.decided": (S, "En annan verksamhet fick ta del.", "Another unit was let in."),
    "release.confirmed": (S, "En delning bekräftades.", "A share was confirmed."),
    "release.revoked": (S, "En delning upphörde.", "A share ended."),
    "releases.revoked": (S, "Delningar upphörde.", "Shares ended."),
    "copy.left": (S, "En kopia lämnades till en annan verksamhet.", "A copy was handed over."),
    "copy.kept": (S, "Verksamheten sparade en kopia av planen.", "A copy of the plan was kept."),
    "call.sent": (W, "En kallelse till möte skickades.", "A call to a meeting was sent."),
    "call.answered": (W, "En kallelse besvarades.", "A call was answered."),
    "call.reminded": (W, "En påminnelse om en kallelse skickades.", "A reminder was sent."),
    "meeting.recorded": (W, "Ett möte skrevs in.", "A meeting was written in."),
    "meeting.child_answered": (
        W,
        "Det som barnet sa om mötet skrevs in.",
        "What the child said about the meeting was written in.",
    ),
    "plan.started": (W, "En plan påbörjades.", "A plan was begun."),
    "plan.saved": (W, "Planen ändrades.", "The plan was changed."),
    "plan.unchanged": (W, "Planen sparades utan ändring.", "The plan was saved unchanged."),
    "plan.clashed": (W, "Två skrev i planen samtidigt.", "Two wrote in the plan at once."),
    "plan.agreed": (W, "Verksamheten sa ja till planen.", "The unit agreed to the plan."),
    "plan.objected": (W, "Verksamheten sa nej till planen.", "The unit objected to the plan."),
    "plan.answer_repeated": (W, "Ett svar på planen skickades igen.", "An answer was repeated."),
    "plan.followed_up": (W, "Planen följdes upp.", "The plan was followed up."),
    "log.child_shown": (
        C,
        "En granskare såg vem en läsning gällde.",
        "A reviewer saw whom a reading was about.",
    ),
    "log.extract_read": (C, "Loggutdraget öppnades.", "The log extract was opened."),
    "log.extract_made": (C, "Ett loggutdrag togs fram.", "A log extract was made."),
}

#: Actions that no extract tells of, by noun, and why.
LEFT_OUT: Mapping[str, str] = {
    "deviation": "En avvikelse kan vara anmäld i förtroende, och anmälan kan pågå.",
    "deviations": "En avvikelse kan vara anmäld i förtroende, och anmälan kan pågå.",
    "suggestion": "Ett förslag till avvikelse kan visa att en anmälan är på väg.",
    "family": "Det den ena vårdnadshavaren har läst är inte för den andra att veta.",
}
#: Single actions that no extract tells of, and why.
ACTIONS_LEFT_OUT: Mapping[str, str] = {
    "guardian.kept_unaware": "Visar att en vårdnadshavare hålls utanför, och kan vara farligt.",
    "guardian.may_know": "Visar att en vårdnadshavare har hållits utanför.",
}
#: What a reviewer reads of what no extract tells of: of the action, else of its noun.
TO_REVIEWER: Mapping[str, tuple[str, str]] = {
    "deviation.read": (
        "Någon läste en avvikelse som rör barnet.",
        "Somebody read a deviation that concerns the child.",
    ),
    "deviation": (
        "Någon skrev i en avvikelse som rör barnet.",
        "Somebody wrote in a deviation that concerns the child.",
    ),
    "deviations": (
        "Någon såg en lista över avvikelser.",
        "Somebody saw a list of deviations.",
    ),
    "suggestion": (
        "Någon tog ställning till ett förslag till avvikelse.",
        "Somebody considered a suggested deviation.",
    ),
    "family": ("Familjen läste på sina egna sidor.", "The family read its own pages."),
    "guardian.kept_unaware": (
        "Verksamheten ändrade vad en vårdnadshavare får veta.",
        "What a guardian may know was changed.",
    ),
    "guardian.may_know": (
        "Verksamheten ändrade vad en vårdnadshavare får veta.",
        "What a guardian may know was changed.",
    ),
}
#: Grounds that no extract tells of: a duty to report, as about a child that may come to harm.
GROUNDS_LEFT_OUT = ("duty_by_law",)

#: Nouns whose events are never about a child.
WITHOUT_CHILD = frozenset(
    {
        "account", "client", "group", "identity", "login", "people", "retention", "work",
        "action_plan", "agreement", "agreements", "arena", "arenas", "assignment", "balance",
        "county", "finding", "findings", "leave", "mandate", "matter", "measure", "measures",
        "method", "minutes", "party", "pattern", "person", "report", "seat", "unit", "version",
        "voice",
    }
)  # fmt: skip
#: Of nouns that are otherwise about a child: the steering's meetings, the review itself.
ACTIONS_WITHOUT_CHILD = frozenset(
    {
        "meeting.planned", "meeting.moved", "meeting.cancelled", "meeting.called", "meeting.held",
        "meeting.item_added", "meeting.item_removed", "meeting.item_moved",
        "log.review_opened", "log.review_read", "log.judged", "log.review_finished",
        "log.review_exported",
    }
)  # fmt: skip


def is_known(action: str) -> bool:
    """Whether somebody has decided what an extract tells of the action."""
    noun = action.partition(".")[0]
    return (
        action in SENTENCES
        or action in ACTIONS_WITHOUT_CHILD
        or action in ACTIONS_LEFT_OUT
        or noun in LEFT_OUT
        or noun in WITHOUT_CHILD
        or action.endswith(".refused")
    )


def shown_actions() -> tuple[str, ...]:
    """The actions that an extract may tell of."""
    return tuple(action for action in SENTENCES if action.partition(".")[0] not in LEFT_OUT)


def sentence(action: str, language: str | None) -> str:
    """What the action means, in Swedish or English."""
    _kind, sv, en = SENTENCES[action]
    return en if (language or "").startswith("en") else sv


def kind_of(action: str) -> Kind:
    """The kind of an action."""
    return SENTENCES[action][0]


def in_words(action: str, language: str | None) -> str:
    """What a reviewer reads of any action, never the code of it."""
    is_english = (language or "").startswith("en")
    if action.endswith(".refused"):
        return "An attempt was refused." if is_english else "Ett försök att öppna nekades."
    if action in SENTENCES:
        return sentence(action, language)
    words = TO_REVIEWER.get(action) or TO_REVIEWER.get(action.partition(".")[0])
    if words:
        return words[is_english]
    kind = Kind.READ if action.endswith((".read", ".listed")) else Kind.WRITE
    return kind.label(language)
