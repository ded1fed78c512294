"""The same words again, a day or a week later: tells a bulletin's next issue from a copy that comes late.

A price, a rate, a count of votes or a sale of bonds is reported in the words of the last one. Within hours, an edited
copy of a report is likelier than a second issue of it; after days only copies to the letter are.
"""

from __future__ import annotations

from worker.policy import likeness, templates

NEXT_ISSUE_S = 18 * 3600.0
"""From here on one figure in another's place makes it another issue: a daily bulletin's come as far apart."""
LATE_S = 72 * 3600.0
"""From here on an outlet's reworded text is another issue."""
LONG_WORDS = 300
"""Of so many words a text known nearly whole, figures and all, is the same article once more, however late."""


def issued_again(
    own: likeness.Text, found: likeness.Comparison, *, apart_s: float, one_outlet: bool
) -> tuple[str, ...]:
    """Why an article whose words another has, published ``apart_s`` from it, is another issue; empty if it is not.

    ``one_outlet``: both are of one outlet. Another's may be a copy that was late.
    """
    if apart_s < NEXT_ISSUE_S:
        return ()
    edits = found.alignment.edits
    figures = templates.figures_changed(edits)
    if figures and (one_outlet or len(figures) >= templates.OF_EDITS * len(edits)):
        return tuple(f"{ours} ≠ {theirs}" for ours, theirs in figures)[: templates.MOST_SHOWN]
    if not one_outlet or apart_s < LATE_S or found.overlap.inner == 1.0:
        return ()
    if len(own.wording.compared) >= LONG_WORDS and found.covered >= likeness.KNOWN:
        return ()
    return (f"{round(apart_s / 86400)} days apart",)
