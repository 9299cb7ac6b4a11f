"""A number in, the numeral out that a list of some format shows: letters, kana, kanji, Roman, circled."""

from __future__ import annotations

from collections.abc import Callable

Numeral = Callable[[int], str]

LETTERS = "abcdefghijklmnopqrstuvwxyz"
KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
HALF_KANA = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
HALF_IROHA = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽ"
_DIGITS = "〇一二三四五六七八九"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def positional(letters: str) -> Numeral:
    """Letters as digits without a nought: a … z, aa, ab (lists of HTML)."""

    def numeral(number: int) -> str:
        text = ""
        rest = number
        while rest > 0:
            rest, place = divmod(rest - 1, len(letters))
            text = letters[place] + text
        return text or str(number)

    return numeral


def repeated(letters: str) -> Numeral:
    """Letters that begin again doubled: a … z, aa, bb (lists of Word)."""

    def numeral(number: int) -> str:
        if number < 1:
            return str(number)
        times, place = divmod(number - 1, len(letters))
        return letters[place] * (times + 1)

    return numeral


def roman(number: int) -> str:
    """Small Roman numerals, 1 to 3,999."""
    if not 0 < number < 4000:
        return str(number)
    text, rest = "", number
    for value, letters in _ROMAN:
        text += letters * (rest // value)
        rest %= value
    return text


def counting(number: int) -> str:
    """Kanji as one counts: 十二, 百三. 1 to 999."""
    if not 0 < number < 1000:
        return digital(number)
    text = ""
    for value, name in ((100, "百"), (10, "十")):
        times, number = divmod(number, value)
        text += f"{_DIGITS[times] if times > 1 else ''}{name if times else ''}"
    return text + (_DIGITS[number] if number else "")


def digital(number: int) -> str:
    """Kanji digit by digit: 一〇."""
    return "".join(_DIGITS[int(digit)] if digit.isdecimal() else digit for digit in str(number))


def full_width(number: int) -> str:
    """Full-width digits."""
    return str(number).translate(_FULL_WIDTH)


def symbols(*runs: tuple[int, str]) -> Numeral:
    """One character for each number: runs (first number, first character and last, as `①⑳`), else plain digits."""

    def numeral(number: int) -> str:
        for first, ends in runs:
            if first <= number <= first + ord(ends[1]) - ord(ends[0]):
                return chr(ord(ends[0]) + number - first)
        return str(number)

    return numeral


def listed(names: str) -> Numeral:
    """One character for each number from 1, else plain digits."""
    return lambda number: names[number - 1] if 0 < number <= len(names) else str(number)


circled = symbols((1, "①⑳"), (21, "㉑㉟"), (36, "㊱㊿"))
parenthesised = symbols((1, "⑴⒇"))
stopped = symbols((1, "⒈⒛"))
