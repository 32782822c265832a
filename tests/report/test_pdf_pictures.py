"""The picture of a page with the cell of a finding framed."""

import io

import numpy as np
import pytest
from PIL import Image

from gongkai.report.readers import Unreadable
from gongkai.report.readers.pdf_pictures import RED, page_picture, png
from report.pdfs import Sheet, made

BOX = (0.2, 0.4, 0.3, 0.45)
PAGE = made(Sheet(), Sheet(width=842, height=595).text(100, 100, "第二页"))


def _pixels(picture):
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"))


def _red(pixels):
    rows, columns = np.nonzero((pixels == RED).all(axis=2))
    return rows.min(), rows.max(), columns.min(), columns.max()


def test_the_picture_has_the_width_asked_for_and_the_shape_of_the_page():
    assert _pixels(page_picture(PAGE, 1, None)).shape == (1698, 1200, 3)
    assert _pixels(page_picture(PAGE, 2, None, width=600)).shape == (424, 600, 3)


def test_a_page_without_a_cell_is_drawn_as_it_is():
    assert (_pixels(page_picture(PAGE, 1, None)) == 255).all()
    assert (_pixels(page_picture(PAGE, 2, None)) < 128).any()


def test_the_frame_lies_close_about_the_cell():
    pixels = _pixels(page_picture(PAGE, 1, BOX))
    top, bottom, left, right = _red(pixels)
    assert 0 < 0.4 * 1698 - top <= 6
    assert 0 < bottom - 0.45 * 1698 <= 6
    assert 0 < 0.2 * 1200 - left <= 6
    assert 0 < right - 0.3 * 1200 <= 6
    middle = (pixels[(top + bottom) // 2] == RED).all(axis=1)
    assert middle.sum() == 6
    assert (pixels[top + 3 : bottom - 2, left + 3 : right - 2] == 255).all()


def test_a_frame_at_the_edge_of_the_page_stays_on_it():
    assert _red(_pixels(page_picture(PAGE, 1, (0, 0, 1, 1)))) == (0, 1697, 0, 1199)


def test_the_surroundings_are_some_rows_over_the_full_width():
    whole, part = (_pixels(page_picture(PAGE, 1, BOX, around=around)) for around in (False, True))
    assert part.shape[1] == whole.shape[1]
    assert 3 * 0.05 * 1698 < part.shape[0] < 10 * 0.05 * 1698
    assert (part == RED).all(axis=2).sum() == (whole == RED).all(axis=2).sum()


def test_a_turned_page_is_drawn_as_it_is_shown():
    turned = made(Sheet(rotate=90).bar(0, 0, 60, 60))
    pixels = _pixels(page_picture(turned, 1, None))
    assert pixels.shape[1] > pixels.shape[0]
    assert (pixels[10, -10] < 10).all()


def test_a_page_that_is_not_there_is_an_error():
    for page in (0, 3):
        with pytest.raises(ValueError, match=f"no page {page}"):
            page_picture(PAGE, page, None)


def test_a_broken_file_is_unreadable():
    with pytest.raises(Unreadable, match="已损坏"):
        page_picture(b"%PDF-1.4", 1, None)


def test_the_same_page_gives_the_same_picture():
    assert page_picture(PAGE, 2, BOX) == page_picture(PAGE, 2, BOX)


def test_pixels_are_written_as_they_are():
    pixels = np.random.default_rng(1).integers(0, 256, (7, 5, 3), np.uint8)
    assert (_pixels(png(pixels)) == pixels).all()
