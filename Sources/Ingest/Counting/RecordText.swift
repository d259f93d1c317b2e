import AccessLogs

extension Span where Element == UInt8 {
    /// The text behind a field of a record. It costs an allocation: for what is looked at once.
    func text(_ range: ByteRange, _ escaping: Escaping) -> String {
        var decoded: [UInt8] = []
        escaping.decode(extracting(range.indices), into: &decoded)
        return String(decoding: decoded, as: UTF8.self)
    }
}
