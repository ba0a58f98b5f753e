"""Names that break files."""

from hypothesis import strategies as st

HOSTILE = [
    "引\"号'\\",
    "<b>&amp;]]></data><!--",
    "<script>alert(1)</script>",
    "🚀𠮷👩‍🔬",
    "甲\x0b乙\x00丙\x1b[31m\x7f\x9f",
    "行\n行\r\n\t\u2028尾\u0085",
    "长" * 10_000,
    "\ud800孤\udfff",
    "\ufffe\uffff\ufdd0\ufffd园",
    "\u200fשלום\u202eDNE\u2066",
    "e\u0301\u200d\ufeff",
    "INF",
    "NaN",
    "null",
    "=1+1",
    "＝HYPERLINK(1)",
    "-- ; , | ; \\N",
    "${jndi:ldap://x}%s{0}",
    "../../etc/passwd",
    " ",
]
TEXT = st.text(st.characters(), max_size=25)  # every code point, lone surrogates too
