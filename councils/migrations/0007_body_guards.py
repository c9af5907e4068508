"""What the database itself refuses about rule sets, member bodies, seats and what stands around them."""

from tortoise import migrations

from civic.kit.guards import Guard, append_only, check, frozen_when, index, only_one, refuse_where, together


def _kept(table: str, *columns: str) -> Guard:
    """These columns, none of which may be empty, stay as they were written."""
    changed = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in columns)
    return frozen_when(table, changed, f"{table}_kept", ("UPDATE",))


def _stays(table: str) -> Guard:
    return frozen_when(table, "TRUE", f"{table}_stays", ("DELETE",))


_SHARE = "{{{0}_den}} > 0 AND {{{0}_num}} > 0 AND {{{0}_num}} <= {{{0}_den}}"
_MOVED = " OR ".join(
    f"COALESCE(NEW.{column}, 0) <> COALESCE(OLD.{column}, 0)" for column in ("bench_id", "sortition_id")
)


class Migration(migrations.Migration):
    dependencies = [("councils", "0006_bodies")]

    operations = [
        together(
            append_only("rule_set"),
            check("rule_set", ["higher_num", "higher_den"], _SHARE.format("higher"), "rule_set_higher"),
            check("rule_set", ["quorum_num", "quorum_den"], _SHARE.format("quorum"), "rule_set_quorum"),
            check(
                "rule_set", ["majority_num", "majority_den"], _SHARE.format("majority"), "rule_set_majority"
            ),
            check("rule_set", ["degrees"], "{degrees} IN (1, 2)", "rule_set_degrees"),
            check(
                "rule_set",
                ["absences", "absences_source"],
                "{absences} >= 0 AND ({absences} = 0 OR LENGTH({absences_source}) > 0)",
                "rule_set_absences",
            ),
            check(
                "rule_set",
                ["strictness"],
                "{strictness} IN ('full', 'simple', 'consultation')",
                "rule_set_strictness",
            ),
            check("rule_set", ["masking"], "{masking} IN ('full', 'surname', 'role')", "rule_set_masking"),
            append_only("rule_check"),
            refuse_where(
                "rule_check",
                ("INSERT",),
                "EXISTS (SELECT 1 FROM rule_set r WHERE r.id = {row}.rule_set_id AND (r.verified OR r.entered_by_id = {row}.checked_by_id))",
                "rule_check_by_another",
            ),
            _stays("bench"),
            _kept(
                "bench",
                "council_id",
                "position",
                "name",
                "joined_on",
                "quorum_num",
                "quorum_den",
                "quorum_strict",
            ),
            frozen_when(
                "bench",
                "COALESCE(NEW.place_id, 0) <> COALESCE(OLD.place_id, 0) OR COALESCE(NEW.organisation_id, 0) <> COALESCE(OLD.organisation_id, 0)",
                "bench_of",
                ("UPDATE",),
            ),
            frozen_when("bench", "OLD.left_on IS NOT NULL", "bench_left", ("UPDATE",)),
            check(
                "bench",
                ["place_id", "organisation_id"],
                "({place_id} IS NULL) <> ({organisation_id} IS NULL)",
                "bench_of_one",
            ),
            check("bench", ["quorum_num", "quorum_den"], _SHARE.format("quorum"), "bench_quorum"),
            check(
                "bench",
                ["joined_on", "left_on"],
                "{left_on} IS NULL OR {left_on} >= {joined_on}",
                "bench_period",
            ),
            only_one("bench", "council_id, name", "left_on IS NULL", "bench_named"),
            append_only("host_swap"),
            refuse_where(
                "host_swap",
                ("INSERT",),
                "NOT EXISTS (SELECT 1 FROM bench b WHERE b.id = {row}.bench_id AND b.council_id = {row}.council_id)",
                "host_swap_of_council",
            ),
            check("host_swap", ["reason"], "LENGTH({reason}) > 0", "host_swap_reason"),
            _stays("seat"),
            _kept("seat", "term_id", "person_id", "starts_on", "kind", "capacity"),
            frozen_when("seat", _MOVED, "seat_of", ("UPDATE",)),
            frozen_when("seat", "OLD.ends_on IS NOT NULL", "seat_ended", ("UPDATE",)),
            refuse_where(
                "seat",
                ("INSERT", "UPDATE"),
                "{row}.ends_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM seat_end e WHERE e.seat_id = {row}.id AND e.last_day = {row}.ends_on)",
                "seat_ends_by_act",
            ),
            refuse_where(
                "seat",
                ("INSERT",),
                "{row}.bench_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bench b JOIN term t ON t.council_id = b.council_id "
                "WHERE b.id = {row}.bench_id AND t.id = {row}.term_id)",
                "seat_of_its_bench",
            ),
            check(
                "seat", ["kind", "sortition_id"], "{sortition_id} IS NULL OR {kind} = 'drawn'", "seat_drawn"
            ),
            append_only("seat_end"),
            check("seat_end", ["reason"], "LENGTH({reason}) > 0", "seat_end_reason"),
            refuse_where(
                "seat_end",
                ("INSERT",),
                "EXISTS (SELECT 1 FROM seat s WHERE s.id = {row}.seat_id AND s.starts_on > {row}.last_day)",
                "seat_end_after_start",
            ),
            _stays("substitute"),
            _kept("substitute", "term_id", "person_id", "position"),
            frozen_when("substitute", "OLD.seat_id IS NOT NULL", "substitute_seated", ("UPDATE",)),
            refuse_where(
                "substitute",
                ("INSERT", "UPDATE"),
                "{row}.seat_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM seat s WHERE s.id = {row}.seat_id "
                "AND s.term_id = {row}.term_id AND s.person_id = {row}.person_id)",
                "substitute_of_term",
            ),
            _stays("observer"),
            _kept("observer", "term_id", "name", "capacity", "starts_on"),
            frozen_when("observer", "OLD.ends_on IS NOT NULL", "observer_ended", ("UPDATE",)),
            check(
                "observer",
                ["starts_on", "ends_on"],
                "{ends_on} IS NULL OR {ends_on} >= {starts_on}",
                "observer_period",
            ),
            _stays("interest"),
            _kept("interest", "person_id", "tie", "subject", "declared_on", "entered_by_id"),
            frozen_when("interest", "OLD.lifted_on IS NOT NULL", "interest_lifted", ("UPDATE",)),
            check(
                "interest",
                ["declared_on", "lifted_on"],
                "{lifted_on} IS NULL OR {lifted_on} >= {declared_on}",
                "interest_period",
            ),
            _stays("series"),
            _kept("series", "council_id", "title", "rhythm", "starts_on"),
            frozen_when("series", "OLD.ended_on IS NOT NULL", "series_ended", ("UPDATE",)),
            check(
                "series",
                ["starts_on", "ended_on"],
                "{ended_on} IS NULL OR {ended_on} >= {starts_on}",
                "series_period",
            ),
            append_only("agreement"),
            check(
                "agreement",
                ["file", "file_digest"],
                "({file} IS NULL) = (LENGTH({file_digest}) = 0)",
                "agreement_file",
            ),
            refuse_where(
                "agreement",
                ("INSERT",),
                "{row}.series_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM series s WHERE s.id = {row}.series_id AND s.council_id = {row}.council_id)",
                "agreement_of_series",
            ),
            # chair and recorder are columns of the session
            check(
                "session_team", ["duty"], "{duty} IN ('steward', 'adviser', 'volunteer')", "session_team_duty"
            ),
            refuse_where(
                "session_team",
                ("INSERT", "UPDATE", "DELETE"),
                "EXISTS (SELECT 1 FROM session_event e WHERE e.session_id = {row}.session_id AND e.kind = 'adjourned')",
                "session_team_over",
            ),
            index("rule_set", "entered_by_id", "rule_set_by_entry"),
            index("rule_check", "checked_by_id", "rule_check_by_person"),
            index("bench", "place_id", "bench_by_place"),
            index("bench", "organisation_id", "bench_by_organisation"),
            index("host_swap", "bench_id", "host_swap_by_bench"),
            index("host_swap", "entered_by_id", "host_swap_by_entry"),
            index("seat", "bench_id", "seat_by_bench"),
            index("seat", "sortition_id", "seat_by_sortition"),
            index("seat_end", "ended_by_id", "seat_end_by_person"),
            index("substitute", "person_id", "substitute_by_person"),
            index("substitute", "bench_id", "substitute_by_bench"),
            index("observer", "person_id", "observer_by_person"),
            index("interest", "organisation_id", "interest_by_organisation"),
            index("interest", "entered_by_id", "interest_by_entry"),
            index("agreement", "series_id", "agreement_by_series"),
            index("agreement", "entered_by_id", "agreement_by_entry"),
            index("team_place", "person_id", "team_place_by_person"),
            index("session_team", "person_id", "session_team_by_person"),
        )
    ]
