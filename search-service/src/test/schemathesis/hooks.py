"""What the generator can't know by the document alone: what a picture is, and which ones there are."""

import base64
import hashlib
import io
import json
import os
import pathlib
import re
import zipfile

import schemathesis
from hypothesis import strategies as st

KNOWN = os.environ["KNOWN_PICTURE"]
FOLDER = pathlib.Path(os.environ["PICTURES"])
HEX = re.compile("[0-9a-f]{64}")

TYPES = {
    "image/jpeg": "baseline.jpg",
    "image/png": "rgb.png",
    "image/webp": "lossy.webp",
    "image/gif": "still.gif",
    "image/bmp": "rgb.bmp",
    "image/tiff": "lzw.tiff",
}
for media_type, name in TYPES.items():
    picture = (FOLDER / name).read_bytes()
    # The field takes several, and only as a list do they get file names.
    schemathesis.openapi.media_type(media_type, st.just([picture]))


def archive():
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as pictures:
        pictures.write(FOLDER / "rgb.png", "rgb.png")
    return data.getvalue()


schemathesis.openapi.media_type("application/zip", st.just(archive()))

INPUT = base64.b64encode((FOLDER / "rgb.png").read_bytes()).decode()
schemathesis.openapi.format("picture", st.sampled_from([INPUT, "data:image/png;base64," + INPUT]))
schemathesis.openapi.format("model", st.just("efficientnet-lite0"))
# The one that serves: it is refused (409), since each move would last longer than the test.
schemathesis.openapi.format("model-location", st.just("classpath:models/efficientnet-lite0"))

KEYS = st.text("abcABC_-.0", min_size=1, max_size=8)
VALUES = st.one_of(st.text(max_size=9), st.integers(-(2**53), 2**53), st.booleans())
ATTRIBUTES = st.dictionaries(KEYS, VALUES, max_size=3).map(json.dumps)
schemathesis.openapi.format("attributes", ATTRIBUTES)


def details(name, attributes):
    """Of a picture that another service has; map_body makes its id that of the bytes beside it."""
    facts = {"fileName": name, "uploader": "ann", "attributes": json.loads(attributes)}
    return json.dumps({"id": KNOWN, "addedAt": "2026-01-02T03:04:05.678Z"} | facts)


schemathesis.openapi.format("details", st.builds(details, st.text("abc.", min_size=1).map("p".__add__), ATTRIBUTES))

CORNER = st.integers(0, 5).map(lambda n: n / 10)
SIDE = st.integers(1, 5).map(lambda n: n / 10)
BOX = st.tuples(CORNER, CORNER, SIDE, SIDE)
schemathesis.openapi.format("crop", BOX.map(lambda box: ",".join(map(str, box))))


@schemathesis.hook
def filter_query(context, query):
    # An empty field of a form means that it is left out; JSON Schema has no word for that.
    return not query or "" not in query.values()


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    # Half of the calls are for a picture that is there. It has to stay, so none of those removes it.
    known = context.operation.method.lower() != "delete" and "/images/" in context.operation.path
    value = (path_parameters or {}).get("id")
    if known and isinstance(value, str) and HEX.fullmatch(value) and value < "8":
        path_parameters["id"] = KNOWN
    return path_parameters


TEXTS = ("attributes", "consistency", "crop", "details", "embedding", "fingerprint", "uploader", "url")


@schemathesis.hook
def filter_case(context, case):
    body = case.body
    if not isinstance(body, dict):
        return True
    if case.media_type == "multipart/form-data":
        # As in a query, an empty field is one that is left out.
        if body.get("details") == "":
            return False
        # A form has nothing but text: a number there is the text of it, and that may be right.
        if any(isinstance(body.get(name, ""), (bool, int, float)) for name in TEXTS):
            return False
        # The query is for an archive that is the body itself. A form with both says a thing twice.
        if set(case.query or ()) & set(body):
            return False
    return True


def number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def ids(value):
    return isinstance(value, list) and all(isinstance(each, str) and HEX.fullmatch(each) for each in value)


def name_after_bytes(body):
    """An id is the digest of the bytes beside it, of which this field takes one, and not several."""
    files, text = body.get("file"), body.get("details")
    if isinstance(files, list) and len(files) == 1 and isinstance(files[0], bytes):
        body["file"] = files[0]
        if isinstance(text, str):
            body["details"] = text.replace(KNOWN, hashlib.sha256(files[0]).hexdigest())


@schemathesis.hook
def map_body(context, body):
    """The rules between fields. Only where each field is right by itself: what is wrong stays wrong."""
    if context.operation.path.endswith("/import"):
        fields = getattr(body, "body", body)  # a form comes with the types of its files around it
        if isinstance(fields, dict):
            name_after_bytes(fields)
    if not isinstance(body, dict) or not context.operation.path.endswith("/search"):
        return body
    if ids(body.get("positive")):
        body["positive"] = [KNOWN if each < "8" else each for each in body["positive"]] or [KNOWN]
    for name in ("positive", "negative"):
        if ids(body.get(name)):
            body[name] = body[name][:8]  # 32 examples in all
    if isinstance(body.get("id"), str) and HEX.fullmatch(body["id"]) and body["id"] < "8":
        body["id"] = KNOWN
    if all(number(body.get(name)) for name in ("k", "offset")) and 1 <= body["k"] <= 10_000:
        if 0 <= body["offset"] < 10_000:
            body["offset"] = min(body["offset"], 10_000 - body["k"])
    crop = body.get("crop")
    sides = ("x", "y", "width", "height")
    if isinstance(crop, dict) and all(number(crop.get(side)) and 0 <= crop[side] <= 1 for side in sides):
        crop.update((side, min(crop[side], 0.5)) for side in sides)
    return body
