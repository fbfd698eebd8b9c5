"""Who has taken over what? And which open work does an administrator's unit have, without a name?

An administrator meets no row about a child. `open_work` looks past the walls for it and gives the
kind, an identity that opens nothing, two days, who has it in hand and, of a protected child, the
few who can open its pages; and only of units that the asking person administers or works in.
"""

from django.db import models

from samsyn.access.rules import Permission, roles
from samsyn.administration.rules import Kind
from samsyn.cases.rules import LIFECYCLE as CASE
from samsyn.cases.rules import State as CaseState
from samsyn.foundation.wall import Wall, for_application
from samsyn.foundation.words import stored
from samsyn.organisations.models import Assignment, Unit


def _roles_with(permission: Permission, *, but: Permission | None = None) -> str:
    """SQL: the codes of the roles that carry a permission (and not another), quoted."""
    codes = [
        code
        for code, role in roles().items()
        if permission in role.permissions and but not in role.permissions
    ]
    return ", ".join(f"'{code}'" for code in sorted(codes))


MANAGE, PARTY = Permission.ORGANISATION_MANAGE, Permission.ORGANISATION_PARTY
ADMINISTERS = f"""
CREATE OR REPLACE FUNCTION administers(uuid) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM organisations_assignment a
    JOIN accounts_user p ON p.id = a.user_id AND p.is_active
    JOIN organisations_unit own ON own.id = a.unit_id
    JOIN organisations_unit asked ON asked.id = $1
    WHERE a.user_id = app_user() AND a.unit_id = app_unit()
      AND a.valid_from <= app_today() AND (a.valid_to IS NULL OR a.valid_to > app_today())
      AND ((a.role IN ({_roles_with(MANAGE, but=PARTY)})
            AND asked.id = own.id)
        OR (a.role IN ({_roles_with(PARTY)})
            AND asked.party_id = own.party_id)))
$$"""  # nosec B608  # SQL of our own words only

#: Tables that the function reads, each with a policy for the tables' owner alone.
LOOKED_AT = (
    "administration_handover",
    "cases_call",
    "cases_case",
    "cases_casestep",
    "cases_summons",
    "deviations_deviation",
    "deviations_place",
    "governance_balanceentry",
    "governance_matter",
    "plans_plan",
    "plans_planparty",
    "plans_planversion",
)

_OPEN_CASE = ", ".join(f"'{state.value}'" for state in CaseState if CASE.owners[state] != "nobody")

OPEN_WORK = f"""
CREATE FUNCTION open_work(uuid[]) RETURNS TABLE
  (unit_id uuid, kind text, thing uuid, since_on date, due date, holder uuid, few uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH asked AS (
    SELECT u AS id FROM unnest($1) u WHERE u = app_unit() OR administers(u)
  ), work AS (
    SELECT c.unit_id, 'case' AS kind, c.id AS thing, c.state_since AS since, NULL::date AS due,
      s.by_assignment AS holder, s.at AS acted, c.child_id
    FROM cases_case c JOIN asked ON asked.id = c.unit_id
    LEFT JOIN LATERAL (SELECT by_assignment, at FROM cases_casestep
      WHERE case_id = c.id AND by_unit_id = c.unit_id ORDER BY id DESC LIMIT 1) s ON true
    WHERE c.state IN ({_OPEN_CASE})
    UNION ALL
    SELECT s.unit_id, 'call', s.id, s.sent_at, s.reply_by, NULL, NULL, c.child_id
    FROM cases_summons s JOIN asked ON asked.id = s.unit_id
    JOIN cases_case c ON c.id = s.case_id AND c.state = 'called'
    WHERE s.reply = '' AND s.call_id = (SELECT id FROM cases_call
      WHERE case_id = s.case_id ORDER BY sent_at DESC LIMIT 1)
    UNION ALL
    SELECT asked.id, 'plan', p.id, p.state_since, p.next_follow_up, v.saved_by, v.saved_at,
      p.child_id
    FROM plans_plan p JOIN asked ON asked.id = coalesce(p.lead_unit_id, p.unit_id)
    LEFT JOIN LATERAL (SELECT saved_by, saved_at FROM plans_planversion
      WHERE plan_id = p.id AND saved_by_unit_id = asked.id ORDER BY number DESC LIMIT 1) v ON true
    WHERE p.state <> 'ended'
    UNION ALL
    SELECT a.unit_id, 'answer', p.id, a.asked_at, NULL, NULL, NULL, p.child_id
    FROM plans_planparty a JOIN asked ON asked.id = a.unit_id
    JOIN plans_plan p ON p.id = a.plan_id AND p.state = 'draft' AND p.is_complete
    WHERE a.must_agree AND a.answered_version < p.current
    UNION ALL
    SELECT o.unit_id,
      CASE WHEN d.ladder #>> ARRAY['rungs', d.rung::text, 'owner'] = 'operations'
        THEN 'deviation' ELSE 'raised' END,
      d.id, o.opened_at, d.due_on, NULL, NULL, NULL
    FROM deviations_place o JOIN asked ON asked.id = o.unit_id
    JOIN deviations_deviation d ON d.id = o.deviation_id AND d.state <> 'closed'
    WHERE o.left_at IS NULL
    UNION ALL
    SELECT m.preparer_id, 'matter', m.id, m.state_since, NULL, NULL, NULL, NULL
    FROM governance_matter m JOIN asked ON asked.id = m.preparer_id WHERE m.state = 'preparing'
    UNION ALL
    SELECT b.owner_unit_id, 'balance', b.id, b.opened_on::timestamptz, b.due_on, NULL, NULL, NULL
    FROM governance_balanceentry b JOIN asked ON asked.id = b.owner_unit_id WHERE b.state = 'open'
  )
  SELECT w.unit_id, w.kind, w.thing, w.since::date, w.due,
    CASE WHEN h.at IS NOT NULL AND (w.acted IS NULL OR h.at >= w.acted)
      THEN h.to_assignment_id ELSE w.holder END,
    CASE WHEN w.child_id IS NOT NULL THEN few_of(w.child_id, w.unit_id) END
  FROM work w
  LEFT JOIN LATERAL (SELECT to_assignment_id, at FROM administration_handover
    WHERE unit_id = w.unit_id AND kind = w.kind AND thing = w.thing
    ORDER BY id DESC LIMIT 1) h ON true
  ORDER BY w.unit_id, w.kind, w.since, w.thing
$$"""  # nosec B608  # SQL of our own words only


class Handover(models.Model):
    """Somebody took over one open thing of a unit, by an administrator's decision."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=stored(Kind))
    thing = models.UUIDField(help_text="which one; opens nothing without the thing's own wall")
    to_assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.UUIDField(null=True, help_text="the administrator's assignment")

    wall = Wall(
        see="unit_id = (SELECT app_unit()) OR administers(unit_id)",
        add="administers(unit_id)",
        unchangeable=True,
    )
    wall_functions = (
        ADMINISTERS,
        *(
            statement
            for table in LOOKED_AT
            for statement in (
                f"DROP POLICY IF EXISTS administer ON {table}",
                f"CREATE POLICY administer ON {table} FOR SELECT TO current_user USING (true)",
            )
        ),
        *for_application("open_work(uuid[])", OPEN_WORK),
    )

    class Meta:
        indexes = [
            models.Index(fields=["unit", "kind", "thing"], name="handover_of_a_thing"),
            models.Index(fields=["to_assignment"], name="handover_by_taker"),
        ]
