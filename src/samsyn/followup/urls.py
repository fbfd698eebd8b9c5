"""Where does one find reports, findings and proof?"""

from django.urls import path

from samsyn.followup.views import findings, proof, reports

app_name = "followup"
REPORT = "uppfoljning/<uuid:report_id>/"
FINDING = "revision/<uuid:finding_id>/"
urlpatterns = [
    path("uppfoljning/", reports.reports, name="reports"),
    path("uppfoljning/ny/", reports.new_report, name="new_report"),
    path(REPORT, reports.report, name="report"),
    path(f"{REPORT}skriv/", reports.write, name="write"),
    path(f"{REPORT}underlag/", reports.basis, name="basis"),
    path(f"{REPORT}underlag/<slug:key>/", reports.refresh, name="refresh"),
    path(f"{REPORT}las/", reports.freeze, name="freeze"),
    path(f"{REPORT}publicera/", reports.publish, name="publish"),
    path(f"{REPORT}ratta/", reports.correct, name="correct"),
    path(f"{REPORT}uppfoljning.pdf", reports.report_pdf, name="report_pdf"),
    path(f"{REPORT}uppfoljning.docx", reports.report_docx, name="report_docx"),
    path(f"{REPORT}uppfoljning.md", reports.report_md, name="report_md"),
    path("revision/", findings.findings, name="findings"),
    path("revision/ny/", findings.new_finding, name="new_finding"),
    path("revision/bevis/", proof.proof, name="proof"),
    path("revision/bevis.pdf", proof.proof_pdf, name="proof_pdf"),
    path("revision/bevis.csv", proof.proof_csv, name="proof_csv"),
    path("revision/bevis.json", proof.proof_json, name="proof_json"),
    path(FINDING, findings.finding, name="finding"),
    path(f"{FINDING}svar/", findings.answer, name="answer"),
    path(f"{FINDING}atgard/", findings.new_measure, name="new_measure"),
    path("revision/atgarder/<uuid:measure_id>/", findings.measure, name="measure"),
]
