#!/usr/bin/env python3
"""manual.py < HELP: the manual page of the command from what it says of itself (`--experimental-dump-help`)."""
import json
import sys


def roff(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join("\\&" + line if line[:1] in (".", "'") else line for line in text.split("\n"))


def names(argument):
    if argument["kind"] == "positional":
        return "\\fI%s\\fR" % roff(argument["valueName"])
    spelled = ", ".join(
        "\\fB%s\\fR" % roff(("--" if name["kind"] == "long" else "-") + name["name"])
        for name in sorted(argument["names"], key=lambda name: name["kind"] == "long"))
    value = " \\fI%s\\fR" % roff(argument["valueName"]) if argument["kind"] == "option" else ""
    return spelled + value


def page(command, parents):
    path = parents + [command["commandName"]]
    if command.get("abstract"):
        print(roff(command["abstract"]))
    for paragraph in command.get("discussion", "").split("\n\n"):
        # Lines that begin with a space are set as they are.
        is_set = any(line.startswith(" ") for line in paragraph.split("\n"))
        print(".PP\n" + (".nf\n%s\n.fi" if is_set else "%s") % roff(paragraph))
    for argument in command.get("arguments", []):
        if not argument.get("shouldDisplay", True) or (argument.get("valueName") in ("help", "version") and parents):
            continue
        print(".TP\n%s\n%s" % (names(argument), roff(argument.get("abstract", ""))))
    for sub in command.get("subcommands", []):
        if sub["commandName"] == "help":
            continue
        print(".SH %s" % roff(" ".join(path[1:] + [sub["commandName"]]).upper()))
        page(sub, path)


help_ = json.load(sys.stdin)["command"]
print('.TH REACTION 1 "" "" "User Commands"\n.SH NAME\nreaction \\- %s' % roff(help_["abstract"][0].lower() + help_["abstract"][1:].rstrip(".")))
print(".SH SYNOPSIS\n\\fBreaction\\fR \\fIcommand\\fR [\\fIoptions\\fR]\n.SH DESCRIPTION")
page(help_, [])
