package import Registry

/// What the client numbers of a store are, and what can be told from them.
package struct ClientForm: Hashable, Sendable {
    package var mode: PrivacyMode
    package var rotation: KeyRotation

    package init(mode: PrivacyMode, rotation: KeyRotation) {
        self.mode = mode
        self.rotation = rotation
    }

    /// Reads ``text``; a store without any is of the form `exact`.
    init(text: String?) {
        let words = (text ?? "").split(separator: " ").map(String.init)
        mode = words.first.flatMap(PrivacyMode.init(rawValue:)) ?? .exact
        rotation = words.last.flatMap(KeyRotation.init(rawValue:)) ?? .never
    }

    /// As a store keeps it.
    package var text: String {
        mode == .keyed ? "\(mode.rawValue) \(rotation.rawValue)" : mode.rawValue
    }

    /// Whether a number is an address, or the /24 or /48 of one, so that its network can be told.
    var keepsAddresses: Bool { mode <= .prefix }

    /// Whether the same number means the same client on all of these days.
    func joins(_ days: ClosedRange<Int32>) -> Bool {
        switch mode {
        case .exact, .prefix: return true
        case .none: return false
        case .keyed:
            let first = rotation.period(of: Int64(days.lowerBound) * 86_400)
            return first == rotation.period(of: Int64(days.upperBound) * 86_400)
        }
    }
}
