extension KeyRotation {
    /// The period that a time lies in: the key of another one gives other ids.
    ///
    /// - Parameter time: seconds since 1970, UTC.
    package func period(of time: Int64) -> Int64 {
        let day = (time - (time % 86_400 + 86_400) % 86_400) / 86_400
        switch self {
        case .never: return 0
        case .daily: return day
        case .monthly:
            // `2023-03-20` without its day.
            let digits = Day(number: Int32(truncatingIfNeeded: day)).description.utf8.prefix(7)
            return digits.reduce(0) { $1 == UInt8(ascii: "-") ? $0 : $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        }
    }
}

extension PrivacyKey {
    /// The key of one period, made from this one.
    package func derived(for period: Int64) -> PrivacyKey {
        let number = UInt64(bitPattern: period)
        let words = [hash(number), hash(~number)]
        let bytes = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) } }
        return PrivacyKey(bytes: bytes.span) ?? self
    }
}
