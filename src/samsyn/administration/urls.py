"""Where units, people and assignments are administered."""

from django.urls import path

from samsyn.administration.views import assignments, importing, people, start, units

app_name = "administration"

urlpatterns = [
    path("", start.start, name="start"),
    path("overtaget/", start.taken, name="taken_over"),
    path("enheter/", units.show_all, name="units"),
    path("enheter/ny/", units.add, name="new_unit"),
    path("enheter/<uuid:unit_id>/", units.show, name="unit"),
    path("enheter/<uuid:unit_id>/namn/", units.rename, name="rename_unit"),
    path("enheter/<uuid:unit_id>/uppgifter/", units.describe, name="describe_unit"),
    path("enheter/<uuid:unit_id>/flytta/", units.place, name="place_unit"),
    path("enheter/<uuid:unit_id>/stang/", units.close, name="close_unit"),
    path("enheter/<uuid:unit_id>/ga-upp/", units.merge, name="merge_unit"),
    path("enheter/<uuid:unit_id>/oppna-igen/", units.reopen, name="reopen_unit"),
    path("enheter/<uuid:unit_id>/ta-hand-om/", units.hand_over, name="hand_over_shared"),
    path(
        "enheter/<uuid:unit_id>/ta-hand-om/<uuid:person_id>/", units.hand_over, name="hand_over"
    ),
    path("personer/", people.show_all, name="people"),
    path("personer/ny/", people.add, name="new_person"),
    path("personer/<uuid:person_id>/", people.show, name="person"),
    path("personer/<uuid:person_id>/namn/", people.rename, name="rename_person"),
    path("personer/<uuid:person_id>/uppdrag/", people.appoint, name="appoint"),
    path("personer/<uuid:person_id>/inloggning/", people.identify, name="identify"),
    path(
        "personer/<uuid:person_id>/inloggning/<int:identity_id>/ta-bort/",
        people.forget, name="forget",
    ),
    path("personer/<uuid:person_id>/stang-av/", people.shut_out, name="shut_out"),
    path("personer/uppdrag/<uuid:assignment_id>/slut/", assignments.end, name="end"),
    path("personer/uppdrag/<uuid:assignment_id>/forlang/", assignments.prolong, name="prolong"),
    path("personer/uppdrag/<uuid:assignment_id>/franvaro/", assignments.away, name="away"),
    path(
        "personer/uppdrag/<uuid:assignment_id>/franvaro/<int:leave_id>/",
        assignments.back, name="back",
    ),
    path("import/", importing.read_in, name="import"),
    path("import/genomfor/", importing.carry_out, name="carry_out"),
    path("import/personer.csv", importing.take_out, name="people_file"),
]  # fmt: skip
