"""What stands on a page, as numbers."""

import re


def plain(text):
    """With plain spaces."""
    return re.sub("[\u00a0\u202f\n]", " ", text).strip()


def number(text):
    """`1 234` as 1234; None for a dash."""
    text = re.sub(r"[\s\u00a0\u202f]", "", text)
    return None if text == "–" else int(text) if re.fullmatch(r"-?\d+", text) else float(text)


def percent(value):
    return f"{value * 100:.1f} %"


def table(locator):
    """A table as rows of texts by heading. Of a rounded size, the exact bytes in its title count."""
    return locator.evaluate(
        """table => {
          const names = [...table.tHead.rows[0].cells].map(cell => cell.innerText.replace(/[↑↓]/, "").trim());
          return [...table.tBodies[0].rows].map(row => Object.fromEntries([...row.cells].map((cell, place) => {
            const exact = cell.querySelector("span[title$=' bytes']");
            return [names[place], exact ? exact.title.replace(" bytes", "") : cell.innerText.trim()];
          })));
        }"""
    )
