import Registry

/// What becomes of a client's address before it is counted: the privacy mode of the store.
struct ClientMasking: Sendable {
    private let form: PrivacyMode
    private let rotation: KeyRotation
    private let key: PrivacyKey?
    private var period: Int64 = .min
    private var periodKey: PrivacyKey?

    init(form: PrivacyMode, rotation: KeyRotation, key: PrivacyKey?) {
        self.form = form
        self.rotation = rotation
        self.key = key
    }

    /// The number that stands for a client in the facts.
    ///
    /// - Parameter time: seconds since 1970, UTC: it tells which of the rotating keys holds.
    @inline(__always)
    mutating func number(of client: Client, at time: Int64) -> UInt64 {
        if case .exact = form { return client.id }
        guard case .keyed = form else { return client.masked(by: form).id }
        let period = rotation.period(of: time)
        if period != self.period {
            self.period = period
            periodKey = key?.derived(for: period)
        }
        return client.masked(by: .keyed, key: periodKey).id
    }
}
