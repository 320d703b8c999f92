#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""discretion check: what it answers to streams and to people."""

import json
import os
import pathlib
import select
import shutil
import subprocess
import tempfile

COMMAND = os.path.join(os.environ["DISCRETION_BUILD"], "discretion")
DATA = str(pathlib.Path(__file__).parent / "data")
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
MAX_LINE = 1024 * 1024


def run(*arguments, stdin=b"", env=None, command="check", **more):
    if isinstance(stdin, str):
        stdin = stdin.encode()
    return subprocess.run([COMMAND, command, "--data", DATA, *arguments], input=stdin,
                          env={**ENVIRONMENT, **(env or {})}, timeout=60,
                          stdout=more.get("stdout", subprocess.PIPE), stderr=subprocess.PIPE)


def answers(*lines):
    """Status and answers to lines; a dict stands for its JSON."""
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    done = run("--jsonl", stdin=text)
    return done.returncode, [json.loads(line) for line in done.stdout.decode().splitlines()]


def same(found, expected):
    assert found == expected, f"{found!r} is not {expected!r}"


def holds(part, whole):
    assert part in whole, f"{part!r} is not in {whole!r}"


def test_answer_has_the_keys_of_the_contract():
    done = run("--jsonl", stdin='{"id": "a", "text": "a highmark"}\n')
    same(done.stdout.decode(),
         '{"id": "a", "verdict": "hold", "codes": ["CONF"], "findings": [{"start": 2, "end": 10, '
         '"type": "ID", "code": "CONF", "rule": "mark-high", "score": 0.9, '
         '"replacement": "[high]"}], "redacted": "a [high]"}\n')
    same(done.returncode, 0)


def test_offsets_are_code_points():
    for text in ("é highmark", "🙂🙂 highmark", "۱۲ highmark midmark", "\u200bhighmark \u0301",
                 "a\nhighmark", "midmark 🙂 highmark"):
        status, (answer,) = answers({"text": text})
        same(status, 0)
        spans = [text[f["start"]:f["end"]] for f in answer["findings"]]
        for span in spans:
            assert span.strip("\u200b") in ("highmark", "midmark"), spans
        same(len(spans), text.count("mark"))


def test_offsets_of_html_are_those_of_the_original():
    text = 'é <b>high</b>mark &amp; <a href="http://highmark/">x</a>'
    _, (answer,) = answers({"text": text, "format": "html"})
    same([text[f["start"]:f["end"]] for f in answer["findings"]], ["high</b>mark", "highmark"])
    same(answer["redacted"], 'é <b>[high]</b> &amp; <a href="http://[high]/">x</a>')


def test_tricks_hide_nothing():
    _, found = answers({"text": "ｈｉｇｈmark"}, {"text": "high\u200bmark"})
    same([answer["verdict"] for answer in found], ["hold", "hold"])
    same([answer["redacted"] for answer in found], ["[high]", "[high]"])


def test_settings_and_verdicts():
    cases = [("admark", "direct", "hint"), ("admark", "group-chat", "hold"),
             ("admark", None, "hold"), ("highmark", "direct", "hold"), ("blockmark", None, "block"),
             ("midmark", "public-room", "hint"), ("lowmark", None, "pass"), ("", None, "pass")]
    status, found = answers(*({"text": text, "setting": setting} for text, setting, _ in cases))
    same(status, 0)
    same([answer["verdict"] for answer in found], [verdict for *_, verdict in cases])


def test_what_is_not_shown_is_not_listed():
    _, (answer,) = answers({"text": "lowmark keptmark"})
    same([f["rule"] for f in answer["findings"]], ["mark-kept"])
    same(answer["findings"][0]["replacement"], None)
    same(answer["redacted"], "lowmark keptmark")


def test_ids_stay_as_they_are():
    ids = ["a\"\\\n\u0000é🙂", "", 0, -7, 12345678901, 1.5, 0.1, None]
    _, found = answers(*({"id": i, "text": "x"} for i in ids), {"text": "x"})
    same([answer["id"] for answer in found], ids + [None])


def test_ids_stay_as_they_were_written():
    ids = ["1.10", "1.0", "-0", "1E5", "12345678901234567890", "9" * 300, '"\\u00e9\\/"', '"\\\\"', '"a \\", \\"id\\": 5}"',
           "null", "\t7  "]
    lines = ["{\"id\": %s, \"text\": \"x\"}" % i for i in ids] + [
        '{"more": {"id": 1, "a": ["id", {}]}, "text": "\\"id\\": 2", "n": -1.5e3 , "id" : 3.30 } ',
        '{ "\\u0069d":4.40,"text":"x"}', '{"ids": 1, "text": "x"}']
    done = run("--jsonl", stdin="\n".join(lines) + "\n")
    same(done.returncode, 0)
    written = [line[len('{"id": '):line.index(', "verdict"')] for line in done.stdout.decode().splitlines()]
    same(written, [i.strip() for i in ids] + ["3.30", "4.40", "null"])


def test_numbers_beyond_all_bounds():
    status, found = answers('{"id": 1e999, "text": "x"}', '{"id": %s, "text": "x"}' % ("9" * 400), {"text": "x"})
    same(status, 2)
    for answer in found[:2]:
        holds("a number is too large", answer["error"])
    same(found[2]["verdict"], "pass")


def test_lines_that_are_no_messages():
    bad = ["", "xx", "[1]", "5", '"a"', "null", "{}", '{"text": 5}', '{"text": null}', '{"text": "a"',
           '{"text": "a\\u0000b"}', '{"text": "a", "setting": "room"}', '{"text": "a", "format": 1}',
           '{"text": "a", "lang": 1}', '{"text": "a", "conv": {}}', '{"text": "a", "id": []}',
           '{"text": "\\ud800"}', "[" * 100000]
    status, found = answers(*bad, {"id": "last", "text": "highmark"})
    same(status, 2)
    same(len(found), len(bad) + 1)
    for number, answer in enumerate(found[:-1], 1):
        same(sorted(answer), ["error", "id"])
        same(answer["id"], None)
        assert answer["error"].startswith(f"line {number}: "), answer
    same(found[-1]["verdict"], "hold")


class Spoilt:
    """A data folder of which one file is not as it should be."""

    def __init__(self, name, content, policy=""):
        self.files = {name: content, "policy.conf": "[policy]\nformat=1\n" + policy}

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        for path in pathlib.Path(DATA).iterdir():
            shutil.copy(path, self.folder.name)
        for name, content in self.files.items():
            pathlib.Path(self.folder.name, name).write_text(content, encoding="utf-8")
        return f"--data={self.folder.name}"

    def __exit__(self, *_):
        self.folder.cleanup()


def test_with_a_part_of_the_rules_nothing_is_proven_clean():
    for content in ("nonsense\n", "", "# nothing\n", "[ruleset]\nformat=1\nfamily=CONF\n"):
        with Spoilt("ident.rules", content) as data:
            done = run("--jsonl", data, stdin='{"id": 1, "text": "nothing"}\n{"id": 2, "text": "blockmark"}\n')
            nothing, block = map(json.loads, done.stdout.splitlines())
            same(nothing, {"id": 1, "verdict": "hold", "codes": [], "findings": [], "redacted": None, "limits": ["rules"]})
            same([block["verdict"], block["limits"]], ["block", ["rules"]])
            same(done.returncode, 2)
            holds("ident.rules:1: ", done.stderr.decode())
            for command in ("check", "explain"):
                done = run("nothing", data, command=command)
                same(done.stdout.decode(), "Not all rules could be loaded, so it is not proven clean.\n"
                     "The message waits for you before it leaves.\n")
                same(done.returncode, 2)


def test_a_policy_may_let_pass_what_is_not_proven_clean():
    with Spoilt("ident.rules", "", "[limits]\non-error=pass\n") as data:
        done = run("--jsonl", data, stdin='{"text": "nothing"}\n{"text": "highmark"}\n')
        same([(a["verdict"], a["limits"]) for a in map(json.loads, done.stdout.splitlines())],
             [("pass", ["rules"]), ("hold", ["rules"])])
        same(done.returncode, 2)


def test_bytes_that_are_no_utf8():
    done = run("--jsonl", stdin=b'{"text": "\xff"}\n{"text": "a\x00"}\n{"text": "highmark"}')
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    same(done.returncode, 2)
    same(["error" in answer for answer in found], [True, True, False])
    same(found[2]["verdict"], "hold")


def test_long_lines():
    frame = len('{"text": ""}')
    fits = json.dumps({"text": "a" * (MAX_LINE - frame)})
    status, found = answers(fits, fits + " ", "x" * (5 * MAX_LINE), {"text": "midmark"})
    same(status, 2)
    same(found[0]["limits"], ["size"])
    same(found[0]["verdict"], "hold")
    holds("line 2: it is longer than", found[1]["error"])
    holds("line 3: it is longer than", found[2]["error"])
    same(found[3]["verdict"], "hint")


def test_no_redaction_of_what_was_not_read():
    """A table of some hundred marks is redacted to the last; of more, no half of it is offered."""
    _, found = answers({"text": "highmark, " * 900 + "highmark"}, {"text": "highmark, " * 3000 + "highmark"})
    same(found[0]["redacted"], "[high], " * 900 + "[high]")
    same("limits" in found[0], False)
    same(found[1]["limits"], ["match"])
    same(found[1]["verdict"], "hold")
    same(found[1]["redacted"], None)


def test_each_answer_comes_as_soon_as_it_is_known():
    with subprocess.Popen([COMMAND, "check", "--jsonl", "--data", DATA], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, env=ENVIRONMENT) as process:
        for number in range(3):
            process.stdin.write(json.dumps({"id": number, "text": "highmark"}).encode() + b"\n")
            process.stdin.flush()
            assert select.select([process.stdout], [], [], 20)[0], "no answer before the next line"
            same(json.loads(process.stdout.readline())["id"], number)
        process.stdin.close()
        same(process.wait(timeout=20), 0)


def test_a_full_disk_is_trouble():
    with open("/dev/full", "wb") as full:
        done = run("--jsonl", stdin='{"text": "a"}\n', stdout=full)
    same(done.returncode, 2)
    holds("discretion: standard output cannot be written", done.stderr.decode())


def test_exit_status_for_people():
    for text, status in (("nothing", 0), ("midmark", 0), ("highmark", 1), ("blockmark", 1)):
        same(run(text).returncode, status)
        same(run(stdin=text + "\n").returncode, status)


def test_report_for_people():
    shown = run("a", "highmark", "here").stdout.decode()
    for part in ("a [[highmark]] here\n", "High mark: highmark", "It is a mark of high likelihood.",
                 "Leave it out.", "TEST-1", "mark-high", "a [high] here\n", "waits for you"):
        holds(part, shown)


def test_explain_tells_of_what_leads_to_nothing():
    done = run("a", "lowmark", "here", command="explain")
    same((done.returncode, done.stderr), (0, b""))
    same(done.stdout.decode(), "a lowmark here\n\nLow mark: lowmark – fine\n  The rule mark-low found it.\n"
         "  Its likelihood is 0.19.\n  Below 0.35, nothing is said of it.\n\nNothing found. The message leaves.\n")
    same(run("highmark", command="explain").returncode, 1)
    same(run("nothing", command="explain").stdout.decode(), "Nothing found. The message leaves.\n")


def test_explain_lines():
    done = run("--jsonl", stdin='{"id": 1, "text": "lowmark highmark"}\n', command="explain")
    low, high = json.loads(done.stdout)["findings"]
    same(list(high), ["start", "end", "type", "code", "rule", "score", "replacement", "verdict", "ground", "mark",
                      "evidence"])
    same([low["verdict"], low["ground"], low["mark"]], ["pass", "unlikely", 0.35])
    same([high["verdict"], high["ground"], high["mark"]], ["hold", "likely", 0.6])
    same(high["evidence"], {"base": 0.9, "detector": "pattern", "raised_by": None, "lowered_by": None,
                            "checked_by": None, "weighed": None, "lists": [], "repeated": False,
                            "known": False, "staff": False, "as_staff": False})


def test_explain_and_check_agree():
    lines = "".join(json.dumps({"text": text}) + "\n" for text in ("lowmark", "midmark keptmark", "blockmark", ""))
    told = [json.loads(line) for line in run("--jsonl", stdin=lines, command="explain").stdout.splitlines()]
    for answer, checked in zip(told, run("--jsonl", stdin=lines).stdout.splitlines()):
        kept = [f for f in answer["findings"] if f["verdict"] != "pass"]
        for finding in kept:
            for key in ("verdict", "ground", "mark", "evidence"):
                del finding[key]
        same({**answer, "findings": kept}, json.loads(checked))


def test_colours():
    holds("\033[4;31mhighmark\033[0m", run("--color=always", "highmark").stdout.decode())
    for done in (run("highmark"), run("--color=never", "highmark"),
                 run("highmark", env={"NO_COLOR": "1"})):
        assert b"\033" not in done.stdout, done.stdout


def test_a_message_does_nothing_to_the_terminal():
    shown = run("--color=never", stdin="\033]0;x\007 highmark").stdout
    assert b"\033" not in shown and b"\007" not in shown, shown


def test_wrong_use():
    for arguments, part in ((["--setting=room", "x"], "room"), (["--format=rtf", "x"], "rtf"),
                            (["--color=blue", "x"], "blue"), (["--bogus"], "--bogus"),
                            (["--jsonl", "x"], "--jsonl"), (["--data", "/nonexistent", "x"], "/nonexistent")):
        done = run(*arguments)
        same(done.returncode, 2)
        assert done.stderr.decode().startswith("discretion: "), done.stderr
        holds(part, done.stderr.decode())
    same(run(stdin=b"a\0b").returncode, 2)
    same(run("--", "-5 highmark").returncode, 1)


def test_help_and_version():
    for words in (["--help"], ["check", "--help"], ["rules", "--help"], ["rules", "lint", "--help"], ["--version"]):
        done = subprocess.run([COMMAND, *words], env=ENVIRONMENT, capture_output=True, timeout=20)
        same((done.returncode, done.stderr), (0, b""))
        assert done.stdout
    for words in ([], ["chek"], ["rules"], ["rules", "lin"]):
        done = subprocess.run([COMMAND, *words], env=ENVIRONMENT, capture_output=True, timeout=20)
        same((done.returncode, done.stdout), (2, b""))
        assert done.stderr


def main():
    tests = [(name, test) for name, test in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} {name}")
        except (AssertionError, subprocess.TimeoutExpired, ValueError, KeyError) as fault:
            failed += 1
            print(f"not ok {number} {name}")
            print("# " + str(fault)[:2000].replace("\n", "\n# "))
    raise SystemExit(failed > 0)


if __name__ == "__main__":
    main()
