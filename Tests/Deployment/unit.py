"""Reads a unit as systemd does, as far as Ebb's units go."""

import subprocess


class Unit:
    def __init__(self, path):
        self.values = {}
        for line in path.read_text().splitlines():
            if "=" in line and not line.startswith(("#", ";", "[")):
                name, value = line.split("=", 1)
                self.values.setdefault(name, []).append(value)

    def one(self, name):
        (value,) = self.values[name]
        return value

    def shell(self, name):
        """The command as bash takes it: systemd's quotes are the same, and $$ is its dollar."""
        return self.one(name).replace("$$", "$")

    def environment(self):
        return [entry for value in self.values.get("Environment", []) for entry in value.split()]

    def command(self, name, tracing):
        """What runs the command as this unit's user, with its groups and environment and no other rights."""
        groups = " ".join(self.values.get("SupplementaryGroups", []))
        rights = f"--reuid={self.one('User')} --regid={self.one('Group')} --no-new-privs --bounding-set=-all --inh-caps=-all"
        rights += f" --groups={groups}" if groups else " --clear-groups"
        return (
            f"umask {self.one('UMask')}; exec env -i PATH=/usr/bin:/bin {' '.join(self.environment())} "
            f"setpriv {rights} strace -f -qq -o {tracing} {self.shell(name)}"
        )

    def allowed_calls(self):
        allowed = set()
        for value in self.values["SystemCallFilter"]:
            names = set().union(*map(calls, value.removeprefix("~").split()))
            allowed = allowed - names if value.startswith("~") else allowed | names
        return allowed


def calls(group):
    """The system calls of a group, with those of the groups in it."""
    if not group.startswith("@"):
        return {group}
    said = subprocess.run(["systemd-analyze", "syscall-filter", "--no-pager", group], capture_output=True, text=True, check=True).stdout
    names = {line.strip() for line in said.splitlines()[1:] if line.startswith("    ") and not line.strip().startswith("#")}
    return set().union(*(calls(name) for name in names))
