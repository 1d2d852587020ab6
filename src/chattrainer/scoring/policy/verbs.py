"""The forms of a language's frequent verbs, so that a pattern can tell a wrong form and name the right one."""

from collections import defaultdict
from collections.abc import Sequence


class Verbs:
    """A table of verbs. A form may belong to several verbs (*found*), and a verb may have equal forms (*put*)."""

    def __init__(self, names: Sequence[str], verbs: Sequence[str]) -> None:
        """`names` of the forms; each of `verbs` has as many forms, with spaces between them."""
        self._verbs_with: dict[str, dict[str, list[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(list))
        self._column = {name: at for at, name in enumerate(names)}
        for verb in verbs:
            forms = tuple(verb.split())
            for name, form in zip(names, forms, strict=True):
                self._verbs_with[form][name].append(forms)

    def right_forms(self, word: str, of: Sequence[str], to: Sequence[str]) -> tuple[str, ...]:
        """The forms `to` of the verbs whose form `of` a word is; none where it is already such a form."""
        known = self._verbs_with.get(word, {})
        if any(name in known for name in to):
            return ()
        meant = [forms for name in of for forms in known.get(name, ())]
        return tuple(dict.fromkeys(forms[self._column[name]] for name in to for forms in meant))
