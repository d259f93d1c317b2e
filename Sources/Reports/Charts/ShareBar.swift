/// A share of a whole as a bar beside its number.
enum ShareBar {
    /// - Parameters:
    ///   - share: 0…1.
    ///   - style: the class of its colour.
    static func svg(_ share: Double, style: String) -> Markup {
        let width = max(0, min(1, share)) * 100
        return """
            <svg class="share \(style)" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">\
            <rect class="whole" width="100" height="8"/><rect width="\(width)" height="8"/></svg>
            """
    }
}
