//! Looks at the collection of the entity.

use super::Session;
use crate::engine::observe::{Collection, Observed, Page};
use crate::model::Role;

impl Session<'_> {
    /// Looks for other entities in the collection. Where there is no collection, nothing is watched.
    pub async fn find_neighbours(&mut self) {
        let Some(url) = self.line.entity.collection() else { return };
        let page = self.page(&url, Role::Preflight).await;
        if let Some(collection) = Collection::new(&self.plan.bundle.contract, url, self.line.entity.id(), page) {
            self.sight.collection = Some(collection);
        }
    }

    /// Adds to `observed` what the watched collection shows now.
    pub async fn watch_neighbours(&mut self, observed: &mut Observed) {
        let Some(url) = self.sight.collection.as_ref().map(|collection| collection.url().to_owned()) else { return };
        let page = self.page(&url, Role::Read).await;
        if let Some(collection) = &mut self.sight.collection {
            collection.look(&self.plan.bundle.contract, self.line.entity.id(), page, observed);
        }
    }

    /// The first page of the collection.
    async fn page(&mut self, url: &str, role: Role) -> Page {
        let mut draft = self.line.draft_of_read(&self.course);
        url.clone_into(&mut draft.url);
        let exchange = self.ask("neighbour", &draft, role).await;
        Page::of(&self.plan.bundle.contract, &exchange)
    }
}
