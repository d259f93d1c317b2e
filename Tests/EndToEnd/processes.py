"""Starts programs and ends exactly those again, each by its own process id.

A test that leaves a dockerd behind spoils the next run, and one that ends things by name ends things it
does not own. So whatever is started here is remembered, dies with this process even if that is killed
(the kernel's parent-death signal), and is otherwise ended in the opposite order of its start.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import time

_libc = ctypes.CDLL(None)


def _die_with_parent():
    PR_SET_PDEATHSIG = 1
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


class Failed(Exception):
    """A program did not do what it should; the message has all that it said."""


class Processes:
    def __init__(self):
        self._running = []

    def start(self, argv, log, env=None):
        """Starts a server whose output goes to the file `log`."""
        with open(log, "ab") as output:
            process = subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                env=environment(env), preexec_fn=_die_with_parent)
        process.log = log
        self._running.append(process)
        return process

    def stop(self, process):
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)
        if process in self._running:
            self._running.remove(process)

    def stop_all(self):
        for process in reversed(list(self._running)):
            with contextlib.suppress(Exception):
                self.stop(process)


def environment(extra=None):
    """This process's environment without what would change the clients: proxies, homes, languages."""
    kept = {name: value for name, value in os.environ.items()
            if not name.lower().endswith("_proxy") and not name.startswith(("DOCKER_", "CONTAINER"))}
    kept["PATH"] = kept.get("PATH", "/usr/bin:/bin") + ":/usr/sbin:/sbin"
    kept["LC_ALL"] = "C.UTF-8"
    kept.update(extra or {})
    return kept


def run(argv, check=True, timeout=60, env=None, input=None):
    """Runs a program to its end; its output is text, and part of the message if it fails."""
    try:
        done = subprocess.run(
            argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=timeout, env=environment(env),
            **({"input": input} if input is not None else {"stdin": subprocess.DEVNULL}))
    except subprocess.TimeoutExpired as late:
        raise Failed(f"{readable(argv)}\nwas not done after {timeout} s\n{late.stdout}\n{late.stderr}") from None
    done.stdout, done.stderr = (text.decode(errors="replace") for text in (done.stdout, done.stderr))
    if check and done.returncode != 0:
        raise Failed(f"{readable(argv)}\nended with {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def wait_for(ready, what, process=None, seconds=40):
    """Waits until `ready()` is true; a server that ends meanwhile is an error with its own last words."""
    end = time.monotonic() + seconds
    while not ready():
        died = process is not None and process.poll() is not None
        if died or time.monotonic() > end:
            said = open(process.log, errors="replace").read()[-3000:] if process is not None else ""
            raise Failed(f"{what}: {'ended by itself' if died else f'not ready after {seconds} s'}\n{said}")
        time.sleep(0.05)


def readable(argv):
    return " ".join(str(word) for word in argv)
