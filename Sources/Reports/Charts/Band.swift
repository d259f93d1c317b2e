/// What a pull was to the move: the layers of the burn-down, from its ground up. What has to go stands at the ground,
/// where its height can be read.
enum Band: String, CaseIterable, Hashable {
    case served, followed, unknown, direct

    /// The key's words; the first half of what a reader needs.
    func label(old: String, new: String) -> String {
        switch self {
        case .served: "served by \(old)"
        case .followed: "redirected by \(old)"
        case .unknown: "by an unknown way"
        case .direct: "directly to \(new)"
        }
    }

    /// A small piece of the layer, for the key.
    var swatch: Markup {
        """
        <svg class="swatch" width="18" height="12" aria-hidden="true" focusable="false">\
        <rect class="\(rawValue)" width="18" height="12"/></svg>
        """
    }
}
