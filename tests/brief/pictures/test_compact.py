"""A drawing is made shorter without looking different: what nobody sees goes, what marks share is said once, names become titles and links."""

from __future__ import annotations

import pytest

from hinterland.brief.pictures.render import compact

LAKE = '<path aria-label="Lake: 3 &lt; 4" role="img" d="M0.12,1.987h5Z" fill="red"/>'


@pytest.mark.parametrize(
    ("drawn", "kept"),
    [
        ('<g class="frame"><g><rect width="1"/></g></g>', '<rect width="1"/>'),
        ('<g transform="translate(0,0)"><rect width="1"/></g>', '<rect width="1"/>'),
        ('<path d="M0,0h1Z"/><path d="" display="none"/><text/><g/>', ""),
        ('<clipPath id="c"><path d="M0,0h1Z"/></clipPath>', '<clipPath id="c"><path d="M0,0h1Z"/></clipPath>'),
        ('<text transform="translate(3.25,-4)" fill="red">x</text>', '<text x="3.2" y="-4" fill="red">x</text>'),
        ('<text transform="translate(3,4) rotate(90)">x</text>', '<text transform="translate(3,4) rotate(90)">x</text>'),
        (
            '<g><text fill="a">1</text><text fill="a">2</text><text fill="b">3</text></g>',
            '<g fill="a"><text>1</text><text>2</text><text fill="b">3</text></g>',
        ),
        (
            '<g fill="none"><text fill="a">1</text><line stroke="a"/></g>',
            '<g fill="none"><text fill="a">1</text><line stroke="a"/></g>',
        ),
        ('<path d="M10.06,20L11.5,19.0L-9,19.5ZM0,0L1,1L2,0Z" fill="a"/>', '<path d="M10,20l1.5-1-20.5,0.5zM0,0l1,1 1-1z" fill="a"/>'),
        (LAKE, '<path d="M0.1,1.9h5Z" fill="red"><title>Lake: 3 &lt; 4</title></path>'),
    ],
)
def test_what_is_kept(drawn: str, kept: str) -> None:
    assert compact(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{drawn}</svg>', {}) == kept


def test_a_region_leads_to_its_address() -> None:
    made = compact(f"<svg><g transform='scale(2)'>{LAKE}</g></svg>", {"Lake": "/of?a&b"})
    assert '<a href="/of?a&amp;b" aria-label="Lake" tabindex="-1"><path d=' in made
