"""Where does one find the action plan and its matrix?"""

from django.urls import path

from samsyn.actionplans import views

app_name = "actionplans"
PLAN = "handlingsplaner/<uuid:plan_id>/"
urlpatterns = [
    path("handlingsplaner/", views.plan_list, name="list"),
    path("handlingsplaner/ny/", views.new, name="new"),
    path(PLAN, views.show, name="show"),
    path(f"{PLAN}version/<int:number>/", views.show, name="version"),
    path(f"{PLAN}rad/<slug:row_id>/", views.row, name="row"),
    path(f"{PLAN}rad/<slug:row_id>/lyft/", views.lift, name="lift"),
    path(f"{PLAN}rad/<slug:row_id>/ta-in/", views.take_back, name="take_back"),
    path(f"{PLAN}skriv/", views.edit, name="edit"),
    path(f"{PLAN}lage/", views.report, name="report"),
    path(f"{PLAN}lagg-fram/", views.propose, name="propose"),
    path(f"{PLAN}ta-tillbaka/", views.send_back, name="send_back"),
    path(f"{PLAN}besluta/", views.decide, name="decide"),
    path(f"{PLAN}skriv-under/", views.sign, name="sign"),
    path(f"{PLAN}revidera/", views.revise, name="revise"),
    path(f"{PLAN}avsluta/", views.close, name="close"),
    path(f"{PLAN}jamfor/<int:before>/<int:after>/", views.compare, name="compare"),
    path(f"{PLAN}plan.pdf", views.pdf, name="pdf"),
    path(f"{PLAN}plan.docx", views.docx, name="docx"),
]
