//! Directed graphs of names.

use std::collections::BTreeSet;

/// A way that comes back to where it began; `None` when there is none.
pub fn cycle(edges: &BTreeSet<(String, String)>) -> Option<Vec<String>> {
    let mut left: BTreeSet<&String> = edges.iter().flat_map(|(from, to)| [from, to]).collect();
    let next = |node: &String, left: &BTreeSet<&String>| {
        edges.iter().find(|(from, to)| from == node && left.contains(to)).map(|(_, to)| to)
    };
    while let Some(end) = left.iter().find(|node| next(node, &left).is_none()).copied() {
        left.remove(end);
    }
    // Each that is left leads to another one that is: who goes on long enough comes back.
    let mut way: Vec<&String> = vec![left.first()?];
    loop {
        let to = next(way.last()?, &left)?;
        if let Some(at) = way.iter().position(|known| *known == to) {
            return Some(way[at..].iter().map(|node| (*node).clone()).collect());
        }
        way.push(to);
    }
}

#[test]
fn a_cycle_is_found_and_what_leads_to_it_left_out() {
    let edges = |text: &str| {
        text.split(' ').map(|edge| edge.split_once('>').unwrap()).map(|(a, b)| (a.to_owned(), b.to_owned())).collect()
    };
    assert_eq!(cycle(&edges("a>b b>c a>c")), None);
    assert_eq!(cycle(&edges("a>b b>c c>b c>d")), Some(vec!["b".to_owned(), "c".to_owned()]));
}
