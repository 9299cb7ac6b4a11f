"""Two plans as XML in; the edit script of xmldiff and the pairs of items that it matched out.

usage: peer_xmldiff.py OLD.xml NEW.xml
"""

from __future__ import annotations

import sys

from lxml import etree
from xmldiff.diff import Differ


def main() -> None:
    differ = Differ()
    differ.set_trees(*(etree.parse(path).getroot() for path in sys.argv[1:]))
    numbers = [{node: n for n, node in enumerate(root.iter("item"))} for root in (differ.left, differ.right)]
    pairs = [(numbers[0][a], numbers[1][b]) for a, b, _ in differ.match() if a in numbers[0] and b in numbers[1]]
    for action in differ.diff():
        print(action, file=sys.stderr)
    for a, b in pairs:
        print(a, b)


if __name__ == "__main__":
    main()
