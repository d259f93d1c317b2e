"""Reads a Dockerfile into its stages, as far as Ebb's goes."""

import json
import re


class Stage:
    def __init__(self, image, name):
        self.image, self.name, self.steps = image, name, []

    def all(self, instruction):
        return [value for name, value in self.steps if name == instruction]

    def one(self, instruction):
        (value,) = self.all(instruction)
        return value

    def words(self, instruction):
        """The exec form: a JSON list."""
        return json.loads(self.one(instruction))


def stages(text):
    text = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    found = []
    for line in re.sub(r"\\\n\s*", "", text).splitlines():
        if not line.strip():
            continue
        name, value = line.split(maxsplit=1)
        if name == "FROM":
            image, *alias = value.split(" AS ")
            found.append(Stage(image, *alias or [None]))
        else:
            found[-1].steps.append((name, value.strip()))
    return found


def packages(command):
    """What an apt-get install in a RUN step names."""
    found = re.search(r"apt-get install ([^&]*)", command)
    return {word for word in found[1].split() if not word.startswith("-")} if found else set()
