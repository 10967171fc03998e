//! Inline content in which the local text and the English text of bilingual pages stay apart.

/// A run of text or a back-ticked token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Whether it was back-ticked.
    pub code: bool,
    /// Whether it stands in the English half of a bilingual pair.
    pub english: bool,
    /// The text, entities decoded.
    pub text: String,
    /// Byte offset on the page.
    pub offset: usize,
}

/// The content of a table cell, paragraph or heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inline {
    /// Text and code in page order.
    pub pieces: Vec<Piece>,
    /// Targets of links and whether they stand in the English half.
    pub links: Vec<(String, bool)>,
    /// Name of an `<a name=…>` anchor.
    pub anchor: Option<String>,
}

impl Inline {
    /// Adds text or code, joined to the piece before when that is of the same kind.
    pub fn push(&mut self, code: bool, english: bool, text: &str, offset: usize) {
        match self.pieces.last_mut() {
            Some(last) if !last.code && !code && last.english == english => last.text.push_str(text),
            _ => self.pieces.push(Piece { code, english, text: text.to_owned(), offset }),
        }
    }

    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty() && self.anchor.is_none()
    }

    /// Text and code of one language, joined and trimmed.
    #[must_use]
    pub fn text(&self, english: bool) -> String {
        let joined: String = self.pieces.iter().filter(|p| p.english == english).map(|p| p.text.as_str()).collect();
        joined.trim().to_owned()
    }

    /// Text in the page's own language, joined and trimmed.
    #[must_use]
    pub fn local(&self) -> String {
        self.text(false)
    }

    /// The English half of a bilingual pair; `None` on pages of one language.
    #[must_use]
    pub fn english(&self) -> Option<String> {
        self.pieces.iter().any(|p| p.english).then(|| self.text(true))
    }

    /// Prose in the page's own language with each back-ticked token blanked out.
    #[must_use]
    pub fn prose(&self) -> String {
        let mut out = String::new();
        for piece in self.pieces.iter().filter(|p| !p.english) {
            out.push_str(if piece.code { " ` " } else { &piece.text });
        }
        out
    }

    /// Back-ticked tokens of both languages.
    pub fn codes(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|p| p.code)
    }
}
