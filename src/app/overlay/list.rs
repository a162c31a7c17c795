//! The selection in a list: shared by everything that lets the reader choose.

/// Which entry is chosen, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The chosen entry.
    pub selected: usize,
    /// Number of entries.
    pub len: usize,
    /// Whether the reader went through the entries since the list was made. Where there is a field above it, the cursor
    /// then stands on the chosen entry and no longer in the field.
    pub walked: bool,
}

impl List {
    /// A list of `len` entries, the first chosen.
    pub fn of(len: usize) -> Self {
        Self { selected: 0, len, walked: false }
    }

    /// Moves the choice; at the ends it stays.
    pub fn step(&mut self, by: isize) {
        self.walked |= by != 0;
        self.selected = self.selected.saturating_add_signed(by).min(self.len.saturating_sub(1));
    }

    /// The first entry to show in `height` rows: the chosen one keeps a third of the rows below it where there are any.
    pub fn first(&self, height: usize) -> usize {
        let wanted = self.selected.saturating_sub(height.saturating_sub(1) * 2 / 3);
        wanted.min(self.len.saturating_sub(height))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_entry_is_always_shown() {
        for len in 0..12 {
            for height in 1..8 {
                for selected in 0..len {
                    let first = List { selected, len, walked: true }.first(height);
                    assert!(first <= selected && selected < first + height, "{selected} of {len} in {height}");
                }
            }
        }
    }
}
