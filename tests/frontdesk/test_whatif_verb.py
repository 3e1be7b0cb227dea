"""`recur whatif`: the table of the sample studio, its JSON, and every mistake in a scenario file with its line."""

import json
from pathlib import Path

import pytest

from tests.frontdesk.running import recur
from tests.frontdesk_net.schemas import faults

ROOT = Path(__file__).resolve().parents[2]
SCENARIO = ROOT / "examples" / "scenario.toml"
CLASS = (
    '[[class]]\nname = "Yoga"\nstrategy = { mode = "weekly", days = ["mon"] }\nat = "18:00"\nminutes = 60\n'
)
TOP = "from = 2027-01-04\ntill = 2027-01-31\n"


def whatif(tmp_path: Path, text: str, *more: str) -> tuple[int, str, str]:
    path = tmp_path / "scenario.toml"
    path.write_text(text, encoding="utf-8")
    return recur("whatif", str(path), *more)


def table(tmp_path: Path, text: str) -> dict[str, list[str]]:
    """The cells of each row, by its label."""
    code, out, err = whatif(tmp_path, text)
    assert (code, err) == (0, "")
    rows = [line.split("  ") for line in out.splitlines() if line]
    return {cells[0]: [cell.strip() for cell in cells[1:] if cell] for cells in rows}


def test_the_table_of_the_sample_studio_is_the_golden_one() -> None:
    shown = recur("whatif", str(SCENARIO)).out.replace(str(SCENARIO), "examples/scenario.toml")
    page = (Path(__file__).parent / "golden" / "whatif-80.txt").read_text(encoding="utf-8")
    assert shown == page.split("\n", 1)[1]
    assert max(map(len, shown.splitlines())) <= 80


def test_a_small_scenario_as_worked_out_by_hand(tmp_path: Path) -> None:
    """Four Mondays of an hour, 10 seats at 9.90: at a fill of 25 % 99, at 50 % 198. Without the 11th three: 148.50."""
    text = (
        f'{TOP}fill = ["25%", 0.5]\n{CLASS}seats = 10\nprice = 9.90\nstaff = 1\nresources = [7, 8]\n'
        '[[scenario]]\nname = "shut"\nclosed = [2027-01-11]\n'
    )
    rows = table(tmp_path, text)
    assert rows["sessions"] == ["4", "3 (-1)"]
    assert rows["staff hours"] == ["4:00", "3:00 (-1:00)"]
    assert rows["room hours"] == ["8:00", "6:00 (-2:00)"]
    assert rows["least revenue"] == ["99", "74.25 (-24.75)"]
    assert rows["most revenue"] == ["198", "148.50 (-49.50)"]
    assert rows["longest gap, days"] == ["7", "14 (+7)"]
    assert rows["in 2027-01"] == ["4", "3 (-1)"]
    assert rows["on Mondays"] == ["4", "3 (-1)"]


def test_more_than_three_columns_go_on_below_the_base(tmp_path: Path) -> None:
    scenarios = "".join(
        f'[[scenario]]\nname = "case {number}"\nclosed = [2027-01-11]\n' for number in range(3)
    )
    code, out, _ = whatif(tmp_path, TOP + CLASS + scenarios)
    heads = [line.split() for line in out.splitlines() if "as planned" in line]
    assert code == 0
    assert heads == [["as", "planned", "case", "0", "case", "1"], ["as", "planned", "case", "2"]]


def test_a_variant_opens_what_the_base_closes(tmp_path: Path) -> None:
    text = (
        f'closed = ["2027-01-11..2027-01-18"]\n{TOP}{CLASS}[[scenario]]\nname = "open"\nopen = [2027-01-11]\n'
        '[[scenario]]\nname = "transferred"\nopen = [2027-01-18]\nclosed = ["2027-01-25=Moved"]\n'
    )
    assert table(tmp_path, text)["sessions"] == ["2", "3 (+1)", "2"]


def test_a_variant_runs_other_classes_and_loses_a_teacher(tmp_path: Path) -> None:
    other = CLASS.replace("Yoga", "Dance").replace("18:00", "19:00") + "staff = 5\n"
    text = (
        f'run = ["Yoga"]\n{TOP}{CLASS}{other}[[scenario]]\nname = "both"\nrun = ["Yoga", "Dance"]\n'
        '[[scenario]]\nname = "away"\nrun = ["Dance"]\naway = [{ staff = 5, days = "2027-01-04..2027-01-11" }]\n'
    )
    rows = table(tmp_path, text)
    assert rows["sessions"] == ["4", "8 (+4)", "2 (-2)"]
    assert rows["nobody to teach"] == ["0", "0", "2 (+2)"]


def test_the_json_keeps_its_schema_and_counts_money_as_text() -> None:
    document = json.loads(recur("whatif", str(SCENARIO), "--format", "json").out)
    assert faults(document, "whatif") == []
    base, away, _ = document["scenarios"]
    assert base["difference"] is None
    assert away["difference"]["sessions"] == away["total"]["sessions"] - base["total"]["sessions"] == -7
    assert base["total"]["revenue"] == {"least": "2760.0", "most": "6764.000"}


@pytest.mark.parametrize("key", ["a[b", "a]b", "a[0", "[", "[0]", ".", "a.b[1", "\\u001b[2J"])
@pytest.mark.timeout(20)  # such a key once ran for ever
def test_a_key_in_quotes_with_brackets_is_refused_like_any_other(key: str, tmp_path: Path) -> None:
    code, _, err = whatif(tmp_path, f'"{key}" = 1\n{TOP}{CLASS}')
    assert code == 2
    assert f"{key}: 1 is not allowed; it takes no such key" in err


def test_names_cannot_steer_the_terminal(tmp_path: Path) -> None:
    text = f'name = "\\u001b[31mred"\ncurrency = "\\u202eEUR"\n{TOP}{CLASS}'
    _, out, _ = whatif(tmp_path, text)
    assert "\x1b" not in out
    assert "\u202e" not in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("from = 2027-01-04\ntill = \n", "line 2, column"),
        (TOP, "class: it is missing; it takes at least one class, under [[class]]"),
        (TOP + CLASS + "seat = 3\n", "line 8, class[0].seat: 3 is not allowed; it takes no such key"),
        (TOP + CLASS + "seat = 3\n", "Did you mean seats?"),
        (
            TOP + CLASS + 'seats = "3"\n',
            "line 8, class[0].seats: '3' is not allowed; it takes a whole number",
        ),
        (TOP + CLASS + "seats = true\n", "line 8, class[0].seats: True is not allowed"),
        (TOP + CLASS + "price = [9, 8]\n", "line 8, class[0].price: [9, 8] is not allowed; it takes a price"),
        (TOP + CLASS + "price = nan\n", "line 8, class[0].price: 'NaN' is not allowed; it takes a price"),
        (
            TOP + "fill = [0.8, 0.5]\n" + CLASS,
            "line 3, fill: ['0.8', '0.5'] is not allowed; it takes a share",
        ),
        (TOP + "fill = 1.2\n" + CLASS, "line 3, fill: '1.2' is not allowed; it takes a share from 0 to 1"),
        (
            TOP + CLASS.replace("{ mode", "{ modes"),
            "line 5, class[0].strategy.modes: 'weekly' is not allowed",
        ),
        (TOP + CLASS.replace('{ mode = "weekly", days = ["mon"] }', "77"), "line 5, class[0].strategy: 77"),
        (
            TOP + CLASS.replace('"mon"', "7"),
            "line 5, class[0].strategy.days: 7 is not allowed; it takes sun, mon",
        ),
        (
            TOP + CLASS + "event = 5\n",
            "line 8, class[0].event: 5 is not allowed; it takes the id of an event",
        ),
        (
            TOP + CLASS + CLASS,
            "line 9, class[1].name: 'Yoga' is not allowed; it takes a name that no other class has",
        ),
        (
            TOP + CLASS + '[[scenario]]\nname = "a"\n[[scenario]]\nname = "a"\n',
            "line 11, scenario[1].name: 'a'",
        ),
        (TOP + CLASS + '[[scenario]]\nrun = ["Yogi"]\nname = "a"\n', "line 9, scenario[0].run: 'Yogi'"),
        (TOP + CLASS + "[[scenario]]\nopen = []\n", "line 8, scenario[0].name: it is missing"),
        (
            TOP + CLASS + '[[staff]]\nid = 1\nworks = { mon = "9-18" }\n',
            "line 10, staff[0].works.mon: '9-18'",
        ),
        (TOP + CLASS + '[[staff]]\nid = 1\nworks = { mon = "22:00-02:00" }\n', "Hours over midnight are two"),
        (TOP + CLASS + '[[staff]]\nid = 1\naway = "2027-01-09..2027-01-05"\n', "The earlier day comes first"),
        (TOP + CLASS + "[[staff]]\nid = 1\n[[staff]]\nid = 1\n", "line 11, staff[1].id: 1 is not allowed"),
        (TOP + CLASS + '[[busy]]\ntitle = "a"\n', "line 8, busy[0].start: it is missing"),
        (TOP + CLASS + 'drop = ["2027-01-05"]\n', "line 8, class[0].drop: '2027-01-05' is not allowed"),
        ('closed = ["2027-13-01"]\n' + TOP + CLASS, "line 1, closed: '2027-13-01' is not allowed"),
        (
            'if_closed = "ignore"\n' + TOP + CLASS,
            "line 1, if_closed: 'ignore' is not allowed; it takes drop,",
        ),
        ("from = 2027-01-04\n" + CLASS, "class[0].till: it is missing"),
        ("from = 2027-02-01\ntill = 2027-01-01\n" + CLASS, "a day not before from"),
        ("from = 2027-01-04\ntill = 9999-12-31\n" + CLASS.replace("weekly", "daily"), "at most 10,000 dates"),
        ('studio = "nothing.json"\n' + TOP + CLASS, "nothing.json: there is no such file"),
        (
            TOP + "[class]\nname = 1\n",
            "line 3, class: {'name': 1} is not allowed; it takes tables, each under [[class]]",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_its_place(tmp_path: Path, text: str, said: str) -> None:
    code, out, err = whatif(tmp_path, text)
    assert (code, out) == (2, "")
    assert said in err
    assert "inside recur" not in err


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = 'fill = 2\n[[class]]\nname = "Yoga"\n[[staff]]\nid = "x"\n[[scenario]]\nname = "b"\nif_away = "stay"\n'
    code, _, err = whatif(tmp_path, text)
    fields = [line.split(": ")[2] for line in err.splitlines()]
    assert code == 2
    assert sorted(fields) == [
        "line 1, fill",
        "line 2, class[0].at",
        "line 2, class[0].from",
        "line 2, class[0].minutes",
        "line 2, class[0].strategy",
        "line 5, staff[0].id",
        "line 8, scenario[0].if_away",
    ]


def test_a_refused_closed_date_names_its_class(tmp_path: Path) -> None:
    code, _, err = whatif(tmp_path, f'closed = ["mon"]\nif_closed = "refuse"\n{TOP}{CLASS}')
    assert code == 2
    assert "Yoga: " in err
