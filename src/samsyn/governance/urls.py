"""Where does one find arenas, meetings, matters and the balance list?"""

from django.urls import URLPattern, path

from samsyn.governance.views import (
    agenda,
    arenas,
    balance,
    mandates,
    matters,
    meetings,
    minutes,
    seats,
    start,
)

app_name = "governance"
urlpatterns: list[URLPattern] = [
    path("", start.start, name="start"),
    path("arenor/", arenas.arenas, name="arenas"),
    path("arenor/ny/", arenas.arena_new, name="arena_new"),
    path("arenor/<uuid:arena_id>/", arenas.arena, name="arena"),
    path("arenor/<uuid:arena_id>/andra/", arenas.arena_change, name="arena_change"),
    path("arenor/<uuid:arena_id>/byt-namn/", arenas.arena_rename, name="arena_rename"),
    path("arenor/<uuid:arena_id>/stang/", arenas.arena_close, name="arena_close"),
    path("arenor/<uuid:arena_id>/platser/", seats.arena_seats, name="arena_seats"),
    path("arenor/<uuid:arena_id>/uppdrag/skriv/", mandates.mandate_write, name="mandate_write"),
    path("platser/<uuid:seat_id>/tilltrad/", seats.seat_fill, name="seat_fill"),
    path("platser/<uuid:seat_id>/lamna/", seats.seat_leave, name="seat_leave"),
    path("platser/<uuid:seat_id>/avsluta/", seats.seat_end, name="seat_end"),
    path("uppdrag/", mandates.mandates, name="mandates"),
    path("uppdrag/lista.csv", mandates.mandates_csv, name="mandates_csv"),
    path("uppdrag/lista.pdf", mandates.mandates_pdf, name="mandates_pdf"),
    path("uppdrag/<uuid:mandate_id>/", mandates.mandate, name="mandate"),
    path("uppdrag/<uuid:mandate_id>/skillnad/", mandates.mandate_change, name="mandate_change"),
    path("uppdrag/<uuid:mandate_id>/faststall/", mandates.mandate_adopt, name="mandate_adopt"),
]

urlpatterns += [
    path("arenden/", matters.show_all, name="matters"),
    path("arenden/nytt/", matters.new, name="new_matter"),
    path("arenden/<uuid:matter_id>/", matters.show, name="matter"),
    path("arenden/<uuid:matter_id>/bered/", matters.prepare, name="prepare_matter"),
    path("arenden/<uuid:matter_id>/dokument/", matters.document, name="matter_document"),
    path("arenden/<uuid:matter_id>/lamna-over/", matters.hand_over, name="hand_over"),
    path("arenden/<uuid:matter_id>/avsluta/", matters.close, name="close_matter"),
    path("arenden/<uuid:matter_id>/ta-upp-igen/", matters.reopen, name="reopen_matter"),
]
urlpatterns += [
    path("moten/", meetings.calendar, name="calendar"),
    path("moten/nytt/", meetings.plan, name="plan_meeting"),
    path("moten/planera/<uuid:arena_id>/<int:year>/", meetings.plan_year, name="plan_year"),
    path("moten/kalender/<uuid:arena_id>/<int:year>.ics", meetings.feed, name="feed"),
    path("moten/<uuid:meeting_id>/", meetings.show, name="meeting"),
    path("moten/<uuid:meeting_id>/flytta/", meetings.move, name="move_meeting"),
    path("moten/<uuid:meeting_id>/stall-in/", meetings.cancel, name="cancel_meeting"),
    path("moten/<uuid:meeting_id>/inbjudan.ics", meetings.invite, name="invitation"),
    path("moten/<uuid:meeting_id>/kallelse/", meetings.call, name="call_meeting"),
    path("moten/<uuid:meeting_id>/kallelse.pdf", meetings.call_paper, name="call_paper"),
    path("moten/<uuid:meeting_id>/narvaro/", meetings.attendance, name="attendance"),
    path("moten/<uuid:meeting_id>/dagordning/", agenda.edit, name="agenda"),
    path("moten/<uuid:meeting_id>/dagordning/<uuid:item_id>/", agenda.change, name="agenda_item"),
]
urlpatterns += [
    path("moten/<uuid:meeting_id>/protokoll/", minutes.take, name="minutes"),
    path("moten/<uuid:meeting_id>/protokoll/klart/", minutes.ready, name="minutes_ready"),
    path("moten/<uuid:meeting_id>/protokoll/oppna/", minutes.reopen, name="minutes_reopen"),
    path("moten/<uuid:meeting_id>/protokoll.pdf", minutes.paper, name="minutes_paper"),
    path("moten/<uuid:meeting_id>/utdrag/<uuid:item_id>.pdf", minutes.excerpt, name="excerpt"),
    path("moten/<uuid:meeting_id>/justera/", minutes.approve, name="approve"),
    path("moten/<uuid:meeting_id>/publicera/", minutes.publish, name="publish"),
    path("moten/<uuid:meeting_id>/ratta/", minutes.correct, name="correct"),
]
urlpatterns += [
    path("balanslista/", balance.show_all, name="balances"),
    path("balanslista/<uuid:arena_id>/", balance.show, name="balance"),
    path("balanslista/<uuid:arena_id>/ny/", balance.add, name="add_entry"),
    path("balanslista/<uuid:arena_id>/lista.pdf", balance.paper, name="balance_paper"),
    path("balanslista/uppdrag/<uuid:entry_id>/", balance.entry, name="entry"),
    path("balanslista/uppdrag/<uuid:entry_id>/hur-gar-det/", balance.update, name="update_entry"),
    path("balanslista/uppdrag/<uuid:entry_id>/lamna-over/", balance.hand, name="hand_entry"),
    path("balanslista/uppdrag/<uuid:entry_id>/avsluta/", balance.close, name="close_entry"),
]
