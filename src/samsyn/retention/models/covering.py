"""Which tables go with a thing, and which stay, and why? Every table about a child is one or other.

The conditions are SQL over `thing` (the case), `kid`, `unit_of`, `units`, `noted` (day of the
last note), `paths` and `plan_ids`, in the order in which the rows go.
"""

GONE = "NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = thing)"
OF_PLAN = "plan_id = ANY (plan_ids)"
UNUSED_CONSENT = (
    f"case_id = thing AND {GONE} AND NOT EXISTS"
    " (SELECT 1 FROM releases_release r WHERE r.consent_id = consents_consent.id)"  # nosec B608  # SQL of our own words only
)
OF_UNUSED_CONSENT = f"consent_id IN (SELECT id FROM consents_consent WHERE {UNUSED_CONSENT})"  # nosec B608  # SQL of our own words only
#: A unit has nothing more of the child, and has not begun anew since. `units` are the unit whose
#: list it is, and the sender of copies whose own case went before them.
HERE = "children_childrecord.unit_id"
LOOSE_RECORD = (
    "child_id = kid AND unit_id = ANY (units) AND opened_at::date <= noted AND NOT EXISTS"
    f" (SELECT 1 FROM cases_case c WHERE c.child_id = kid AND c.unit_id = {HERE}) AND NOT EXISTS"
    " (SELECT 1 FROM releases_release r WHERE r.child_id = kid"
    f" AND {HERE} IN (r.from_unit_id, r.to_unit_id)) AND NOT EXISTS"
    f" (SELECT 1 FROM releases_receivedcopy r WHERE r.child_id = kid AND r.to_unit_id = {HERE})"
    " AND NOT EXISTS (SELECT 1 FROM consents_consent c WHERE c.child_id = kid"
    f" AND c.unit_id = {HERE}) AND NOT EXISTS"
    f" (SELECT 1 FROM deviations_origin o WHERE o.child_id = kid AND o.unit_id = {HERE})"
    " AND NOT EXISTS (SELECT 1 FROM deviations_dismissal d WHERE d.child_id = kid"
    f" AND d.unit_id = {HERE})"  # nosec B608  # SQL of our own words only
)
#: Nobody has anything of the child any longer; who let the family in goes with the record.
NOBODY_KNOWS = "".join(
    f" AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.child_id = kid)"  # nosec B608  # SQL of our own words only
    for table in (
        "children_childrecord", "cases_case", "plans_plan", "consents_consent", "releases_release",
        "releases_receivedcopy", "attachments_attachment", "deviations_origin",
        "deviations_dismissal", "family_familyaccess",
    )
)  # fmt: skip
LOOSE_CHILD = f"id = kid{NOBODY_KNOWS}"
#: That a child was placed is remembered until the party has nothing more of the child.
OF_FORGOTTEN_PARTY = "child_id = kid" + "".join(
    f" AND NOT EXISTS (SELECT 1 FROM {table} t JOIN organisations_unit u ON u.id = t.{unit}"
    " WHERE t.child_id = kid AND u.party_id = retention_placed.party_id)"  # nosec B608  # SQL of our own words only
    for table, unit in (
        ("children_childrecord", "unit_id"), ("cases_case", "unit_id"),
        ("consents_consent", "unit_id"), ("releases_receivedcopy", "to_unit_id"),
    )
)  # fmt: skip
#: A protection holds for all who know the child, so it goes last of all, with the child itself.
OF_LOOSE_CHILD = f"child_id = kid{NOBODY_KNOWS}"
#: Begun at the pages of a child that the unit has no record of any longer.
OF_LOST_CHILD = (
    "path LIKE '%/' || kid::text || '/%' AND NOT EXISTS (SELECT 1 FROM children_childrecord r"
    " WHERE r.child_id = kid AND r.unit_id = accounts_draft.unit_id)"
)

#: Goes with a case.
OF_CASE: tuple[tuple[str, str], ...] = (
    ("accounts_draft", "EXISTS (SELECT 1 FROM unnest(paths) p WHERE path LIKE '%/' || p || '/%')"),
    ("plans_followup", OF_PLAN),
    ("plans_plananswer", OF_PLAN),
    ("plans_planversion", OF_PLAN),
    ("plans_planparty", OF_PLAN),
    ("plans_plan", "case_id = thing"),
    ("cases_meeting", "case_id = thing"),
    ("cases_summons", "case_id = thing"),
    ("cases_call", "case_id = thing"),
    ("cases_casestep", "case_id = thing"),
    ("cases_need", "case_id = thing"),
    ("attachments_attachment", "case_id = thing"),
    ("cases_case", "id = thing AND unit_id = unit_of"),
)
#: Goes with what a unit has received of a case.
OF_COPIES: tuple[tuple[str, str], ...] = (
    (
        "releases_receivedcopy",
        "to_unit_id = unit_of AND release_id IN"
        " (SELECT r.id FROM releases_release r WHERE r.matter_id = thing)",
    ),
)
#: Goes after either, where nothing leans on it any longer.
AFTERWARDS: tuple[tuple[str, str], ...] = (
    (
        "releases_release",
        f"matter_id = thing AND {GONE} AND NOT EXISTS"
        " (SELECT 1 FROM releases_receivedcopy k WHERE k.release_id = releases_release.id)",  # nosec B608  # SQL of our own words only
    ),
    ("consents_consentanswer", OF_UNUSED_CONSENT),
    ("consents_consentunit", OF_UNUSED_CONSENT),
    ("consents_consent", UNUSED_CONSENT),
    (
        "family_familyaccess",
        f"EXISTS (SELECT 1 FROM children_childrecord WHERE {LOOSE_RECORD}"
        f" AND {HERE} = family_familyaccess.unit_id AND child_id = family_familyaccess.child_id)",  # nosec B608  # SQL of our own words only
    ),
    (
        "children_guardian",
        f"record_id IN (SELECT id FROM children_childrecord WHERE {LOOSE_RECORD})",  # nosec B608  # SQL of our own words only
    ),
    ("children_childrecord", LOOSE_RECORD),
    ("retention_placed", OF_FORGOTTEN_PARTY),
    ("children_protectionaccess", OF_LOOSE_CHILD),
    ("children_protection", OF_LOOSE_CHILD),
    ("children_child", LOOSE_CHILD),
    ("accounts_draft", OF_LOST_CHILD),
)
#: Goes without a number in the proof, which stays: it would tell that a child had been placed.
UNTOLD = frozenset({"retention_placed"})
COVERED = frozenset(table for table, _where in (*OF_CASE, *OF_COPIES, *AFTERWARDS))

#: Stays, and why.
STAYS: dict[str, str] = {
    "administration_handover": "who took what over, by kind and opaque identity; no child is named",
    "audit_event": "the log has a time of its own, at least five years, and no names",
    "audit_seal": "proves that the log is whole",
    "deviations_answer": "a deviation is the collaboration's own document, without identity",
    "deviations_deviation": "a deviation is the collaboration's own document, without identity",
    "deviations_dismissal": "goes with the unit's deviations, which no term covers yet",
    "deviations_origin": "goes with the unit's deviations; its way to the case is cut",
    "deviations_place": "a deviation is the collaboration's own document, without identity",
    "deviations_step": "a deviation is the collaboration's own document, without identity",
    "deviations_words": "a deviation is the collaboration's own document, without identity",
    "logreview_conclusion": "the proof that the log was checked; nothing about a child",
    "logreview_item": "the proof that the log was checked; a child is a salted word",
    "logreview_judged": "the proof that the log was checked; what a reviewer judged",
    "logreview_review": "the proof that the log was checked; nothing about a child",
    "logreview_shown": "the proof of what a reviewer let itself be shown",
    "patterns_member": "a pattern counts deviations, without identity",
    "retention_decision": "what the party decided; nothing about a child",
    "retention_hold": "a stop is proof; opaque identities only",
    "retention_run": "the proof of what went; no identity of a person who is a child",
    "retention_item": "the proof of what went; opaque identities only",
    "retention_outcome": "the proof of what went; numbers only",
}
