"""Campaigns in the store: what was locked at their opening never changes."""

import json

from chattrainer.model.errors import UsageError
from chattrainer.store.base import Base
from chattrainer.store.exam_records import Campaign


class Campaigns(Base):
    """The campaigns, open and closed."""

    def save_campaign(self, campaign: Campaign) -> None:
        """Opens a campaign. UsageError when its id is taken: what was locked does not change."""
        settings = json.dumps(campaign.settings, ensure_ascii=False, sort_keys=True)
        with self._transaction() as db:
            if db.execute("select 1 from campaigns where id = ?", [campaign.id]).fetchone():
                raise UsageError("exam.campaign_taken", id=campaign.id)
            db.execute(
                "insert into campaigns (id, title, campaign, form, opened, closed) values (?, ?, ?, ?, ?, ?)",
                [
                    campaign.id,
                    campaign.title,
                    settings,
                    campaign.form,
                    campaign.opened or self._stamp(),
                    campaign.closed,
                ],
            )

    def campaigns(self) -> list[Campaign]:
        """All campaigns, the latest first."""
        with self._work() as db:
            rows = db.execute(
                "select id, title, campaign, form, opened, closed from campaigns order by opened desc, id"
            ).fetchall()
        return [
            Campaign(id=r[0], title=r[1], settings=json.loads(r[2]), form=r[3], opened=r[4], closed=r[5])
            for r in rows
        ]

    def campaign(self, name: str) -> Campaign:
        found = next((c for c in self.campaigns() if c.id == name), None)
        if found is None:
            raise UsageError("exam.unknown_campaign", id=name)
        return found

    def close_campaign(self, name: str) -> None:
        self.campaign(name)
        with self._transaction() as db:
            db.execute(
                "update campaigns set closed = ? where id = ? and closed is null", [self._stamp(), name]
            )
