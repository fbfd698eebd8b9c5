"""Where does one take the steps from need to meeting?"""

from django.urls import path

from samsyn.cases.views import calling, family, meeting, need

app_name = "cases"
urlpatterns = [
    path("barn/nytt/", need.new_child, name="new_child"),
    path("barn/<uuid:child_id>/vuxen/", need.new_guardian, name="new_guardian"),
    path("barn/<uuid:child_id>/behov/", need.record_need, name="record_need"),
    path("barn/<uuid:child_id>/vem/", need.who_answers, name="who_answers"),
    path("arenden/<uuid:case_id>/svar/", family.family_answer, name="family_answer"),
    path("arenden/<uuid:case_id>/aterkalla/", family.withdraw, name="withdraw"),
    path("arenden/<uuid:case_id>/dela/", family.share, name="share"),
    path("arenden/<uuid:case_id>/kallelse/", calling.call, name="call"),
    path("kallelser/<uuid:summons_id>/svar/", calling.reply, name="reply"),
    path("kallelser/<uuid:summons_id>/paminn/", calling.remind, name="remind"),
    path("arenden/<uuid:case_id>/mote/", meeting.hold, name="meeting"),
    path("moten/<uuid:meeting_id>/svar-till-barnet/", meeting.answer_child, name="answer_child"),
    path("arenden/<uuid:case_id>/avsluta/", meeting.close, name="close"),
    path("arenden/<uuid:case_id>/ta-upp-igen/", meeting.reopen, name="reopen"),
]
