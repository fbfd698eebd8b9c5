"""Where does one report, read, answer and lift a deviation?"""

from django.urls import path

from samsyn.deviations.views import around, moves, reading, reporting, steps, words

app_name = "deviations"
urlpatterns = [
    path("ny/", reporting.report, name="report"),
    path("forslag/", around.suggestions, name="suggestions"),
    path("forslag/avfarda/", around.dismiss, name="dismiss"),
    path("trappan/", around.ladder, name="ladder"),
    path("borta/", around.leave, name="leave"),
    path("", reading.deviations, name="list"),
    path("<uuid:deviation_id>/", reading.show, name="show"),
    path("<uuid:deviation_id>/svara/", steps.answer, name="answer"),
    path("<uuid:deviation_id>/ja/", moves.agree, name="agree"),
    path("<uuid:deviation_id>/nej/", steps.refuse, name="refuse"),
    path("<uuid:deviation_id>/lyft/", steps.lift, name="lift"),
    path("<uuid:deviation_id>/samtal/", steps.talk, name="talk"),
    path("<uuid:deviation_id>/ta/", moves.take, name="take"),
    path("<uuid:deviation_id>/inte-vart/", steps.disown, name="disown"),
    path("<uuid:deviation_id>/folj-upp/", steps.follow_up, name="follow_up"),
    path("<uuid:deviation_id>/avsluta/", moves.close, name="close"),
    path("<uuid:deviation_id>/ta-tillbaka/", steps.withdraw, name="withdraw"),
    path("<uuid:deviation_id>/oppna-igen/", steps.reopen, name="reopen"),
    path("<uuid:deviation_id>/ny-trappa/", moves.new_ladder, name="new_ladder"),
    path("<uuid:deviation_id>/last/", moves.read_answer, name="read_answer"),
    path("text/<uuid:words_id>/dolj/", words.hide, name="hide"),
    path("text/<uuid:words_id>/skriv-om/", words.rewrite, name="rewrite"),
    path("text/<uuid:words_id>/visa/", words.show_words, name="show_words"),
]
