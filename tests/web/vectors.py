"""Some two thousand strings that would run in a browser if any page of the site let them: every way into HTML that we know, in many
disguises, all different. What each would do is set ``window.ran``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

RUN = "window.ran=1"
OUT_OF = ("", '">', "'>", "`>", "</title>", "</textarea>", "</style>", "</script>", "-->", "]]>", '" ', "' ", "</noscript>", "</option></select>",
          "</svg>", "</math>", "</template>", "</xmp>", "</iframe>", "\\\">", "&quot;>", "%22%3E")  # fmt: skip
"""Places a string may stand in, and the way out of each."""
TAGS = ("img src=x", "svg", "body", "input autofocus", "details open", "video src=x", "audio src=x", "iframe", "marquee", "object data=x",
        "select autofocus", "textarea autofocus", "keygen autofocus", "button autofocus", "a href=# autofocus tabindex=0", "style", "link rel=stylesheet href=x",
        "p", "custom-tag tabindex=0 autofocus", "math", "table background=x", "form", "frameset", "image src=x", "embed src=x", "track src=x")  # fmt: skip
EVENTS = ("onerror", "onload", "onfocus", "onmouseover", "ontoggle", "onclick", "onanimationstart", "onpageshow", "onbegin", "onstart",
          "oncanplay", "onhashchange", "onwheel", "onpointerenter", "onbeforetoggle", "onscrollend")  # fmt: skip
WHOLE = (
    "<script>{0}</script>", "<ScRiPt>{0}</sCrIpT>", "<script\n>{0}</script\n>", "<script/x>{0}</script>", "<script src=data:,{0}></script>",
    "<svg><script>{0}</script></svg>", "<svg><animate onbegin={0} attributeName=x dur=1s>", "<svg><set onbegin={0} attributename=x>",
    "<svg><a xlink:href=javascript:{0}><text y=20>x</text></a></svg>", "<math><mtext></mtext><mglyph><svg><mtext><script>{0}</script>",
    "<math href=javascript:{0}>x</math>", "<math><annotation-xml encoding=text/html><script>{0}</script></annotation-xml></math>",
    "<iframe srcdoc='<script>parent.{0}</script>'></iframe>", "<iframe src=javascript:parent.{0}></iframe>", "<object data=javascript:{0}></object>",
    "<embed src=javascript:{0}>", "<form action=javascript:{0}><button>x</button></form>", "<button formaction=javascript:{0}>x</button>",
    "<a href=javascript:{0}>x</a>", "<base href=javascript:{0}//>", "<meta http-equiv=refresh content='0;url=javascript:{0}'>",
    "<link rel=import href=data:text/html,<script>{0}</script>>", "<style>@import 'javascript:{0}';</style>", "<style onload={0}></style>",
    "<noscript><p title='</noscript><img src=x onerror={0}>'>", "<template><script>{0}</script></template>", "<xmp><img src=x onerror={0}></xmp>",
    "<table><td background=javascript:{0}>", "<div style=background:url(javascript:{0})>", "<div style='width:expression({0})'>",
    "<!--><script>{0}</script>-->", "<!--[if gte IE 4]><script>{0}</script><![endif]-->", "<![CDATA[<script>{0}</script>]]>",
    "<?xml version='1.0'?><script>{0}</script>", "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>{0}</x:script>", "<<script>{0}//<</script>",
    "<img src=`x` onerror=`{0}`>", "<img/src=x/onerror={0}>", "<img\tsrc=x\tonerror={0}>", "<img src=x onerror\x0c={0}>", "<img src=x oNeRrOr={0}>",
    "<svg/onload={0}>", "<svg onload={0}//", "<body onload={0}", "<img src=x onerror={0} x=", "<a href='jav\tascript:{0}'>x</a>",
    "<a href='jav&#x09;ascript:{0}'>x</a>", "<a href='&#106;avascript:{0}'>x</a>", "<a href=' javascript:{0}'>x</a>", "<a href='JaVaScRiPt:{0}'>x</a>",
    "<a href='vbscript:{0}'>x</a>", "<a href='data:text/html,<script>{0}</script>'>x</a>", "<isindex type=image src=x onerror={0}>",
    "&lt;script&gt;{0}&lt;/script&gt;", "&#60;script&#62;{0}&#60;/script&#62;", "\\x3cscript\\x3e{0}\\x3c/script\\x3e", "\\u003cscript\\u003e{0}",
    "%3Cscript%3E{0}%3C/script%3E", "+ADw-script+AD4-{0}+ADw-/script+AD4-", "\uff1cscript\uff1e{0}\uff1c/script\uff1e", "\u2028<script>{0}</script>\u2029",
    "\u202e\u2066<b onclick={0}>x", "<scr<script>ipt>{0}</scr</script>ipt>", "<img src=x onerror=\"{0}\" ", "<svg><foreignObject><script>{0}</script>",
    "<details open ontoggle={0}>x", "<select><option><style></option></select><img src=x onerror={0}></style>", "<plaintext><script>{0}</script>",
)  # fmt: skip
SCHEMES = ("javascript:{0}", "JAVASCRIPT:{0}", "java\tscript:{0}", "java\nscript:{0}", " javascript:{0}", "\x01javascript:{0}", "javascript&colon;{0}",
           "&#x6A;avascript:{0}", "javascript://%0a{0}", "javascript:{0}//https://a.example", "data:text/html;base64,PHNjcmlwdD4=", "vbscript:{0}",
           "view-source:javascript:{0}", "feed:javascript:{0}", "https:javascript:{0}", "https://a.example\"onmouseover={0} x=\"", "//a.example/\"><script>{0}</script>",
           "https://a.example/'><img src=x onerror={0}>", "http://[::1]\"><script>{0}</script>", "blob:javascript:{0}")  # fmt: skip
TEMPLATES = ("{{{{ {0} }}}}", "{{% if 1 %}}{0}{{% endif %}}", "${{{0}}}", "#{{{0}}}", "<%= {0} %>", "{{{{constructor.constructor('{0}')()}}}}",
             "*{{{0}}}", "[[{0}]]", "{{{{ self.__init__.__globals__ }}}}{0}", "`${{{0}}}`")  # fmt: skip


def _made() -> Iterator[str]:
    for way, whole in product(OUT_OF, WHOLE):
        yield way + whole.format(RUN)
    for number, (tag, event) in enumerate(product(TAGS, EVENTS)):
        yield f"{OUT_OF[number % len(OUT_OF)]}<{tag} {event}={RUN}>"
        quote = "\"'"[number % 2]
        yield f"x{quote} {event}={quote}{RUN}{quote} autofocus tabindex={quote}1"
    for way, scheme in product(OUT_OF[:6], SCHEMES):
        yield scheme.format(RUN) + way
    for way, template in product(OUT_OF[:4], TEMPLATES):
        yield way + template.format(RUN)


def vectors() -> list[str]:
    """All of them, each once, always in one order."""
    return list(dict.fromkeys(_made()))
