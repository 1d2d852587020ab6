"""The worked transcript of `play --stdio` in docs/stdio-example.jsonl: played, and written anew.

    python -m tests.contract.stdio_example

Each line of the file is `{"in": …}`, what the program wrote, or `{"out": …}`, what it got. The scorecard at the
end is shortened: of each list the first item.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Line = dict[str, Any]

FILE = Path(__file__).parents[2] / "docs" / "stdio-example.jsonl"
COMMAND = ("play", "--stdio", "--scenario", "cadeau-perdu", "--chats", "1", "--seed", "1")
RUN = "from chattrainer.cli.main import main; main()"
WELCOME = "Bonjour Monsieur Carvalhais, je m’occupe de votre demande."
INPUTS: tuple[Line, ...] = (
    {"at": 11_000, "do": "say", "chat": 1, "text": WELCOME,
     "spans": [{"start": 0, "end": len(WELCOME), "source": "canned", "id": "accueil"}]},
    {"at": 14_000, "do": "look", "chat": 1, "what": "records"},
    {"at": 17_000, "do": "search", "chat": 1, "text": "colis perdu"},
    {"at": 19_000, "do": "article", "chat": 1, "id": "colis-perdu"},
    {"at": 38_000, "do": "say", "chat": 1, "text": "Je comprends, c’est vraiment contrariant pour un cadeau. Je vois "
     "que votre colis a été déclaré perdu ce matin. Pour quelle date en avez-vous besoin ?"},
    {"do": "wait", "at": 80_000},
    {"at": 92_000, "do": "say", "chat": 1, "text": "Quel circuit, en effet ! Et quel jour devez-vous l’offrir ?"},
    {"do": "wait", "at": 135_000},
    {"at": 160_000, "do": "say", "chat": 1, "text": "Merci. Pour vérifier votre compte, pouvez-vous me donner votre "
     "adresse mail et votre code postal ?"},
    {"at": 161_000, "do": "act", "chat": 1, "action": "resend", "args": {}},
    {"do": "wait", "at": 220_000},
    {"at": 245_000, "do": "say", "chat": 1, "text": "Je peux vous renvoyer le jouet en express, à notre charge, ou "
     "vous rembourser. Que préférez-vous ?"},
    {"do": "wait", "at": 285_000},
    {"at": 300_000, "do": "say", "chat": 1, "text": "Je récapitule : le colis TIL-018479 est perdu, l’anniversaire "
     "est samedi, et je vous renvoie le jouet en express. Je m’en occupe tout de suite."},
    {"at": 302_000, "do": "act", "chat": 1, "action": "reship",
     "args": {"order_number": "TIL-018479", "express": True}},
    {"do": "wait", "at": 316_000},
    {"at": 334_000, "do": "say", "chat": 1, "text": "C’est fait : vous le recevrez jeudi 5 mars, remis contre "
     "signature. Avez-vous une autre question ?"},
    {"do": "wait", "at": 375_000},
    {"at": 385_000, "do": "say", "chat": 1, "text": "Vous pourrez le suivre ici : "
     "https://www.maison-tilleul.example/suivi. Puis-je faire autre chose pour vous ?"},
    {"do": "wait", "at": 420_000},
    {"at": 430_000, "do": "say", "chat": 1, "text": "Merci de votre confiance, Monsieur Carvalhais. Bonne journée !"},
    {"at": 434_000, "do": "close", "chat": 1, "disposition": "solved", "reason": "livraison",
     "summary": "Colis perdu, cadeau pour samedi ; identité vérifiée ; renvoi express, livraison jeudi 5 mars."},
    {"do": "finish"},
)  # fmt: skip


def played(inputs: Sequence[Line], folder: Path) -> list[Line]:
    """The output of the command for these inputs, played in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *COMMAND, "--db", str(folder / "example.db")],
        input="".join(json.dumps(line, ensure_ascii=False) + "\n" for line in inputs),
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=_environment(folder),
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def _environment(folder: Path) -> dict[str, str]:
    """English messages, UTF-8, nothing of the user's own."""
    return {"PATH": "", "HOME": str(folder), "PYTHONUTF8": "1", "CHATTRAINER_LANGUAGE": "en"}


def woven(inputs: Sequence[Line], outputs: Sequence[Line]) -> Iterator[Line]:
    """Inputs and outputs in the order in which they were written: each `ready` waits for an input."""
    waiting = iter(inputs)
    for line in outputs:
        yield {"out": shortened(line) if line["event"] == "scorecard" else line}
        if line["event"] == "ready" and (given := next(waiting, None)) is not None:
            yield {"in": given}


def shortened(card: Line) -> Line:
    """A scorecard with one item of each list, and no run's id."""
    lists = {key: value[:1] for key, value in card.items() if isinstance(value, list)}
    return {**card, **lists, "run": "…"}


def written() -> list[Line]:
    """The lines of the file."""
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        lines = list(woven(INPUTS, played(INPUTS, Path(place))))
    FILE.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    print(f"{FILE.name}: {len(lines)} lines")
