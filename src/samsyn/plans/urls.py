"""Where does one read, write, agree to and follow up a plan?"""

from django.urls import path

from samsyn.plans import views

app_name = "plans"
urlpatterns = [
    path("arenden/<uuid:case_id>/plan/", views.start, name="start"),
    path("planer/<uuid:plan_id>/", views.show, name="show"),
    path("planer/<uuid:plan_id>/version/<int:number>/", views.show, name="version"),
    path("planer/<uuid:plan_id>/skriv/", views.edit, name="edit"),
    path("planer/<uuid:plan_id>/ja-eller-nej/", views.answer, name="answer"),
    path("planer/<uuid:plan_id>/uppfoljning/", views.follow_up, name="follow_up"),
    path("planer/<uuid:plan_id>/jamfor/<int:before>/<int:after>/", views.compare, name="compare"),
    path("planer/<uuid:plan_id>/plan.pdf", views.pdf, name="pdf"),
    path("planer/<uuid:plan_id>/version/<int:number>/plan.pdf", views.pdf, name="version_pdf"),
]
