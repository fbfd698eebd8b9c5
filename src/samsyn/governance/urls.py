"""Where does one find arenas, meetings, matters and the balance list?"""

from django.urls import URLPattern, path

from samsyn.governance.views import arenas, mandates, seats, start

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
