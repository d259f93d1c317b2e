"""What the clients really did: each act's own log lines against what its command must have caused.

These tests need no Ebb. They prove that the recording is what the other tests take it for, and that the
independent counter reads it rightly.
"""

from collections import Counter

import tables
from facts import Facts


def test_every_act_ended_as_it_should(stage):
    wrong = [f"{act.what}: {act.said}" for act in stage.acts if act.succeeded != act.should_succeed]
    assert not wrong, "\n".join(wrong)


def test_each_act_left_exactly_its_requests(stage):
    for act in stage.acts:
        found = Facts.of(stage.lines_of[act.number])
        assert found.requests == act.facts.requests, act.what
        assert found.bytes == act.facts.bytes, act.what


def test_each_act_came_from_its_own_machine(stage):
    for act in stage.acts:
        assert {line.client for line in stage.lines_of[act.number]} <= {act.address}, act.what


def test_no_line_is_outside_the_acts(stage):
    assert sum(map(len, stage.lines_of.values())) + len(stage.acts) == len(stage.lines)


def test_tools_are_the_clients_of_this_machine(stage):
    versions = {line.tool for line in stage.lines if line.role and line.tool[0]}
    assert {name for name, _ in versions} == {"docker", "containerd", "skopeo", "curl"}
    for name, program in (("docker", "dockerd"), ("containerd", "containerd"), ("skopeo", "skopeo"), ("curl", "curl")):
        said = stage.nobody.run([program, "--version"]).stdout
        assert any(version in said for known, version in versions if known == name), (name, said)


def test_go_clients_name_the_old_host_and_curl_does_not(stage):
    """What tells a client that has moved from one that was redirected. All hops in TLS keep the referer, too."""
    through_old = Counter()
    for act in stage.acts:
        if "through old" in act.what or "redirect" in act.what:
            for line in stage.lines_of[act.number]:
                if line.role == "current":
                    through_old[line.tool[0], line.via] += 1
    assert set(through_old) == {("docker", "followed"), ("containerd", "followed"), ("skopeo", "followed"),
                                ("curl", "unknown")}


def test_all_formats_have_the_same_lines(stage):
    assert len({text.count("\n") for text in stage.text.values()}) == 1


def test_the_counter_knows_every_operation_of_the_recording(stage):
    operations = {line.operation for line in stage.lines if line.role}
    needed = {"ping", "manifestGet", "manifestHead", "blobGet", "blobHead", "push", "tagList", "catalog", "other"}
    assert needed <= operations
    assert not stage.chain.backend or any(line.role == "backend" for line in stage.lines)
    assert ("none" in operations) == (not stage.chain.tls), "a TLS greeting on a plain port is no request"


def test_what_was_lost_is_known_from_the_commands(stage):
    """curl without -L: three manifests, a layer and a ping; a hostile path; and each client's push."""
    pushes = sum(act.what.endswith("pushes through old") for act in stage.acts)
    assert tables.Followed(stage.lines).lost == 5 + 1 + pushes
