"""A decision rests on the last count of its round: counts belong to ballots now."""

from tortoise import migrations

from civic.kit.guards import dropped, refuse_where, together


class Migration(migrations.Migration):
    dependencies = [("councils", "0002_guards"), ("votes", "0004_guards")]

    operations = [
        together(
            dropped("funding_decision", "decision_of_certified_winner"),
            refuse_where(
                "funding_decision",
                ("INSERT",),
                "{row}.round_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM funding_round f "
                "JOIN result r ON r.ballot_id = f.ballot_id JOIN result_line l ON l.result_id = r.id "
                "JOIN ballot_option o ON o.id = l.option_id WHERE f.id = {row}.round_id AND r.official "
                "AND r.run = (SELECT MAX(x.run) FROM result x WHERE x.ballot_id = f.ballot_id) "
                "AND r.certified_at IS NOT NULL AND l.selected AND o.proposal_id = {row}.proposal_id)",
                "decision_of_certified_winner",
            ),
        )
    ]
