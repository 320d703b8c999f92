#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What earlier messages of a conversation and the staff list change, with the rules that are shipped."""

import json
import os
import pathlib
import resource
import shutil
import subprocess
import tempfile

COMMAND = os.path.join(os.environ["DISCRETION_BUILD"], "discretion")
DATA = os.environ["DISCRETION_DATA"]
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}


def run(*arguments, stdin="", data=DATA, **more):
    return subprocess.run([COMMAND, "check", "--data", data, *arguments], input=stdin.encode(), timeout=300,
                          env={**ENVIRONMENT, **more}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def answers(*messages, data=DATA, **shared):
    text = "".join(json.dumps({"conv": "c", **shared, "text": message}) + "\n" for message in messages)
    done = run("--jsonl", stdin=text, data=data)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def redacted(*messages, **shared):
    return [answer["redacted"] for answer in answers(*messages, **shared)]


def same(found, expected):
    assert found == expected, f"{found!r} is not {expected!r}"


def holds(part, whole):
    assert part in whole, f"{part!r} is not in {whole!r}"


def test_a_name_once_found_is_known():
    same(redacted("Mrs Ada Winterbourne fell", "is winterbourne's hb back? ADA looked pale"),
         ["Mrs [patient] fell", "is [patient]'s hb back? [patient] looked pale"])
    same(redacted("آقای رستمی را به سی‌تی بفرستید", "جواب رستمی رو بگید"),
         ["آقای [patient] را به سی‌تی بفرستید", "جواب [patient] رو بگید"])
    same(redacted("Feride Hanım ateşli", "feridenin tahlili çıktı")[1], "[patient] tahlili çıktı")


def test_explain_names_the_lists():
    message = "she was brought in from Keswick"
    shown = subprocess.run([COMMAND, "explain", "--data", DATA, message], env=ENVIRONMENT, capture_output=True,
                           text=True, timeout=60).stdout
    holds("Lists that know a word of it: places.", shown)
    done = subprocess.run([COMMAND, "explain", "--jsonl", "--data", DATA], env=ENVIRONMENT, capture_output=True,
                          text=True, input=json.dumps({"text": f"MRN 0061-2748. {message}"}), timeout=60)
    same([(f["evidence"]["detector"], f["evidence"]["lists"]) for f in json.loads(done.stdout)["findings"]],
         [("pattern", []), ("names", ["places"])])


def test_without_conv_nothing_is_known():
    first, second = answers("Mrs Ada Winterbourne fell", "is winterbourne back?", conv=None)
    same([first["verdict"] == "hold", second["verdict"] == "hold"], [True, False])


def test_conversations_are_apart():
    lines = [{"conv": "a", "text": "Mrs Ada Winterbourne fell"}, {"conv": "b", "text": "is winterbourne back?"},
             {"conv": "a", "text": "is winterbourne back?"}]
    done = run("--jsonl", stdin="".join(json.dumps(line) + "\n" for line in lines))
    same([json.loads(line)["verdict"] == "hold" for line in done.stdout.decode().splitlines()], [True, False, True])


def test_a_name_that_is_a_word_is_found_as_a_name_only():
    said = answers("Patient Rose May Hope is in bed 4", "he rose in may in hope of good news. May I go?",
                   "we should tell Rose")
    same([answer["verdict"] for answer in said], ["hold", "pass", "hint"])


def test_a_word_taken_for_a_name_is_not_known():
    same(redacted("Herrn Histo Szymaniak bitte aufklären", "die Histo ist da, auch Szymaniak")[1],
         "die Histo ist da, auch [patient]")


def test_titles_tell_people_apart():
    same(redacted("Mr John Smith bled, Mrs Jane Smith fell", "Mr Smith is stable", "Mrs Smith is not",
                  "then Smith fell"),
         ["Mr [patient A] bled, Mrs [patient B] fell", "Mr [patient A] is stable", "Mrs [patient B] is not",
          "then [patient] fell"])


def test_people_are_told_apart():
    same(redacted("Mrs Ada Winterbourne fell", "Mrs Thandiwe Okonjo fell", "winterbourne and okonjo", "ada"),
         ["Mrs [patient] fell", "Mrs [patient B] fell", "[patient A] and [patient B]", "[patient A]"])
    same(redacted("Mrs Ada Winterbourne and Mrs Thandiwe Okonjo fell, okonjo first"),
         ["Mrs [patient A] and Mrs [patient B] fell, [patient B] first"])


def test_letters_in_persian():
    done = run("Mrs Ada Winterbourne and Mrs Thandiwe Okonjo fell", LANGUAGE="fa", LC_ALL="C.UTF-8",
               LANG="fa_IR.UTF-8")
    # Without a locale of its own the C library stays English; the rules do not.
    holds("[بیمار", done.stdout.decode())


def test_replacements_in_answers_are_those_that_are_sent():
    _, answer = answers("Mrs Ada Winterbourne fell", "Mrs Thandiwe Okonjo fell")
    same([finding["replacement"] for finding in answer["findings"]], ["[patient B]"])


def test_an_introduction_counts_from_then_on():
    advice = "as a cardiologist, I would stop that at once"
    same([a["verdict"] for a in answers(advice, setting="public-room")], ["hold"])
    for hello in ("I'm Dr Winterbourne, general practice in Carrow", "من دکتر مریم کوهسارپور هستم، درمانگاه پوست",
                  "esmam maryam ast va parastar bakhsh hastam", "Kendimi tanıtayım: Ferhunde Kuyumcuoğlu, hekimim",
                  "Mein Name ist Dr. Katrin Stolzenhain", "je m'appelle Inès Malroux et je suis infirmière",
                  "me llamo Nerea Oteizabal y soy enfermera"):
        codes = [a["codes"] for a in answers(hello, advice, setting="public-room")]
        assert "IDENT" not in codes[1], hello
    same(answers("I'm Dr Winterbourne, GP. " + advice, setting="public-room")[0]["codes"].count("IDENT"), 0)


def test_an_introduction_allows_no_magnifying():
    boast = "I am the best knee surgeon in the country"
    holds("IDENT", answers("I'm Dr Winterbourne, GP", boast, setting="public-room")[1]["codes"])


def with_staff(content):
    folder = tempfile.mkdtemp()
    for path in pathlib.Path(DATA).iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    pathlib.Path(folder, "staff.list").write_bytes(content.encode())
    return folder


def test_staff_is_not_held_unless_a_patient():
    folder = with_staff("# theatre\nQuillan Harrowgate\n")
    try:
        calm, cue, other, harsh = answers(
            "Mr Quillan Harrowgate is on the rota tomorrow", "Mr Harrowgate, bed 4, MRN 0061-2748, is septic",
            "Mr Thandiwe Okonjo is on the rota tomorrow", "Harrowgate is an incompetent idiot", data=folder, conv=None)
        same(calm["verdict"], "pass")
        holds("Mr [patient]", cue["redacted"])
        holds("[patient]", other["redacted"])
        assert harsh["verdict"] != "pass", harsh
        said = run("Mr Harrowgate, bed 4, is septic", data=folder).stdout.decode()
        holds("A colleague has this name", said)
    finally:
        shutil.rmtree(folder)


def test_a_staff_list_with_faults_is_named():
    folder = with_staff("Quillan Harrowgate\n12 34\n***\n")
    try:
        done = run("hello", data=folder)
        same(done.returncode, 2)
        holds("staff.list:3:", done.stderr.decode())
    finally:
        shutil.rmtree(folder)


TEACHING = "Mrs Ada Winterbourne, 47F, works as a beekeeper, admitted 12/03/2019, fell 14/03/2019"


def test_generalised_for_teaching():
    done = run("--jsonl", "--generalise", stdin=json.dumps({"text": TEACHING}) + "\n")
    answer = json.loads(done.stdout)
    same(answer["generalised"],
         "Mrs [patient], 40–49 F, [works locally], admitted [day 1], fell [day 3]")
    # What the flag does not ask for stays as it is.
    (plain,) = answers(TEACHING)
    same({**plain, "generalised": answer["generalised"]}, answer)
    assert "generalised" not in plain, plain
    holds("40–49 F", run("--generalise", TEACHING).stdout.decode())
    holds("47F", run(TEACHING).stdout.decode())


def test_details_alone_hold_nothing():
    said = run("--generalise", "47F, works as a beekeeper, for CT")
    same(said.returncode, 0)
    holds("40–49 F, [works locally], for CT", said.stdout.decode())
    holds("Nothing found", run("47F, works as a beekeeper, for CT").stdout.decode())


def test_evidence_is_said():
    done = run("Mrs Ada Winterbourne fell. winterbourne is better")
    holds("found elsewhere in the message", done.stdout.decode())


def test_memory_is_bounded():
    """40,000 conversations with two new people each take no more than a few megabytes over 2,000."""
    def peak(conversations):
        letters = "abcdefghijklmnopqrst"
        name = lambda n: "".join(letters[n // 20 ** k % 20] for k in range(4))
        text = "".join(json.dumps({"conv": str(n), "text": f"Mrs Q{name(n)} W{name(n * 7)} fell"}) + "\n"
                       for n in range(conversations))
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        run("--jsonl", stdin=text, ASAN_OPTIONS="quarantine_size_mb=1")  # what is freed is to be gone
        return max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
    small = peak(2000)
    large = peak(40000)
    assert large - small < 8 * 1024, f"{large} KiB after {small} KiB"


def main():
    tests = [(name[5:].replace("_", " "), test) for name, test in globals().items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests, 1):
        try:
            test()
            print(f"ok {number} - {name}")
        except AssertionError as error:
            print(f"not ok {number} - {name}")
            print("# " + str(error).replace("\n", "\n# "))


if __name__ == "__main__":
    main()
