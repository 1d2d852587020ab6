"""The desk with three chats, in a process that goes on reading and proofreading. Run by `benchmarks.keystroke`."""

import threading
import time

from chattrainer.tui.app import ChattrainerApp
from chattrainer.tui.room import RoomServices
from chattrainer.tui.services import Request

EVERY_S = 0.5
SENTENCES = (
    "Bonjour Madame, je regarde votre dossier, deux minutes.",
    "Pourriez-vous me donner votre numéro de commande ?",
    "Je vous propose un nouvel envoi, vous le recevrez vendredi au plus tard.",
    "Je comprend votre agacement et je vous prie de nous excusé.",
)


def keep_busy(services: RoomServices) -> None:
    """Reads and proofreads a sentence twice a second."""
    from chattrainer.adapters.proofreader.availability import available
    from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader

    time.sleep(4)
    proofreader = EmbeddedProofreader() if available("fr") else None
    reader = services.room.readers.reader("fr")
    number = 0
    while True:
        number += 1
        # A number makes each sentence new, so that nothing is remembered from before.
        text = f"{SENTENCES[number % len(SENTENCES)]} ({number})"
        reader.read(text)
        if proofreader is not None:
            proofreader.check([text], "fr")
        time.sleep(EVERY_S)


def main() -> None:
    services = RoomServices()
    app = ChattrainerApp(services, Request("fr", chats=3, seed=1))
    threading.Thread(target=keep_busy, args=(services,), daemon=True).start()
    app.run()


if __name__ == "__main__":
    main()
