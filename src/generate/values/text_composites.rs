//! Many fragile pieces in one ordinary text: whoever mistakes, cuts, folds or repairs any of them changes the whole, and
//! the shrinker finds the piece. None is longer than a name may be anywhere, none holds control characters.

/// Texts for any String, most telling first.
pub const TEXTS: &[&str] = &[
    // What Unicode normalisation, folding and clean-up change.
    "e\u{301} \u{e9} \u{1112}\u{1161}\u{11ab} \u{d55c} \u{1e69} s\u{323}\u{307} \u{fb01} \u{2460} \u{ff21} \u{212a} \u{212b} \u{17f} \u{130} \u{131} stra\u{df}e \u{1e9e} \u{3c2} \u{1c5} \u{3a3} \u{ad} \u{a0} \u{3000} \u{2003} \u{2028} \u{2029} \u{200b} \u{200c} \u{200d} \u{2060} \u{feff} \u{fffd} \u{e000} \u{c3}\u{a9} \u{2018}\u{201c}\u{2013}\u{2014}\u{2026}",
    // Punctuation that languages, formats and templates give a meaning.
    "a  b   c! \"q\" 'a' `b` #h $d ${x} {{y}} %s %n %20 %2F %zz 100% &amp; &lt; &#65; ( ) * + , - -- ... / // ./ ../ : ; <b>t</b> <!-- c --> = ? @ [ ] \\ \\n \\u0041 \\\\ ^ _ { } | ~ ]]> '' \"\" $1 %1 :a @@ ?? ** __ ",
    // What firewalls and injections look for.
    "'; DROP TABLE partners;-- 1' OR '1'='1 UNION SELECT * <script>alert(1)</script> <img src=x onerror=a> ../../etc/passwd ..\\..\\boot.ini ${jndi:ldap://example.com/a} {{7*7}} $(id) `id` | cat && a || b; %3Cscript%3E <?xml?> <!ENTITY a> =cmd|' /C calc'!A0",
    // Words that programs read as something else.
    " null NULL None nil undefined true false yes no on off NaN Infinity 007 1e5 0x10 1.0 1,5 -0 +1 12:34 2016-12-31T23:58:36Z 01/02/2017 User@Example.COM www.Example.COM the the 7443C8B9-C8B9-7443-B9C8-4374B9C84374 I i TITLE Title O'Neil.",
    // What takes more than one unit of UTF-16, joins, or turns the direction.
    "\u{1d11e} \u{1f600}\u{1f600} \u{1f44d}\u{1f3fd} \u{1f1e9}\u{1f1ea} \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{2764}\u{fe0f} \u{2764}\u{fe0e} \u{20bb7} \u{10fffd} \u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{202e}abc\u{202c} \u{202a}l\u{202c} \u{2067}i\u{2069} \u{200e}\u{200f} \u{645}\u{631} \u{e01}\u{e34} \u{915}\u{94d}\u{937} \u{4e2d}\u{6587} \u{1f600}",
];

/// Addresses in the form that normalisation leaves alone, and one that has everything to normalise.
pub const URLS: &[&str] = &[
    "https://user:pw@www.example.com:8443/a.b;c=d,e/f//g/~h/%2F%20%C3%A9/index.html?b=2&a=1&a=1&utm_source=x&q=%20+&e=&r=https%3A%2F%2Fexample.org%2F&s=https://example.org/?x=y&amp;t=(1)*'2'!#frag/?z",
    "HTTP://User@EXAMPLE.com:80/A/./b/../%7Ec/%41%c3%a9//?B=2&b#F",
    "https://b\u{fc}cher.example/stra\u{df}e/e\u{301}/\u{1f600}/a b\"<c>\\d^`{|}[e]?f=\u{e9}#\u{4e2d}",
];

#[cfg(test)]
mod tests {
    use super::{TEXTS, URLS};
    use crate::generate::values::is_extreme;

    #[test]
    fn nobody_may_call_a_composite_too_long_or_extreme() {
        for text in TEXTS.iter().chain(URLS) {
            assert!(text.chars().count() <= 256 && !is_extreme(text), "{} {text}", text.chars().count());
            assert!(text.encode_utf16().count() <= 256, "{text}");
        }
    }
}
