//! The page of a resource: a type without an operation of its own.

use crate::model::{Contract, PageRef};

use super::build::build;
use super::lines::Lines;

/// A page about a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResourcePage {
    /// File and line of the title.
    pub page: PageRef,
    /// Unqualified name of the type in lower case, as anchors write it.
    pub name: String,
}

impl ResourcePage {
    /// Whether the page is about the resource of `contract`.
    #[must_use]
    pub fn is_about(&self, contract: &Contract) -> bool {
        let own = contract.entity_type.as_deref().and_then(|name| name.rsplit('.').next());
        own.is_some_and(|own| own.eq_ignore_ascii_case(&self.name))
    }
}

/// Reads the page of a resource; `None` for any other page. Its title is anchored `…-resource-type` in every language.
#[must_use]
pub fn resource(file_name: &str, bytes: &[u8]) -> Option<ResourcePage> {
    let text = std::str::from_utf8(bytes).ok()?;
    let lines = Lines::new(text);
    let document = build(text, &lines);
    let title = document.sections.iter().find(|section| section.level == 1)?;
    let name = title.anchor.strip_suffix("-resource-type")?;
    let page = PageRef { file: file_name.to_owned(), line: lines.line(title.offset) };
    Some(ResourcePage { page, name: name.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::resource;

    #[test]
    fn the_title_of_a_resource_page_names_its_type() {
        let name = |text: &str| resource("page.md", text.as_bytes()).map(|page| (page.name, page.page.line));
        assert_eq!(name("\n# gadget resource type\n"), Some(("gadget".to_owned(), 2)));
        assert_eq!(name("# <a name=\"gadget-resource-type\"></a>Ding\n"), Some(("gadget".to_owned(), 1)));
        assert_eq!(name("# Update gadget\n"), None);
    }
}
