"""Examples for rules.yml: never imported, only read by semgrep's own test."""


# ruleid: view-that-asks-nothing
def open_to_all(request: HttpRequest, case_id) -> HttpResponse:
    cursor = connection.cursor()
    # ruleid: sql-made-of-text
    cursor.execute(f"SELECT * FROM cases_case WHERE id = '{case_id}'")
    # ruleid: sql-made-of-text
    cursor.execute("SELECT * FROM cases_case WHERE id = '%s'" % case_id)
    # ruleid: sql-made-of-text
    cursor.execute("SELECT * FROM cases_case WHERE id = " + case_id)
    # ruleid: sql-made-of-text
    Case.objects.raw(f"SELECT * FROM cases_case WHERE id = '{case_id}'")
    # ruleid: sql-made-of-text
    Case.objects.extra(where=["true"])
    # ok: sql-made-of-text
    cursor.execute("SELECT * FROM cases_case WHERE id = %s", [case_id])
    # ruleid: html-marked-safe
    return mark_safe(request.GET["text"])


# ok: view-that-asks-nothing
@requires(Permission.CHILD_READ)
def guarded(request: HttpRequest) -> HttpResponse:
    # ruleid: what-was-sent-in-a-log
    log.warning("sent: %s", request.POST["number"])
    # ruleid: what-was-sent-in-a-log
    log.info("asked for", request.get_full_path())
    # ok: what-was-sent-in-a-log
    log.warning("a form could not be read")
    # ruleid: values-put-into-log-words
    log.error(f"child {child.name} is missing")
    # ok: html-marked-safe
    format_html("<b>{}</b>", request.GET["text"])
    # ruleid: sent-where-the-asker-says
    return redirect(request.GET.get("next"))


# ok: view-that-asks-nothing
@signed_in
def also_guarded(request: HttpRequest) -> HttpResponse:
    # ok: sent-where-the-asker-says
    return redirect(safe_next(request, request.GET.get("next")))


# ok: view-that-asks-nothing
def _inner(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


# ruleid: no-csrf-check
@csrf_exempt
@open_page
def unasked(request: HttpRequest) -> HttpResponse:
    # ruleid: code-from-data
    eval(request.body)
    # ruleid: code-from-data
    subprocess.run("ls", shell=True)
    # ok: code-from-data
    subprocess.run(["ls"])
    # ruleid: certificate-not-checked
    requests.get("https://idp.example", verify=False)
    # ok: certificate-not-checked
    requests.get("https://idp.example", timeout=5)
