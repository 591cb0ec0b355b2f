"""Names in a bill of materials what is inside of the jar with OpenVINO, which Maven knows nothing of.

    python3 name_parts.py BILL VERSION
"""

import json
import sys
from pathlib import Path

# As the library says itself: strings libtbb.so.12 | grep VERSION:
ONE_TBB = "2021.13.1"


def part(name: str, version: str, publisher: str, package: str) -> dict:
    """One component, under OpenVINO's own licence as all of them are."""
    return {"type": "library", "bom-ref": package, "publisher": publisher, "name": name, "version": version,
            "licenses": [{"license": {"id": "Apache-2.0"}}], "purl": package}


def main(file: str, version: str) -> None:
    """Writes the bill anew, with the parts inside of their component."""
    bill = json.loads(Path(file).read_text(encoding="utf-8"))
    [component] = [each for each in bill["components"] if (each["group"], each["name"]) == ("io.imagesearch", "openvino")]
    component["components"] = [
        part("openvino", version, "Intel Corporation", f"pkg:pypi/openvino@{version}"),
        part("oneTBB", ONE_TBB, "UXL Foundation", f"pkg:github/uxlfoundation/oneTBB@v{ONE_TBB}"),
    ]
    Path(file).write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
