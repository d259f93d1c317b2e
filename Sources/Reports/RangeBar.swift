import Registry

/// Which days a page speaks of, and the way to others.
struct RangeBar {
    let words: String
    /// Why these days, where nobody chose them.
    let reason: String?
    let choices: [Choice]
    /// Filters that a choice of days keeps.
    let kept: [Kept]
    let action: String
    let from: String
    let to: String
    let canFilter: Bool

    struct Choice {
        let text: String
        let href: String
        let isHere: Bool
    }

    struct Kept {
        let name: String
        let value: String
    }

    init(_ desk: Desk, at place: Page.Place) {
        words = desk.rangeInWords
        reason = desk.hasFilteredRange ? nil : Self.reason(desk)
        canFilter = !desk.links.isReport && desk.stored != nil
        action = place.path
        from = desk.filters.from?.description ?? ""
        to = desk.filters.to?.description ?? ""
        var others = desk.filters
        (others.from, others.to, others.after) = (nil, nil, nil)
        kept = others.parameters.map { Kept(name: $0.name, value: $0.value) }
        guard canFilter, let stored = desk.stored else {
            choices = []
            return
        }
        let lengths: [(String, Int)] = [("7 days", 7), ("28 days", 28), ("90 days", 90), ("everything", stored.length)]
        choices = lengths.compactMap { text, length in
            guard length <= stored.length else { return nil }
            var filters = others
            filters.from = stored.upperBound - (length - 1)
            let isHere = desk.range == stored.upperBound - (length - 1)...stored.upperBound
            return desk.links.page(place, filters.parameters).map { Choice(text: text, href: $0, isHere: isHere) }
        }
    }

    private static func reason(_ desk: Desk) -> String? {
        guard let stored = desk.stored, let range = desk.range else { return nil }
        return range == stored ? "all that the store holds" : "the last \(range.length) days of the store"
    }
}
