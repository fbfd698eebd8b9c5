"""Which files are taken, and is what the camera wrote gone?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.attachments.rules import NotTaken, Why, size_text
from samsyn.attachments.rules.media import Media, file_name, taken
from tests.attachments import samples


@pytest.mark.parametrize("name", sorted(samples.KEPT))
def test_each_of_the_six_kinds_is_taken(name):
    found = taken(name, samples.KEPT[name])
    assert name.lower().rsplit(".", 1)[1].replace("jpeg", "jpg") == found.media.extension[1:]


REFUSED = {
    "empty": ("a.pdf", b"", Why.EMPTY),
    "a program": ("a.exe", b"MZ\x90\0" + bytes(100), Why.UNKNOWN),
    "a program called a document": ("a.pdf", b"MZ\x90\0" + bytes(100), Why.DISAGREES),
    "a program called a text": ("a.txt", b"MZ\x90\0" + bytes(100), Why.DISAGREES),
    "a page called a text": ("a.txt", b"<html><script>1</script>", Why.DISAGREES),
    "a drawing called a picture": ("a.png", b"<svg xmlns='x'/>", Why.DISAGREES),
    "a page": ("a.html", b"<html></html>", Why.UNKNOWN),
    "a picture called a document": ("a.pdf", samples.png(), Why.DISAGREES),
    "two endings, the last one counts": ("a.pdf.exe", samples.PDF, Why.UNKNOWN),
    "a package of files": ("a.docx", samples.ZIP, Why.DISAGREES),
    "one office document called another": ("a.odt", samples.DOCX, Why.DISAGREES),
    "macros": ("a.docx", samples.MACROS, Why.MACROS),
    "a script in a document": ("a.pdf", samples.PDF.replace(b"/Catalog", b"/JavaScript"), Why.MACROS),
    "half a document": ("a.pdf", samples.PDF[:30], Why.BROKEN),
    "half a package": ("a.docx", samples.DOCX[:60], Why.BROKEN),
    "half a picture": ("a.jpg", samples.jpeg()[:-2], Why.BROKEN),
    "half a PNG": ("a.png", samples.png()[:-9], Why.BROKEN),
    "zeros in a text": ("a.txt", b"hej\0hej", Why.DISAGREES),
}  # fmt: skip


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_nothing_else_is(what):
    name, content, why = REFUSED[what]
    with pytest.raises(NotTaken) as refusal:
        taken(name, content)
    assert refusal.value.why is why


class TestPictures:
    def test_a_jpeg_loses_place_time_and_comments_but_not_its_look(self):
        seen = samples.jpeg(samples.exif(1), samples.segment(0xFE, b"Storgatan"),
                            samples.segment(0xED, b"Photoshop Storgatan"))  # fmt: skip
        assert taken("a.jpg", seen).content == samples.jpeg()

    @pytest.mark.parametrize("order", ["<", ">"])
    def test_which_side_is_up_stays(self, order):
        content = taken("a.jpg", samples.jpeg(samples.exif(6, order))).content
        assert b"Storgatan" not in content and content != samples.jpeg()
        again = taken("a.jpg", content).content
        assert again == content

    def test_a_png_loses_texts_and_camera_data(self):
        seen = samples.png(samples.part(b"tEXt", b"Author\0Kim"), samples.part(b"eXIf", b"MM\0*"))
        assert taken("a.png", seen).content == samples.png()

    @settings(deadline=None)
    @given(st.binary(max_size=200))
    def test_any_bytes_are_taken_or_refused_in_words(self, noise):
        for name, before in (
            ("a.jpg", b"\xff\xd8\xff"),
            ("a.png", samples.png()[:33]),
            ("a.docx", b"PK\x03\x04"),
        ):
            try:
                taken(name, before + noise)
            except NotTaken as refusal:
                assert refusal.why.sv


def test_a_fetched_file_is_called_by_its_title_without_odd_signs():
    assert file_name('Kart/lägg "ning"\r\n.exe', Media.PDF) == "Kart lägg ning exe.pdf"
    assert file_name("//", Media.TEXT) == "bilaga.txt"


def test_sizes_are_said_as_people_say_them():
    assert (size_text(10), size_text(34_400), size_text(2_400_000)) == ("1 kB", "34 kB", "2,4 MB")
