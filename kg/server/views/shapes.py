"""How types of entities are drawn: a shape each, so that nothing hangs on colour alone; the sheet colours them."""

from collections.abc import Mapping

# outlines around (0, 0), about 20 wide
SHAPES: Mapping[str, str] = {
    "PERSON": "M-10 0A10 10 0 1 0 10 0A10 10 0 1 0-10 0Z",
    "ORG": "M-9-6Q-9-9-6-9H6Q9-9 9-6V6Q9 9 6 9H-6Q-9 9-9 6Z",
    "PARK": "M-5.5-9.5H5.5L11 0 5.5 9.5H-5.5L-11 0Z",
    "PROGRAMME": "M0-12 12 0 0 12-12 0Z",
    "PROJECT": "M0-11 11.5 9H-11.5Z",
    "PLACE": "M0 12-7.5 1.5A8.5 8.5 0 1 1 7.5 1.5Z",
    "HONOUR": "M0-12 2.9-4 11.4-3.7 4.7 1.5 7.1 9.7 0 5-7.1 9.7-4.7 1.5-11.4-3.7-2.9-4Z",
    "INDUSTRY": "M0-11 10.5-3.4 6.5 8.9H-6.5L-10.5-3.4Z",
    "EVENT": "M-4.3-10.3H4.3L10.3-4.3V4.3L4.3 10.3H-4.3L-10.3 4.3V-4.3Z",
}
