"""Where are the files of a case?"""

from django.urls import path

from samsyn.attachments import views

app_name = "attachments"
urlpatterns = [
    path("arenden/<uuid:case_id>/bilagor/", views.files_of_case, name="list"),
    path("bilagor/<uuid:attachment_id>/", views.fetch, name="fetch"),
    path("bilagor/<uuid:attachment_id>/ta-bort/", views.take_off, name="take_off"),
]
