"""CSV as other programs write it."""

import pytest

from gradax.course import CourseError
from gradax.course.table import read_table


def table(tmp_path, data):
    path = tmp_path / "table.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_table(path)


PLAIN = [("ada", "Lovelace, Ada"), ("bob", "")]


@pytest.mark.parametrize(
    "data",
    [
        'id,name\nada,"Lovelace, Ada"\nbob,\n',
        'id;name\nada;"Lovelace, Ada"\nbob;\n',
        "id\tname\nada\tLovelace, Ada\nbob\n",
        'sep=;\r\nid;name\r\nada;"Lovelace, Ada"\r\nbob;\r\n',
        '\ufeffid,name\n\n ada ,"Lovelace, Ada"\n,\nbob,,\n',
        'id;name\nada;"Lovelace, Ada"\nbob;\n'.encode("utf-16"),
    ],
    ids=["commas", "semicolons", "tabs", "excel", "byte-order mark and empty lines", "utf-16"],
)
def test_each_kind_of_csv_is_read(tmp_path, data):
    read = table(tmp_path, data)
    assert read.heads == ("id", "name")
    assert [row.cells for row in read.rows] == PLAIN


def test_a_heading_is_found_however_it_is_written(tmp_path):
    assert table(tmp_path, "x,First name\na,b\n").column("given_name", "first_name") == 1


def test_letters_and_accents_come_in_one_form(tmp_path):
    assert table(tmp_path, "id\nJose\u0301\n").rows[0].cells == ("José",)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "the file is empty"),
        ("id,name\nada,Lovelace,Ada\n", "line 2 has more cells than there are columns. A name with a comma"),
        ("id,name\nJosé,\n".encode("latin-1"), "not in UTF-8, so that names would be garbled"),
        ('id,name\nada,"Love\n', "cannot be read as CSV"),
        ("sep=ab\nid\nada\n", "cannot be read as CSV"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, data, sentence):
    with pytest.raises(CourseError, match=r"table\.csv: ") as error:
        table(tmp_path, data)
    assert sentence in str(error.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CourseError, match="cannot be read: No such file or directory"):
        read_table(tmp_path / "nobody.csv")
